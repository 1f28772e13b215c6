using ObShellSdk.Tasks;

namespace ObShellSdk.Restore;

/// <summary>
/// The restore into a tenant by the database's record. Its job is recognized by its id, which is higher than those from before the start; without such a
/// marker, by the record of the tenant while its DAG is past the start. The tenant is open for writing only when the DAG has activated it.
/// </summary>
/// <param name="restores">The facet to read with.</param>
/// <param name="tenant">The new tenant.</param>
internal sealed class RestoreWork(RestoreClient restores, string tenant) : IDatabaseWork
{
    private RestoreTask? _last;

    /// <summary>The newest job from before the start, 0 when there was none; null when that is not known.</summary>
    public long? AfterJobId { get; set; }

    /// <summary>The record, where it is known.</summary>
    public RestoreTask? Seen
    {
        init => _last = value;
    }

    public bool NeedsDagAfterwards => true;

    public string? TenantName => tenant;

    public async Task<WorkRecord> ReadAsync(DagDetail? dag, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        RestoreTask? latest = await restores.FindTaskAsync(tenant, options, cancellationToken).ConfigureAwait(false);
        if (_last is null && !Recognize(dag, latest))
        {
            return dag is null ? WorkRecord.Unknown($"there is no restore into tenant {tenant}") with { IsCertain = true }
                : dag.Outcome == DagOutcome.Succeeded ? await MissingAsync(options, cancellationToken).ConfigureAwait(false)
                : WorkRecord.Unknown();
        }

        bool isGone = latest?.JobId != _last!.JobId;
        if (!isGone)
        {
            _last = latest!;
        }
        else if (await restores.FindInListAsync(_last.JobId, options, cancellationToken).ConfigureAwait(false) is { } listed)
        {
            // The tenant went with its restore; the list remembers.
            (_last, isGone) = (listed, false);
        }

        return RecordOf(_last, isGone, dag);
    }

    public Task CancelAsync(ObShellCallOptions? options, CancellationToken cancellationToken) => restores.CancelAsync(tenant, options, cancellationToken);

    private bool Recognize(DagDetail? dag, RestoreTask? latest)
    {
        if (AfterJobId is null && dag is { HasEnded: false } && RestoreDags.IsBeforeDatabase(dag))
        {
            AfterJobId = latest?.JobId ?? 0;
        }

        if (latest is null || latest.JobId <= AfterJobId)
        {
            return false;
        }

        // A record that is final may be of an earlier restore into a tenant of that name, until the DAG has started its own.
        if (AfterJobId is null && dag is not null && latest.IsFinished && !dag.HasEnded && !RestoreDags.HasStarted(dag))
        {
            return false;
        }

        _last = latest;
        return true;
    }

    private static WorkRecord RecordOf(RestoreTask task, bool isGone, DagDetail? dag)
    {
        string text = $"restore job {task.JobId} into {task.RestoreTenantName} is {task.Status}{(task.Comment.Length == 0 ? "" : $" ({task.Comment})")}";
        if (!task.IsFinished)
        {
            return new WorkRecord(IsFound: !isGone, null, text) { Figures = task, IsCertain = isGone && dag is null };
        }

        if (task.Status != RestoreStatus.Success)
        {
            return new WorkRecord(IsFound: true, DagOutcome.Failed, text) { Figures = task };
        }

        bool isOpen = dag is not null && RestoreDags.HasOpened(dag);
        return new WorkRecord(IsFound: true, DagOutcome.Succeeded, isOpen ? text : $"{text}, but no DAG has activated the tenant: it may still be a standby tenant that cannot be written to")
        {
            Figures = task,
            IsIncomplete = !isOpen,
        };
    }

    /// <summary>A tenant that exists without ever having been restored shows that the DAG restored nothing.</summary>
    private async Task<WorkRecord> MissingAsync(ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            await restores.GetOverviewAsync(tenant, options, cancellationToken).ConfigureAwait(false);
        }
        catch (ObShellApiException exception) when (exception.Code is ObShellErrorCodes.CommonNotFound or ObShellErrorCodes.RestoreTaskNotExist)
        {
            return new WorkRecord(IsFound: true, DagOutcome.Failed, $"there is no restore into tenant {tenant}: a tenant of that name existed already, and nothing was restored");
        }
        catch (ObShellApiException exception) when (exception.Code == ObShellErrorCodes.TenantNotExist)
        {
            // It was dropped after its restore.
        }

        return WorkRecord.Unknown();
    }
}
