
namespace ObShellSdk.SshCredentials;

/// <summary>Where SSH listens.</summary>
public sealed record SshTarget : ObShellRecord
{
    /// <summary>The IPv4 address, or the IPv6 address without brackets.</summary>
    public string Ip { get; init => field = value ?? ""; } = "";

    /// <summary>From 1 to 65535. In a request, 0 (the default) stands for 22.</summary>
    public int Port { get; init; }
}
