using System.Net;

namespace ObShellSdk.Agents;

/// <summary>The address on which an agent listens, which also identifies it in the cluster. Its text has the form used in URLs: <c>10.0.0.1:2886</c>, <c>[::1]:2886</c>.</summary>
public sealed record AgentAddress : ObShellRecord
{
    /// <summary>The IPv4 address, or the IPv6 address without brackets.</summary>
    public string Ip { get; init => field = value ?? ""; } = "";

    /// <summary>The port, from 1 to 65535. Agents use 2886 by default.</summary>
    public int Port { get; init; }

    /// <summary>Parses the text of an address, such as a key of <see cref="AgentClient.GetStatusesAsync"/>.</summary>
    /// <param name="text">The IP address and the port: <c>10.0.0.1:2886</c>, <c>[::1]:2886</c>.</param>
    /// <returns>The address.</returns>
    /// <exception cref="FormatException"><paramref name="text"/> is not an IP address and a port; host names are not accepted.</exception>
    public static AgentAddress Parse(string text) => IPEndPoint.TryParse(text ?? "", out IPEndPoint? point) && point.Port > 0
        ? new AgentAddress { Ip = point.Address.ToString(), Port = point.Port }
        : throw new FormatException($"An agent address must be an IP address and a port, but was '{text}'. Examples: 10.0.0.1:2886 or [::1]:2886.");

    private protected override string Print() => Ip.Contains(':', StringComparison.Ordinal) ? $"[{Ip}]:{Port}" : $"{Ip}:{Port}";

    // An agent that does not know the address may find that there is nothing to do, and report success.
    internal void Validate(string name)
    {
        if (!IPAddress.TryParse(Ip, out _) || Ip.StartsWith('[') || Port is < 1 or > 65535)
        {
            throw new ArgumentException($"An agent address must be an IP address without brackets and a port from 1 to 65535, but was '{this}'.", name);
        }
    }
}
