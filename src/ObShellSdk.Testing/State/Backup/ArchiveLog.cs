namespace ObShellSdk.Testing.State.Backup;

/// <summary>The log archive of a tenant. It changes its state at once.</summary>
internal sealed class ArchiveLog
{
    public const string Doing = "DOING";
    public const string Stop = "STOP";
    public const string Suspend = "SUSPEND";
    public const string Interrupted = "INTERRUPTED";

    /// <summary>How far a running archive lags behind.</summary>
    private static readonly TimeSpan _lag = TimeSpan.FromSeconds(2);

    private DateTimeOffset? _pausedAt;

    /// <summary>Empty until the archive ran for the first time.</summary>
    public string Status { get; private set; } = "";

    public int Round { get; private set; }

    public string Path { get; private set; } = "";

    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>Opens a closed archive with a new round, and goes on with a suspended one.</summary>
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

    /// <summary>The archive cannot go on, for want of room or of access.</summary>
    public void Interrupt(DateTimeOffset now) => Pause(Interrupted, now);

    /// <summary>What is archived up to.</summary>
    public DateTimeOffset CheckpointAt(DateTimeOffset now)
    {
        var reached = (_pausedAt ?? now) - _lag;
        return reached > StartedAt ? reached : StartedAt;
    }

    /// <summary>Seconds between then and now, with four digits as the database cuts them.</summary>
    public double DelayAt(DateTimeOffset now) => Math.Truncate((now - CheckpointAt(now)).TotalSeconds * 10_000) / 10_000;

    private void Pause(string status, DateTimeOffset now)
    {
        if (Status.Length > 0)
        {
            (Status, _pausedAt) = (status, _pausedAt ?? now);
        }
    }
}
