using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Alarms;

/// <summary>Whether a silencer is in force. Agents may send other values than the named ones. The comparison ignores case.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<SilencerState>))]
public readonly record struct SilencerState(string Value) : IOpenValue<SilencerState>
{
    /// <summary>The silencer is in effect.</summary>
    public static SilencerState Active { get; } = new("active");

    /// <summary>The silencer is not in effect yet.</summary>
    public static SilencerState Pending { get; } = new("pending");

    /// <summary>The silencer has expired or was deleted.</summary>
    public static SilencerState Expired { get; } = new("expired");

    /// <inheritdoc />
    public bool Equals(SilencerState other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static SilencerState IOpenValue<SilencerState>.Create(string value) => new(value);
}
