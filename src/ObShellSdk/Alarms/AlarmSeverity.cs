using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Alarms;

/// <summary>How bad an alert is. Servers may send others than the named ones; case does not count.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<AlarmSeverity>))]
public readonly record struct AlarmSeverity(string Value) : IOpenValue<AlarmSeverity>
{
    /// <summary>The worst.</summary>
    public static AlarmSeverity Critical { get; } = new("critical");

    /// <summary>Bad.</summary>
    public static AlarmSeverity Major { get; } = new("major");

    /// <summary>Less bad.</summary>
    public static AlarmSeverity Minor { get; } = new("minor");

    /// <summary>May become bad.</summary>
    public static AlarmSeverity Warning { get; } = new("warning");

    /// <summary>Good to know.</summary>
    public static AlarmSeverity Info { get; } = new("info");

    /// <inheritdoc />
    public bool Equals(AlarmSeverity other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static AlarmSeverity IOpenValue<AlarmSeverity>.Create(string value) => new(value);
}
