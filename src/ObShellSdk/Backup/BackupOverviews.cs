using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObShellSdk.Backup;

/// <summary>The backup of one tenant that is running, or else the last one.</summary>
public sealed record TenantBackupOverview : ObShellRecord
{
    /// <summary>The task itself; the agent calls it "status".</summary>
    [JsonRequired]
    public CdbObBackupTask Status { get; init => field = value ?? throw new JsonException("status is null"); } = new();

    internal override ObShellRecord CorrectTimes(Func<DateTimeOffset, DateTimeOffset> correct) =>
        this with { Status = (CdbObBackupTask)Status.CorrectTimes(correct) };
}

/// <summary>The running or last backup of every user tenant that was ever backed up.</summary>
public sealed record ClusterBackupOverview : ObShellRecord
{
    /// <summary>One task a tenant, in no particular order.</summary>
    public IReadOnlyList<CdbObBackupTask> Statuses { get; init => field = value ?? []; } = [];

    internal override ObShellRecord CorrectTimes(Func<DateTimeOffset, DateTimeOffset> correct) =>
        this with { Statuses = Corrected(Statuses, correct) };
}
