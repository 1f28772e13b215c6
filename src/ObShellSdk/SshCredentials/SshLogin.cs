
namespace ObShellSdk.SshCredentials;

/// <summary>A stored login by SSH, without its password.</summary>
public sealed record SshLogin : ObShellRecord
{
    /// <summary>The hosts that it opens.</summary>
    public IReadOnlyList<SshTarget> Targets { get; init => field = value ?? []; } = [];

    /// <summary>The user.</summary>
    public string Username { get; init => field = value ?? ""; } = "";

    /// <summary>How the login is proven.</summary>
    public SshAuthenticationType Type { get; init; }
}
