using System.Text.Json.Serialization;

namespace ObShellSdk.Backup;

/// <summary>The running or last backup of every user tenant that was ever backed up.</summary>
public sealed record ClusterBackupOverview : ObShellRecord
{
    /// <summary>One task a tenant, in no particular order.</summary>
    [JsonPropertyName("statuses")]
    public IReadOnlyList<CdbObBackupTask> Tasks { get; init => field = value ?? []; } = [];

    internal override ObShellRecord CorrectTimes(Func<DateTimeOffset, DateTimeOffset> correct) =>
        this with { Tasks = Corrected(Tasks, correct) };
}
