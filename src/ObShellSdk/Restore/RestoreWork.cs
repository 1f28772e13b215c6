using ObShellSdk.Errors;
using ObShellSdk.Tasks;

namespace ObShellSdk.Restore;

/// <summary>
/// The restore that a DAG starts and waits for, by the database's record. The DAG goes on to open the new tenant as soon as no restore runs, and starts none
/// at all when it finds the tenant there: its failure names the consequence, and its success may be that of a tenant that was there before.
/// </summary>
internal sealed class RestoreWork(RestoreClient restores) : IDatabaseWork
{
    private FollowedRestore? _followed;

    /// <summary>The new tenant, where there is no DAG to tell it.</summary>
    public string? Tenant { get; init; }

    /// <summary>The record by which the restore was found, where there is no DAG.</summary>
    public RestoreTask? Seen { get; init; }

    public bool NeedsDagAfterwards => true;

    public bool GoesOnAfter(DagNode failed) => failed.Name == RestoreDags.WaitNode;

    public async Task<WorkRecord> ReadAsync(DagDetail? dag, CancellationToken cancellationToken)
    {
        if (dag is not null && !RestoreDags.IsRestore(dag))
        {
            return WorkRecord.Unknown;
        }

        string tenant = dag?.MaintenanceKey ?? Tenant!;
        _followed ??= new FollowedRestore(restores, tenant, Seen);
        RestoreSight? sight = await _followed.LookAsync(cancellationToken).ConfigureAwait(false);
        return (sight, dag?.Outcome) switch
        {
            (null, DagOutcome.Succeeded) => await MissingAsync(tenant, cancellationToken).ConfigureAwait(false),
            (null, _) => WorkRecord.Unknown,
            _ => RecordOf(sight),
        };
    }

    public async Task<IDatabaseWork?> FindStartedAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        RestoreTask? task = await restores.FindTaskAsync(Tenant!, null, cancellationToken).ConfigureAwait(false);
        if (task is null or { IsFinished: true })
        {
            task = await FindInListAsync(since, cancellationToken).ConfigureAwait(false);
        }

        return task is null ? null : new RestoreWork(restores) { Tenant = Tenant, Seen = task };
    }

    private static WorkRecord RecordOf(RestoreSight sight) => new(
        sight.IsSuccess switch
        {
            true => WorkState.Succeeded,
            false => WorkState.Failed,
            _ => sight.IsFinished ? WorkState.Unknown : WorkState.GoesOn,
        },
        sight.ToString());

    /// <summary>A tenant that is there without ever having been restored shows that the DAG restored nothing.</summary>
    private async Task<WorkRecord> MissingAsync(string tenant, CancellationToken cancellationToken)
    {
        try
        {
            await restores.GetOverviewAsync(tenant, null, cancellationToken).ConfigureAwait(false);
        }
        catch (ObShellApiException exception) when (exception.Code is ObShellErrorCodes.CommonNotFound or ObShellErrorCodes.RestoreTaskNotExist)
        {
            return new WorkRecord(WorkState.Failed, $"there is no restore into tenant {tenant}: a tenant of that name was there already, and nothing was restored");
        }
        catch (ObShellApiException exception) when (exception.Code == ObShellErrorCodes.TenantNotExist)
        {
        }

        return WorkRecord.Unknown;
    }

    /// <summary>The database compares the moment with times that it tells only as text without a zone.</summary>
    private async Task<RestoreTask?> FindInListAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<RestoreTask> tasks = await restores.ListTasksAsync(new RestoreTaskFilter { StartedFrom = since }, null, cancellationToken).ConfigureAwait(false);
            return tasks.FirstOrDefault(task => task.RestoreTenantName == Tenant);
        }
        catch (ObShellVersionException)
        {
            return null;
        }
    }
}
