using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Alarms;

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
