using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Inspections;

/// <summary>How an inspection went.</summary>
public abstract record InspectionOutcome : ObShellRecord
{
    private protected InspectionOutcome()
    {
    }

    /// <summary>The report, to ask for it. 0 in a report that was asked for alone: the agent leaves it out.</summary>
    public long Id { get; init; }

    /// <summary>What was looked at.</summary>
    public InspectionScenario Scenario { get; init; }

    /// <summary>The number of findings are critical.</summary>
    public long CriticalCount { get; init; }

    /// <summary>The number of checks could not be carried out.</summary>
    public long FailedCount { get; init; }

    /// <summary>The number of findings are warnings.</summary>
    public long WarningCount { get; init; }

    /// <summary>The number of checks found nothing.</summary>
    public long PassCount { get; init; }

    /// <summary>The time it began.</summary>
    [JsonConverter(typeof(TaskTimeConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>The time it ended; null while it runs.</summary>
    [JsonConverter(typeof(TaskTimeConverter))]
    public DateTimeOffset? FinishTime { get; init; }

    /// <summary>The id of the DAG that carries it out.</summary>
    public string LocalTaskId { get; init => field = value ?? ""; } = "";

    /// <summary>How far it has come.</summary>
    public InspectionStatus Status { get; init; }

    /// <summary>Why it failed; empty otherwise.</summary>
    public string ErrorMessage { get; init => field = value ?? ""; } = "";

    /// <summary>True once it has succeeded or failed, or its outcome is lost.</summary>
    [JsonIgnore]
    public bool IsFinished => Status == InspectionStatus.Succeed || Status == InspectionStatus.Failed || Status == InspectionStatus.Deleted;
}
