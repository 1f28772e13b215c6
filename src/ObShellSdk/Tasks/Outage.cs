using System.Net;

namespace ObShellSdk.Tasks;

/// <summary>The outage of an agent during a wait: which errors count as one, and how long it may last.</summary>
internal sealed class Outage(TimeProvider clock, TimeSpan tolerance)
{
    private long? _began;

    public bool IsOn => _began is not null;

    /// <summary>
    /// Whether an error may come from an agent that restarts, changes its key or its identity, or waits for its database. Before the first good answer a
    /// refusal is the caller's own mistake; afterwards it comes from an agent between two states.
    /// </summary>
    public static bool Covers(ObShellException exception, bool hasServed) => exception switch
    {
        // A certificate that is not trusted now is not trusted in a minute.
        ObShellTransportException transport => transport.IsTransient,
        // Such as a vault that could not give the password this time.
        ObShellLocalException local => local.IsTransient,
        ObShellProtocolException protocol => hasServed || protocol.IsTransient,
        ObShellAuthenticationException authentication => hasServed && authentication.Reason is
            AuthenticationFailureReason.WrongPassword or AuthenticationFailureReason.KeyRejected or AuthenticationFailureReason.ClockSkew or AuthenticationFailureReason.SessionEnded
            or AuthenticationFailureReason.AgentPasswordNeeded or AuthenticationFailureReason.OceanBasePasswordNeeded or AuthenticationFailureReason.Unknown,
        ObShellApiException api => (int)api.StatusCode >= 500 || api.StatusCode == HttpStatusCode.NotFound
            || api.Code.StartsWith("Agent.", StringComparison.Ordinal) || (hasServed && api.Code == ObShellErrorCodes.MySQLError),
        _ => false,
    };

    /// <summary>How long the outage has lasted.</summary>
    /// <exception cref="ObShellException">The trouble itself, once it has lasted longer than is tolerated.</exception>
    public TimeSpan Note(ObShellException trouble)
    {
        _began ??= clock.GetTimestamp();
        TimeSpan lasting = clock.GetElapsedTime(_began.Value);
        return tolerance == Timeout.InfiniteTimeSpan || lasting < tolerance ? lasting : throw trouble;
    }

    /// <summary>The agent has answered.</summary>
    public void End() => _began = null;
}
