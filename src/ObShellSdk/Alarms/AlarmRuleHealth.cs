using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Alarms;

/// <summary>Whether Prometheus can evaluate a rule. Agents may send other values than the named ones. The comparison ignores case.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<AlarmRuleHealth>))]
public readonly record struct AlarmRuleHealth(string Value) : IOpenValue<AlarmRuleHealth>
{
    /// <summary>Prometheus can evaluate the rule.</summary>
    public static AlarmRuleHealth Ok { get; } = new("ok");

    /// <summary>Prometheus cannot evaluate the rule.</summary>
    public static AlarmRuleHealth Error { get; } = new("err");

    /// <summary>Prometheus has not evaluated the rule yet.</summary>
    public static AlarmRuleHealth Unknown { get; } = new("unknown");

    /// <inheritdoc />
    public bool Equals(AlarmRuleHealth other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static AlarmRuleHealth IOpenValue<AlarmRuleHealth>.Create(string value) => new(value);
}
