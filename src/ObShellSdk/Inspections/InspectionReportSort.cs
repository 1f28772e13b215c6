using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Inspections;

/// <summary>What reports are sorted by. Agents may send other values than the named ones. The comparison ignores case.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<InspectionReportSort>))]
public readonly record struct InspectionReportSort(string Value) : IOpenValue<InspectionReportSort>
{
    /// <summary>When the inspection began.</summary>
    public static InspectionReportSort StartTime { get; } = new("start_time");

    /// <summary>The time it ended.</summary>
    public static InspectionReportSort FinishTime { get; } = new("finish_time");

    /// <summary>The number of critical findings there are.</summary>
    public static InspectionReportSort CriticalCount { get; } = new("critical_count");

    /// <summary>The number of checks failed.</summary>
    public static InspectionReportSort FailedCount { get; } = new("fail_count");

    /// <summary>The number of warnings there are.</summary>
    public static InspectionReportSort WarningCount { get; } = new("warning_count");

    /// <summary>The number of checks passed.</summary>
    public static InspectionReportSort PassCount { get; } = new("pass_count");

    /// <summary>The id.</summary>
    public static InspectionReportSort Id { get; } = new("id");

    /// <inheritdoc />
    public bool Equals(InspectionReportSort other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static InspectionReportSort IOpenValue<InspectionReportSort>.Create(string value) => new(value);
}
