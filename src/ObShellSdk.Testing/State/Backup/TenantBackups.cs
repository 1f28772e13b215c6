namespace ObShellSdk.Testing.State.Backup;

/// <summary>Set-up and history of the backups of one tenant.</summary>
internal sealed class TenantBackups
{
    private readonly List<BackupJob> _jobs = [];
    private long _lastId;

    public StoragePlace? DataUri { get; set; }

    public StoragePlace? ArchiveUri { get; set; }

    public ArchiveLog Archive { get; } = new();

    public IReadOnlyList<BackupJob> Jobs => _jobs;

    /// <summary>A backup that the test made up; it stands before all jobs.</summary>
    public FakeBackupTask? Scripted { get; private set; }

    public bool AnyRunsAt(DateTimeOffset now) => IsRunning(Scripted) || _jobs.Exists(job => job.RunsAt(now));

    /// <summary>When nothing will run any more; a scripted backup runs for ever.</summary>
    public DateTimeOffset AllEndAt()
        => IsRunning(Scripted) ? DateTimeOffset.MaxValue : _jobs.Select(job => job.EndsAt).DefaultIfEmpty(DateTimeOffset.MinValue).Max();

    /// <summary>The running or last backup.</summary>
    public FakeBackupTask? TaskAt(DateTimeOffset now, StoredTimes stored) => _jobs is [.., var last] ? last.TaskAt(now, stored) : Scripted;

    /// <summary>Starts a job, whose number is higher than that of any before.</summary>
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

    /// <summary>The database gives the running backups up.</summary>
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

    /// <summary>Forgets all backups for one that the test made up.</summary>
    public void Script(FakeBackupTask? task)
    {
        _jobs.Clear();
        Scripted = task;
        _lastId = Math.Max(_lastId, Math.Max(task?.JobId ?? 0, task?.TaskId ?? 0));
    }

    private static bool IsRunning(FakeBackupTask? task) => task is not null and not { Status: "COMPLETED" or "FAILED" or "CANCELED" };
}
