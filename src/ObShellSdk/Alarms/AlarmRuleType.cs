using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Alarms;

/// <summary>Where a rule comes from. Servers may send others than the named ones; case does not count.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<AlarmRuleType>))]
public readonly record struct AlarmRuleType(string Value) : IOpenValue<AlarmRuleType>
{
    /// <summary>It was there from the start.</summary>
    public static AlarmRuleType BuiltIn { get; } = new("built-in");

    /// <summary>Somebody made it.</summary>
    public static AlarmRuleType Customized { get; } = new("customized");

    /// <inheritdoc />
    public bool Equals(AlarmRuleType other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static AlarmRuleType IOpenValue<AlarmRuleType>.Create(string value) => new(value);
}
