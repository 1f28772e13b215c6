using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Alarms;

/// <summary>The severity of an alert. Agents may send other values than the named ones. The comparison ignores case.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<AlarmSeverity>))]
public readonly record struct AlarmSeverity(string Value) : IOpenValue<AlarmSeverity>
{
    /// <summary>The highest severity.</summary>
    public static AlarmSeverity Critical { get; } = new("critical");

    /// <summary>The second highest severity.</summary>
    public static AlarmSeverity Major { get; } = new("major");

    /// <summary>The third highest severity.</summary>
    public static AlarmSeverity Minor { get; } = new("minor");

    /// <summary>A warning.</summary>
    public static AlarmSeverity Warning { get; } = new("warning");

    /// <summary>For information only.</summary>
    public static AlarmSeverity Info { get; } = new("info");

    /// <inheritdoc />
    public bool Equals(AlarmSeverity other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static AlarmSeverity IOpenValue<AlarmSeverity>.Create(string value) => new(value);
}
