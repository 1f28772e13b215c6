
namespace ObShellSdk.SshCredentials;

/// <summary>How the trial of a credential ended.</summary>
public sealed record CredentialValidationResult : ObShellRecord
{
    /// <summary>The credential; 0 for one that is not stored.</summary>
    public long CredentialId { get; init; }

    /// <summary>What it opens.</summary>
    public CredentialTargetType TargetType { get; init; }

    /// <summary>The number of targets let it in.</summary>
    public long SucceededCount { get; init; }

    /// <summary>The number of did not.</summary>
    public long FailedCount { get; init; }

    /// <summary>Each target. One entry without a target where the agent cannot read what is stored.</summary>
    public IReadOnlyList<CredentialValidationDetail> Details { get; init => field = value ?? []; } = [];
}
