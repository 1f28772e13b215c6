using ObShellSdk.Errors;
using ObShellSdk.Tasks;

namespace ObShellSdk.Backup;

/// <summary>The backups that a DAG starts and waits for, by the database's records. Its last node succeeds when no backup job is left, however they ended.</summary>
internal sealed class BackupWork(BackupClient backups) : IDatabaseWork
{
    /// <summary>The DAG is dated by the agent and the task by the database; a backup from before is older than this, as it had to end first.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromSeconds(3);

    private FollowedBackup? _alone;

    /// <summary>Whether a backup that kept this one from starting is as good.</summary>
    public bool TakesOthers { get; init; }

    /// <summary>The tenant, where there is no DAG to tell it.</summary>
    public string? Tenant { get; init; }

    /// <summary>The task by which the backup was found, where there is no DAG.</summary>
    public CdbObBackupTask? Seen { get; init; }

    /// <summary>Since when the backups of all tenants count, where there is no DAG.</summary>
    private DateTimeOffset? ClusterSince { get; init; }

    public bool NeedsDagAfterwards => false;

    public bool GoesOnAfter(DagNode failed) => failed.Name == BackupDags.WaitNode || (TakesOthers && failed.Name == BackupDags.StartNode);

    public async Task<WorkRecord> ReadAsync(DagDetail? dag, CancellationToken cancellationToken)
    {
        if (dag is null && ClusterSince is { } begun)
        {
            return await ReadClusterAsync(begun, null, cancellationToken).ConfigureAwait(false);
        }

        if (dag is null)
        {
            _alone ??= new FollowedBackup(backups, Tenant!, startedAfter: null, Seen);
            return await _alone.LookAsync(cancellationToken).ConfigureAwait(false) is { } sight ? RecordOf(sight) : WorkRecord.Unknown;
        }

        DateTimeOffset? since = SinceOf(dag);
        if (BackupDags.IsOfTenant(dag, out string tenant))
        {
            return await ReadTenantAsync(dag, tenant, since, cancellationToken).ConfigureAwait(false);
        }

        return BackupDags.IsBackup(dag) ? await ReadClusterAsync(since, UntilOf(dag), cancellationToken).ConfigureAwait(false) : WorkRecord.Unknown;
    }

    public async Task<IDatabaseWork?> FindStartedAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        if (Tenant is null)
        {
            WorkRecord record = await ReadClusterAsync(since, null, cancellationToken).ConfigureAwait(false);
            return record.State == WorkState.Unknown ? null : new BackupWork(backups) { ClusterSince = since };
        }

        return await backups.FindTaskAsync(Tenant, null, cancellationToken).ConfigureAwait(false) is { } task && task.StartTimestamp >= since
            ? new BackupWork(backups) { Tenant = Tenant, Seen = task }
            : null;
    }

    /// <summary>What began earlier is not of this DAG; null while that is not known. An operator dates a DAG anew, but not the nodes that had ended.</summary>
    public static DateTimeOffset? SinceOf(DagDetail dag) => dag.Nodes.Select(node => node.StartTime).Append(dag.StartTime).Min() - Slack;

    /// <summary>What the database says of a backup.</summary>
    public static WorkRecord RecordOf(BackupSight sight) => new(
        sight switch
        {
            { IsFinished: false } => WorkState.GoesOn,
            { IsSuccess: true } => WorkState.Succeeded,
            { IsCanceled: true } => WorkState.Canceled,
            { IsSuccess: false } => WorkState.Failed,
            _ => WorkState.Unknown,
        },
        sight.ToString());

    private async Task<WorkRecord> ReadTenantAsync(DagDetail dag, string tenant, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        BackupSight? sight;
        try
        {
            sight = await new FollowedBackup(backups, tenant, since).LookAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ObShellApiException exception) when (exception.Code == ObShellErrorCodes.TenantNotExist)
        {
            return WorkRecord.Unknown;
        }

        // What began after the end of the DAG is somebody else's, and hides the one that was waited for.
        return sight is not null && UntilOf(dag) is { } until && sight.Task.StartTimestamp > until
            ? await ReadListAsync(tenant, since, until, cancellationToken).ConfigureAwait(false)
            : sight is null ? WorkRecord.Unknown : RecordOf(sight);
    }

    private async Task<WorkRecord> ReadListAsync(string tenant, DateTimeOffset? since, DateTimeOffset until, CancellationToken cancellationToken)
    {
        try
        {
            Page<BackupJob> page = await backups.GetTasksPageAsync(
                tenant, 1, 1, new BackupTaskFilter { StartedFrom = since, StartedUntil = until }, null, cancellationToken).ConfigureAwait(false);
            return page.Contents is [var job, ..] ? RecordOf(new BackupSight(new CdbObBackupTask { TenantId = job.TenantId }, job, job.IsFinished)) : WorkRecord.Unknown;
        }
        catch (ObShellVersionException)
        {
            return WorkRecord.Unknown;
        }
    }

    private async Task<WorkRecord> ReadClusterAsync(DateTimeOffset? since, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        IReadOnlyList<CdbObBackupTask> tasks;
        try
        {
            tasks = (await backups.GetClusterOverviewAsync(null, cancellationToken).ConfigureAwait(false)).Statuses;
        }
        catch (ObShellApiException exception) when (exception.Code == ObShellErrorCodes.CommonNotFound)
        {
            return WorkRecord.Unknown;
        }

        WorkRecord[] records = [.. tasks
            .Where(task => (since is null || task.StartTimestamp >= since) && (until is null || task.StartTimestamp <= until))
            .Select(task => RecordOf(new BackupSight(task, null, task.IsFinished)))];
        return records.FirstOrDefault(record => record.State == WorkState.GoesOn)
            ?? records.FirstOrDefault(record => record.State != WorkState.Succeeded)
            ?? records.FirstOrDefault()
            ?? WorkRecord.Unknown;
    }

    /// <summary>After a good end nothing runs any more that the DAG began; a failed one may have left it running.</summary>
    private static DateTimeOffset? UntilOf(DagDetail dag) => dag.State == TaskState.Succeed ? dag.EndTime + Slack : null;
}
