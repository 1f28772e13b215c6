using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Alarms;

/// <summary>Whether the condition of a rule is met. Servers may send others than the named ones; case does not count.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<AlarmRuleState>))]
public readonly record struct AlarmRuleState(string Value) : IOpenValue<AlarmRuleState>
{
    /// <summary>It is not.</summary>
    public static AlarmRuleState Inactive { get; } = new("inactive");

    /// <summary>It is, but not yet for long enough.</summary>
    public static AlarmRuleState Pending { get; } = new("pending");

    /// <summary>It is, and there is an alert.</summary>
    public static AlarmRuleState Firing { get; } = new("firing");

    /// <inheritdoc />
    public bool Equals(AlarmRuleState other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static AlarmRuleState IOpenValue<AlarmRuleState>.Create(string value) => new(value);
}
