
namespace ObShellSdk.TenantSessions;

internal sealed record KillSessionsRequest
{
    public required IReadOnlyList<long> SessionIds { get; init; }

    /// <exception cref="ArgumentException">The list is null, or one of its numbers less than 1.</exception>
    public static KillSessionsRequest Of(IReadOnlyList<long> sessionIds, string name)
    {
        ArgumentNullException.ThrowIfNull(sessionIds, name);
        return sessionIds.Any(id => id < 1)
            ? throw new ArgumentException("A session id must be at least 1.", name)
            : new KillSessionsRequest { SessionIds = sessionIds };
    }
}
