using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Alarms;

/// <summary>Whether Prometheus can evaluate a rule. Servers may send others than the named ones; case does not count.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<AlarmRuleHealth>))]
public readonly record struct AlarmRuleHealth(string Value) : IOpenValue<AlarmRuleHealth>
{
    /// <summary>It can.</summary>
    public static AlarmRuleHealth Ok { get; } = new("ok");

    /// <summary>It cannot.</summary>
    public static AlarmRuleHealth Error { get; } = new("err");

    /// <summary>It has not tried yet.</summary>
    public static AlarmRuleHealth Unknown { get; } = new("unknown");

    /// <inheritdoc />
    public bool Equals(AlarmRuleHealth other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static AlarmRuleHealth IOpenValue<AlarmRuleHealth>.Create(string value) => new(value);
}
