using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Alarms;

/// <summary>Whether the condition of a rule is met. Agents may send other values than the named ones. The comparison ignores case.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<AlarmRuleState>))]
public readonly record struct AlarmRuleState(string Value) : IOpenValue<AlarmRuleState>
{
    /// <summary>The condition is not met.</summary>
    public static AlarmRuleState Inactive { get; } = new("inactive");

    /// <summary>The condition is met, but not yet for long enough.</summary>
    public static AlarmRuleState Pending { get; } = new("pending");

    /// <summary>The condition is met, and there is an alert.</summary>
    public static AlarmRuleState Firing { get; } = new("firing");

    /// <inheritdoc />
    public bool Equals(AlarmRuleState other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static AlarmRuleState IOpenValue<AlarmRuleState>.Create(string value) => new(value);
}
