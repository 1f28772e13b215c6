using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Alarms;

/// <summary>The origin of a rule. Agents may send other values than the named ones. The comparison ignores case.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<AlarmRuleType>))]
public readonly record struct AlarmRuleType(string Value) : IOpenValue<AlarmRuleType>
{
    /// <summary>The rule is part of obshell.</summary>
    public static AlarmRuleType BuiltIn { get; } = new("built-in");

    /// <summary>The rule was created by a user.</summary>
    public static AlarmRuleType Customized { get; } = new("customized");

    /// <inheritdoc />
    public bool Equals(AlarmRuleType other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static AlarmRuleType IOpenValue<AlarmRuleType>.Create(string value) => new(value);
}
