
namespace ObShellSdk.SshCredentials;

/// <summary>How the trial of a credential ended at one target.</summary>
public sealed record CredentialValidationDetail : ObShellRecord
{
    /// <summary>The target.</summary>
    public SshTarget Target { get; init => field = value ?? new(); } = new();

    /// <summary>How it ended.</summary>
    public ConnectionResult ConnectionResult { get; init; }

    /// <summary>What went wrong; empty if it went well.</summary>
    public string Message { get; init => field = value ?? ""; } = "";
}
