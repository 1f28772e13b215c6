
namespace ObShellSdk.Agents;

/// <summary>The public key with which requests to an agent are encrypted. The client fetches and uses it by itself.</summary>
public sealed record AgentPublicKey : ObShellRecord
{
    /// <summary>The IPv4 address, or the IPv6 address without brackets.</summary>
    public string Ip { get; init => field = value ?? ""; } = "";

    /// <summary>The port on which the agent listens.</summary>
    public int Port { get; init; }

    /// <summary>The public RSA key: base64 of PKCS#1 DER.</summary>
    public string PublicKey { get; init => field = value ?? ""; } = "";
}
