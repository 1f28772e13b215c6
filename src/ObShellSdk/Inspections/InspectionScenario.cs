using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Inspections;

/// <summary>What an inspection looks at. Agents may send other values than the named ones. The comparison ignores case.</summary>
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

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static InspectionScenario IOpenValue<InspectionScenario>.Create(string value) => new(value);
}
