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

/// <summary>What Alertmanager does with an alert. Servers may send others than the named ones; case does not count.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<AlertState>))]
public readonly record struct AlertState(string Value) : IOpenValue<AlertState>
{
    /// <summary>It is reported.</summary>
    public static AlertState Active { get; } = new("active");

    /// <summary>It is silenced or inhibited.</summary>
    public static AlertState Suppressed { get; } = new("suppressed");

    /// <summary>It came just now.</summary>
    public static AlertState Unprocessed { get; } = new("unprocessed");

    /// <inheritdoc />
    public bool Equals(AlertState other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static AlertState IOpenValue<AlertState>.Create(string value) => new(value);
}

/// <summary>Whether a silencer is in force. Servers may send others than the named ones; case does not count.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<SilencerState>))]
public readonly record struct SilencerState(string Value) : IOpenValue<SilencerState>
{
    /// <summary>It is.</summary>
    public static SilencerState Active { get; } = new("active");

    /// <summary>Not yet.</summary>
    public static SilencerState Pending { get; } = new("pending");

    /// <summary>No more: its end has come, or it was deleted.</summary>
    public static SilencerState Expired { get; } = new("expired");

    /// <inheritdoc />
    public bool Equals(SilencerState other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static SilencerState IOpenValue<SilencerState>.Create(string value) => new(value);
}

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
