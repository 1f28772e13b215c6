using System.Globalization;

namespace ObShellSdk.Testing.State;

internal readonly record struct AgentAddress(string Ip, long Port)
{
    public override string ToString() => Ip.Contains(':', StringComparison.Ordinal)
        ? string.Create(CultureInfo.InvariantCulture, $"[{Ip}]:{Port}")
        : string.Create(CultureInfo.InvariantCulture, $"{Ip}:{Port}");
}
