namespace ObShellSdk.Testing.State.Backup;

/// <summary>The configuration and history of the backups of one tenant.</summary>
internal sealed class TenantBackups
{
    private readonly List<BackupJob> _jobs = [];
    private long _lastId;

    public StoragePlace? DataUri { get; set; }

    public StoragePlace? ArchiveUri { get; set; }

    public ArchiveLog Archive { get; } = new();

    public IReadOnlyList<BackupJob> Jobs => _jobs;

    /// <summary>A backup that a test has set; it comes before all jobs.</summary>
    public FakeBackupTask? Scripted { get; private set; }

    public bool AnyRunsAt(DateTimeOffset now) => IsRunning(Scripted) || _jobs.Exists(job => job.RunsAt(now));

    /// <summary>Returns the time at which the last backup ends; a scripted one never ends.</summary>
    public DateTimeOffset AllEndAt()
        => IsRunning(Scripted) ? DateTimeOffset.MaxValue : _jobs.Select(job => job.EndsAt).DefaultIfEmpty(DateTimeOffset.MinValue).Max();

    /// <summary>Returns the running or last backup.</summary>
    public FakeBackupTask? TaskAt(DateTimeOffset now, StoredTimes stored) => _jobs is [.., var last] ? last.TaskAt(now, stored) : Scripted;

    /// <summary>Starts a job with the next id.</summary>
    public void Start(Func<long, BackupJob> create) => _jobs.Add(create(++_lastId));

    public void Cancel(DateTimeOffset now, StoredTimes stored)
    {
        foreach (var job in _jobs)
        {
            job.Cancel(now);
        }

        if (IsRunning(Scripted))
        {
            Scripted!.Status = "CANCELED";
            Scripted.EndTimestamp = stored.Show(now);
        }
    }

    /// <summary>Fails the running backups with an error of the database.</summary>
    public void Fail(DateTimeOffset now, StoredTimes stored, long result, string comment)
    {
        foreach (var job in _jobs)
        {
            job.Fail(now, result, comment);
        }

        if (IsRunning(Scripted))
        {
            (Scripted!.Status, Scripted.Result, Scripted.Comment) = ("FAILED", result, comment);
            Scripted.EndTimestamp = stored.Show(now);
        }
    }

    /// <summary>Replaces all backups with one that a test has set.</summary>
    public void Script(FakeBackupTask? task)
    {
        _jobs.Clear();
        Scripted = task;
        _lastId = Math.Max(_lastId, Math.Max(task?.JobId ?? 0, task?.TaskId ?? 0));
    }

    private static bool IsRunning(FakeBackupTask? task) => task is not null and not { Status: "COMPLETED" or "FAILED" or "CANCELED" };
}
