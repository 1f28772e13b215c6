using System.Text.Json.Serialization;

namespace ObShellSdk.Backup;

/// <summary>How long backups are kept.</summary>
public sealed record BackupDeletePolicy
{
    /// <summary>Backups that are not needed to restore to a moment within this time are deleted, such as <c>7d</c>.</summary>
    public required ObInterval RecoveryWindow { get; init; }

    /// <summary>The name of the only policy that the server has.</summary>
    [JsonInclude]
    internal string Policy { get; } = "default";
}
