using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObShellSdk.Backup;

/// <summary>The backup of one tenant that is running, or else the last one.</summary>
public sealed record TenantBackupOverview : ObShellRecord
{
    /// <summary>The task itself; the agent calls it "status".</summary>
    [JsonRequired]
    [JsonPropertyName("status")]
    public CdbObBackupTask Task { get; init => field = value ?? throw new JsonException("status is null"); } = new();

    internal override ObShellRecord CorrectTimes(Func<DateTimeOffset, DateTimeOffset> correct) =>
        this with { Task = (CdbObBackupTask)Task.CorrectTimes(correct) };
}
