using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Alarms;

/// <summary>The state of an alert in Alertmanager. Agents may send other values than the named ones. The comparison ignores case.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<AlertState>))]
public readonly record struct AlertState(string Value) : IOpenValue<AlertState>
{
    /// <summary>The alert is reported.</summary>
    public static AlertState Active { get; } = new("active");

    /// <summary>The alert is silenced or inhibited.</summary>
    public static AlertState Suppressed { get; } = new("suppressed");

    /// <summary>The alert was just received.</summary>
    public static AlertState Unprocessed { get; } = new("unprocessed");

    /// <inheritdoc />
    public bool Equals(AlertState other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static AlertState IOpenValue<AlertState>.Create(string value) => new(value);
}
