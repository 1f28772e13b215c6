using ObShellSdk.Errors;

namespace ObShellSdk.Restore;

/// <summary>A restore as it was seen at one look.</summary>
/// <param name="Task">Its record.</param>
/// <param name="IsFinished">Whether it has ended, or its tenant is gone.</param>
internal sealed record RestoreSight(RestoreTask Task, bool IsFinished)
{
    /// <summary>Whether it ended well; null while it goes on, and where its end was not seen.</summary>
    public bool? IsSuccess => Task.IsFinished ? Task.Status == RestoreStatus.Success : null;

    /// <summary>One line for people.</summary>
    public override string ToString() =>
        $"restore job {Task.JobId} into {Task.RestoreTenantName} is {Task.Status}{(Task.Comment.Length == 0 ? "" : $" ({Task.Comment})")}";
}

/// <summary>The restore into a tenant that one call follows, also when it is canceled and its tenant dropped.</summary>
internal sealed class FollowedRestore(RestoreClient restores, string tenant, RestoreTask? seen = null)
{
    private RestoreTask? _last = seen;

    /// <summary>The restore as it is now; null when there is none (yet).</summary>
    public async Task<RestoreSight?> LookAsync(CancellationToken cancellationToken)
    {
        RestoreTask? task = await restores.FindTaskAsync(tenant, null, cancellationToken).ConfigureAwait(false);
        if (_last is null && task is null)
        {
            return null;
        }

        if (_last is null || task?.JobId == _last.JobId)
        {
            _last = task!;
            return new RestoreSight(_last, _last.IsFinished);
        }

        // The tenant went with its restore; the list remembers.
        RestoreTask? record = await FindInListAsync(_last, cancellationToken).ConfigureAwait(false);
        return new RestoreSight(record ?? _last, record is null or { IsFinished: true });
    }

    private async Task<RestoreTask?> FindInListAsync(RestoreTask task, CancellationToken cancellationToken)
    {
        try
        {
            return (await restores.ListTasksAsync(null, null, cancellationToken).ConfigureAwait(false)).FirstOrDefault(record => record.JobId == task.JobId);
        }
        catch (ObShellVersionException)
        {
            return null;
        }
    }
}
