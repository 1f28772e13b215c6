namespace ObShellSdk.Http;

/// <summary>
/// Keeps calls away from an agent that does not answer, for ever longer times while it stays so; in between one call at a time may try it. It only
/// orders the choice among several agents: it never fails a call by itself.
/// </summary>
internal sealed class AgentHealth(TimeProvider clock)
{
    private static readonly TimeSpan _firstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _maxPause = TimeSpan.FromSeconds(30);

    private readonly object _gate = new();
    private int _failures;
    private DateTimeOffset _pausedUntil;

    /// <summary>It answered when it was asked last, or was not asked yet.</summary>
    public bool Serves => Volatile.Read(ref _failures) == 0;

    public void Served() => Volatile.Write(ref _failures, 0);

    /// <summary>It did not answer. Callers that learn it together, and the one that tried it in its pause, lengthen no pause: it is one failure.</summary>
    public void Failed()
    {
        lock (_gate)
        {
            DateTimeOffset now = clock.GetUtcNow();
            if (Serves || now >= _pausedUntil)
            {
                PauseFrom(now);
            }
        }
    }

    /// <summary>True for the one caller that may try the agent again now; all others wait as if it had failed already.</summary>
    public bool TryProbe()
    {
        lock (_gate)
        {
            DateTimeOffset now = clock.GetUtcNow();
            if (now < _pausedUntil)
            {
                return false;
            }

            PauseFrom(now);
            return true;
        }
    }

    private void PauseFrom(DateTimeOffset now)
    {
        _pausedUntil = now + Pause(_failures);
        Volatile.Write(ref _failures, _failures + 1);
    }

    private static TimeSpan Pause(int failures)
    {
        TimeSpan pause = _firstPause * Math.Pow(2, Math.Min(failures, 10));
        return pause < _maxPause ? pause : _maxPause;
    }
}
