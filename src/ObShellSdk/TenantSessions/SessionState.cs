using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.TenantSessions;

/// <summary>What a session is doing. Agents may send other values than the named ones. The comparison ignores case.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<SessionState>))]
public readonly record struct SessionState(string Value) : IOpenValue<SessionState>
{
    /// <summary>Logging in.</summary>
    public static SessionState Init { get; } = new("INIT");

    /// <summary>Idle.</summary>
    public static SessionState Sleep { get; } = new("SLEEP");

    /// <summary>Carrying out a statement.</summary>
    public static SessionState Active { get; } = new("ACTIVE");

    /// <summary>The statement was killed.</summary>
    public static SessionState QueryKilled { get; } = new("QUERY_KILLED");

    /// <summary>The statement was given up to break a deadlock.</summary>
    public static SessionState QueryDeadlocked { get; } = new("QUERY_DEADLOCKED");

    /// <summary>Killed, and about to end.</summary>
    public static SessionState SessionKilled { get; } = new("SESSION_KILLED");

    /// <inheritdoc />
    public bool Equals(SessionState other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static SessionState IOpenValue<SessionState>.Create(string value) => new(value);
}
