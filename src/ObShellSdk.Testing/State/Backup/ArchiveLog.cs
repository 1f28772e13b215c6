namespace ObShellSdk.Testing.State.Backup;

/// <summary>The log archive of a tenant. It changes its state immediately.</summary>
internal sealed class ArchiveLog
{
    public const string Doing = "DOING";
    public const string Stop = "STOP";
    public const string Suspend = "SUSPEND";
    public const string Interrupted = "INTERRUPTED";

    /// <summary>The delay of a running archive.</summary>
    private static readonly TimeSpan _lag = TimeSpan.FromSeconds(2);

    private DateTimeOffset? _pausedAt;

    /// <summary>The status; empty until the archive runs for the first time.</summary>
    public string Status { get; private set; } = "";

    public int Round { get; private set; }

    public string Path { get; private set; } = "";

    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>Opens a closed archive with a new round, or resumes a suspended one.</summary>
    public void Open(string path, DateTimeOffset now)
    {
        if (Status is "" or Stop)
        {
            (Round, Path, StartedAt) = (Round + 1, path, now);
        }

        (Status, _pausedAt) = (Doing, null);
    }

    public void Close(DateTimeOffset now) => Pause(Stop, now);

    public void Defer(DateTimeOffset now)
    {
        if (Status == Doing)
        {
            Pause(Suspend, now);
        }
    }

    /// <summary>Interrupts the archive, as the database does when space or access is missing.</summary>
    public void Interrupt(DateTimeOffset now) => Pause(Interrupted, now);

    /// <summary>Returns the time up to which the log is archived.</summary>
    public DateTimeOffset CheckpointAt(DateTimeOffset now)
    {
        var reached = (_pausedAt ?? now) - _lag;
        return reached > StartedAt ? reached : StartedAt;
    }

    /// <summary>Returns the delay in seconds, truncated to four digits as in the database.</summary>
    public double DelayAt(DateTimeOffset now) => Math.Truncate((now - CheckpointAt(now)).TotalSeconds * 10_000) / 10_000;

    private void Pause(string status, DateTimeOffset now)
    {
        if (Status.Length > 0)
        {
            (Status, _pausedAt) = (status, _pausedAt ?? now);
        }
    }
}
