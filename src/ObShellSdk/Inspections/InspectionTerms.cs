using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Inspections;

/// <summary>What an inspection looks at. Servers may send others than the named ones; case does not count.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<InspectionScenario>))]
public readonly record struct InspectionScenario(string Value) : IOpenValue<InspectionScenario>
{
    /// <summary>Whether the cluster is sound.</summary>
    public static InspectionScenario Basic { get; } = new("BASIC");

    /// <summary>What may slow it down.</summary>
    public static InspectionScenario Performance { get; } = new("PERFORMANCE");

    /// <inheritdoc />
    public bool Equals(InspectionScenario other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static InspectionScenario IOpenValue<InspectionScenario>.Create(string value) => new(value);
}

/// <summary>How far an inspection has come. Servers may send others than the named ones; case does not count.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<InspectionStatus>))]
public readonly record struct InspectionStatus(string Value) : IOpenValue<InspectionStatus>
{
    /// <summary>It runs. Of an inspection by another agent, this may be out of date.</summary>
    public static InspectionStatus Running { get; } = new("RUNNING");

    /// <summary>It has looked at everything, whatever it found.</summary>
    public static InspectionStatus Succeed { get; } = new("SUCCEED");

    /// <summary>It could not be carried out.</summary>
    public static InspectionStatus Failed { get; } = new("FAILED");

    /// <summary>Its DAG is gone, and so is its outcome.</summary>
    public static InspectionStatus Deleted { get; } = new("DELETED");

    /// <summary>Its DAG is in no state that tells.</summary>
    public static InspectionStatus Unknown { get; } = new("UNKNOWN");

    /// <inheritdoc />
    public bool Equals(InspectionStatus other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static InspectionStatus IOpenValue<InspectionStatus>.Create(string value) => new(value);
}

/// <summary>What reports are sorted by. Servers may send others than the named ones; case does not count.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<InspectionReportSort>))]
public readonly record struct InspectionReportSort(string Value) : IOpenValue<InspectionReportSort>
{
    /// <summary>When the inspection began.</summary>
    public static InspectionReportSort StartTime { get; } = new("start_time");

    /// <summary>When it ended.</summary>
    public static InspectionReportSort FinishTime { get; } = new("finish_time");

    /// <summary>How many critical findings there are.</summary>
    public static InspectionReportSort CriticalCount { get; } = new("critical_count");

    /// <summary>How many checks failed.</summary>
    public static InspectionReportSort FailedCount { get; } = new("fail_count");

    /// <summary>How many warnings there are.</summary>
    public static InspectionReportSort WarningCount { get; } = new("warning_count");

    /// <summary>How many checks passed.</summary>
    public static InspectionReportSort PassCount { get; } = new("pass_count");

    /// <summary>The id.</summary>
    public static InspectionReportSort Id { get; } = new("id");

    /// <inheritdoc />
    public bool Equals(InspectionReportSort other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static InspectionReportSort IOpenValue<InspectionReportSort>.Create(string value) => new(value);
}
