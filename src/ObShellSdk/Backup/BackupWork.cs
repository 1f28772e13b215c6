using ObShellSdk.Tasks;

namespace ObShellSdk.Backup;

/// <summary>
/// The backup of one tenant by the database's records. Its job is recognized by ids: the first job that is newer than the newest one from before the start. Without
/// such a marker, the times of the DAG's nodes are compared with those of the records, which both come from the database's clock. Once recognized, no other
/// job is reported.
/// </summary>
/// <param name="backups">The facet to read with.</param>
/// <param name="tenant">The tenant.</param>
internal sealed class BackupWork(BackupClient backups, string tenant) : IDatabaseWork
{
    private const int JobsToSearch = 100;

    // How long a record may take to appear after the database was told.
    private static readonly TimeSpan _appearance = TimeSpan.FromSeconds(10);

    private long? _jobId;
    private CdbObBackupTask? _last;
    private long? _endedAt;

    /// <summary>The newest job from before the start, 0 when there was none; null when that is not known.</summary>
    public long? AfterJobId { get; set; }

    /// <summary>The job, where it is known.</summary>
    public CdbObBackupTask? Seen
    {
        init => (_last, _jobId) = (value, value?.JobId);
    }

    /// <summary>Whether a backup that kept this one from starting is as good.</summary>
    public bool TakesOthers { get; init; }

    public bool NeedsDagAfterwards => false;

    public string? TenantName => tenant;

    public async Task<WorkRecord> ReadAsync(DagDetail? dag, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        if (await FindAsync(dag, options, cancellationToken).ConfigureAwait(false) is { } figures)
        {
            WorkRecord record = figures.ToRecord();
            return record with { IsCertain = dag is null && !record.IsFound };
        }

        if (dag is { Outcome: DagOutcome.Canceled } && MayStillAppear(dag))
        {
            return WorkRecord.Unknown() with { IsPending = true };
        }

        // A backup that a marker would show does not exist once its DAG has ended; without a marker its record may just be hidden behind later ones.
        return dag is null ? WorkRecord.Unknown($"tenant {tenant} has no record of the backup any more") with { IsCertain = true }
            : dag.HasEnded && AfterJobId is { } after ? WorkRecord.Unknown($"tenant {tenant} has no backup job after job {after}") with { IsCertain = true }
            : WorkRecord.Unknown();
    }

    public Task CancelAsync(ObShellCallOptions? options, CancellationToken cancellationToken) => backups.CancelAsync(tenant, options, cancellationToken);

    /// <summary>
    /// A DAG that was canceled while its node told the database may have started the backup all the same, and its record appears a little later.
    /// </summary>
    private bool MayStillAppear(DagDetail dag)
    {
        if (BackupDags.IsBeforeDatabase(dag))
        {
            return false;
        }

        _endedAt ??= backups.Clock.GetTimestamp();
        return backups.Clock.GetElapsedTime(_endedAt.Value) < _appearance;
    }

    /// <summary>The backup as it is now; null when there is none (yet).</summary>
    private async Task<BackupFigures?> FindAsync(DagDetail? dag, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        CdbObBackupTask? latest;
        try
        {
            latest = await backups.FindTaskAsync(tenant, options, cancellationToken).ConfigureAwait(false);
        }
        catch (ObShellApiException exception) when (exception.Code == ObShellErrorCodes.TenantNotExist && (dag is not null || _last is not null))
        {
            return _last is null ? null : new BackupFigures(_last, null, IsFinished: true);
        }

        if (_jobId is null && !Recognize(dag, latest))
        {
            return await FindEndedAsync(dag, latest, options, cancellationToken).ConfigureAwait(false);
        }

        if (latest?.JobId == _jobId)
        {
            _last = latest!;
        }

        // A backup set that is complete may be followed by another one of the same job: only the job tells.
        return _last is { IsFinished: false } running && latest?.JobId == _jobId
            ? new BackupFigures(running, null, IsFinished: false)
            : await ReadJobAsync(options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Pins the job of the latest record if it is the one that is followed.</summary>
    private bool Recognize(DagDetail? dag, CdbObBackupTask? latest)
    {
        // Two callers may start at once: until the database has accepted this DAG's backup, a new job may be that of the other.
        if (dag is not null && !TakesOthers && BackupDags.IsBeforeWaiting(dag))
        {
            return false;
        }

        // The DAG has not come to its backup yet: whatever the database has now is from before.
        if (AfterJobId is null && dag is { HasEnded: false } && BackupDags.IsBeforeDatabase(dag))
        {
            AfterJobId = latest?.JobId ?? 0;
        }

        if (latest is null)
        {
            return false;
        }

        bool isIt = AfterJobId is { } after ? latest.JobId > after : dag is null || BackupDags.Began(dag, latest.StartTimestamp);
        if (isIt)
        {
            (_jobId, _last) = (latest.JobId, latest);
        }

        return isIt;
    }

    /// <summary>The DAG ended earlier, and a later backup hides its own: the list of jobs remembers, from 4.3.2 on.</summary>
    private async Task<BackupFigures?> FindEndedAsync(DagDetail? dag, CdbObBackupTask? latest, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        if (dag is not { HasEnded: true } || latest is null || AfterJobId is not null || (!TakesOthers && BackupDags.IsBeforeWaiting(dag)))
        {
            return null;
        }

        BackupJob? job = (await ListJobsAsync(options, cancellationToken).ConfigureAwait(false)).FirstOrDefault(job => BackupDags.Began(dag, job.StartTimestamp));
        if (job is null)
        {
            return null;
        }

        (_jobId, _last) = (job.JobId, new CdbObBackupTask { TenantId = job.TenantId, JobId = job.JobId });
        return new BackupFigures(_last, job, job.IsFinished);
    }

    private async Task<BackupFigures> ReadJobAsync(ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        BackupJob? job = (await ListJobsAsync(options, cancellationToken).ConfigureAwait(false)).FirstOrDefault(job => job.JobId == _jobId);
        return new BackupFigures(_last!, job, job?.IsFinished ?? true);
    }

    private async Task<IReadOnlyList<BackupJob>> ListJobsAsync(ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            return (await backups.GetJobsPageAsync(tenant, null, 1, JobsToSearch, options, cancellationToken).ConfigureAwait(false)).Items;
        }
        catch (ObShellVersionException)
        {
            return []; // Agents before 4.3.2 list no jobs.
        }
    }
}

/// <summary>The backups of all user tenants that one DAG starts.</summary>
/// <param name="backups">The facet to read with.</param>
internal sealed class ClusterBackupWork(BackupClient backups) : IDatabaseWork
{
    private readonly Dictionary<long, long> _jobIds = [];

    /// <summary>The newest job of each tenant from before the start; null when that is not known.</summary>
    public IReadOnlyDictionary<long, long>? AfterJobIds { get; set; }

    public bool NeedsDagAfterwards => false;

    public string? TenantName => null;

    public async Task<WorkRecord> ReadAsync(DagDetail? dag, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        IReadOnlyList<CdbObBackupTask> tasks = await backups.FindClusterTasksAsync(options, cancellationToken).ConfigureAwait(false);
        if (AfterJobIds is null && dag is { HasEnded: false } && BackupDags.IsBeforeDatabase(dag))
        {
            AfterJobIds = tasks.ToDictionary(task => task.TenantId, task => task.JobId);
        }

        CdbObBackupTask[] own = [.. tasks.Where(task => IsOwn(dag, task))];
        if (own.Length == 0)
        {
            return dag is { HasEnded: true } && AfterJobIds is not null ? WorkRecord.Unknown("no tenant has a backup job that is newer than the start") with { IsCertain = true } : WorkRecord.Unknown();
        }

        BackupFigures[] all = [.. own.Select(task => new BackupFigures(task, null, task.IsFinished))];
        WorkRecord[] records = [.. all.Select(figures => figures.ToRecord())];
        WorkRecord decisive = records.FirstOrDefault(record => record is { IsFound: true, Outcome: null })
            ?? records.FirstOrDefault(record => record.Outcome != DagOutcome.Succeeded)
            ?? records[0];

        // The node starts the tenants' backups one after the other: as long as it is at it, the ones that are there are not all.
        bool isStarting = dag is { HasEnded: false } && BackupDags.IsBeforeWaiting(dag);
        return decisive with
        {
            Outcome = isStarting && decisive.Outcome == DagOutcome.Succeeded ? null : decisive.Outcome,
            Figures = new BackupFigures(own.FirstOrDefault(task => !task.IsFinished) ?? own[^1], null, Array.TrueForAll(all, figures => figures.IsFinished) && !isStarting) { Tasks = own },
        };
    }

    public Task CancelAsync(ObShellCallOptions? options, CancellationToken cancellationToken) => backups.CancelClusterAsync(options, cancellationToken);

    private bool IsOwn(DagDetail? dag, CdbObBackupTask task)
    {
        if (_jobIds.TryGetValue(task.TenantId, out long own))
        {
            return task.JobId == own;
        }

        bool isIt = AfterJobIds is { } after
            ? task.JobId > after.GetValueOrDefault(task.TenantId)
            : dag is not null && BackupDags.Began(dag, task.StartTimestamp);
        if (isIt)
        {
            _jobIds[task.TenantId] = task.JobId;
        }

        return isIt;
    }
}

/// <summary>A backup as it was read at one moment.</summary>
/// <param name="Task">The backup set that is written, or was written last.</param>
/// <param name="Job">The job that it belongs to, as far as it was read and the agent can tell.</param>
/// <param name="IsFinished">Whether the job has ended.</param>
internal sealed record BackupFigures(CdbObBackupTask Task, BackupJob? Job, bool IsFinished)
{
    /// <summary>The tasks of all tenants, for a backup of the cluster.</summary>
    public IReadOnlyList<CdbObBackupTask> Tasks { get; init; } = [Task];

    /// <summary>Whether it ended well; null while it is running, and where its end was not seen.</summary>
    public bool? IsSuccess => !IsFinished ? null
        : Job is { } job ? job.IsFinished ? job.Status == BackupTaskStatus.Completed && job.Result == 0 : null
        : Task.IsFinished ? Task.Status == BackupTaskStatus.Completed && Task.Result == 0
        : null;

    private bool IsCanceled => (Job?.Status ?? Task.Status) == BackupTaskStatus.Canceled;

    public WorkRecord ToRecord() => new(
        IsFound: !IsFinished || IsSuccess is not null,
        IsSuccess switch
        {
            null => null,
            true => DagOutcome.Succeeded,
            _ => IsCanceled ? DagOutcome.Canceled : DagOutcome.Failed,
        },
        ToString())
    {
        Figures = this,
    };

    /// <summary>Compares what changes; the lists are equal when their elements are.</summary>
    public bool Equals(BackupFigures? other) =>
        other is not null && IsFinished == other.IsFinished && EqualityComparer<BackupJob?>.Default.Equals(Job, other.Job) && Tasks.SequenceEqual(other.Tasks) && Task == other.Task;

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Task, Job, IsFinished);

    /// <summary>One line for people.</summary>
    public override string ToString()
    {
        (string name, BackupTaskStatus status, long result, string comment) = Job is { } job
            ? ($"backup job {job.JobId}", job.Status, job.Result, job.Comment)
            : ($"backup task {Task.TaskId}", Task.Status, Task.Result, Task.Comment);
        comment = comment.Length > 0 ? comment : Task.Comment;
        return $"{name} of tenant {Task.TenantId} is {status} (result {result}{(comment.Length == 0 ? "" : $", {comment}")})";
    }
}
