using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Alarms;

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
