using System.Net;

namespace ObShellSdk.Agents;

/// <summary>Where an agent listens, which is also its name in the cluster. As text it is written as in a URL: <c>10.0.0.1:2886</c>, <c>[::1]:2886</c>.</summary>
public sealed record AgentAddress : ObShellRecord
{
    /// <summary>IPv4, or IPv6 without brackets.</summary>
    public string Ip { get; init => field = value ?? ""; } = "";

    /// <summary>From 1 to 65535; 2886 unless changed.</summary>
    public int Port { get; init; }

    /// <summary>Reads an address as it is written as text, and the keys of <see cref="AgentClient.GetStatusesAsync"/>.</summary>
    /// <param name="text">Address and port: <c>10.0.0.1:2886</c>, <c>[::1]:2886</c>.</param>
    /// <exception cref="FormatException"><paramref name="text"/> is something else, such as a host name.</exception>
    public static AgentAddress Parse(string text) => IPEndPoint.TryParse(text ?? "", out IPEndPoint? point) && point.Port > 0
        ? new AgentAddress { Ip = point.Address.ToString(), Port = point.Port }
        : throw new FormatException($"'{text}' is no address of an agent, such as 10.0.0.1:2886 or [::1]:2886.");

    private protected override string Print() => Ip.Contains(':', StringComparison.Ordinal) ? $"[{Ip}]:{Port}" : $"{Ip}:{Port}";

    // An agent that does not know the address may find that there is nothing to do, and say success.
    internal void Validate(string name)
    {
        if (!IPAddress.TryParse(Ip, out _) || Ip.StartsWith('[') || Port is < 1 or > 65535)
        {
            throw new ArgumentException($"'{this}' is no address of an agent: an IP address without brackets, and a port from 1 to 65535.", name);
        }
    }
}
