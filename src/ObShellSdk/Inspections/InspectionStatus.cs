using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Inspections;

/// <summary>How far an inspection has come. Agents may send other values than the named ones. The comparison ignores case.</summary>
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

    /// <summary>The DAG is gone, and so is its outcome.</summary>
    public static InspectionStatus Deleted { get; } = new("DELETED");

    /// <summary>The DAG is in no state that tells.</summary>
    public static InspectionStatus Unknown { get; } = new("UNKNOWN");

    /// <inheritdoc />
    public bool Equals(InspectionStatus other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static InspectionStatus IOpenValue<InspectionStatus>.Create(string value) => new(value);
}
