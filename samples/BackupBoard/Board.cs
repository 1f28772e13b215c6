using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ObShellSdk.Backup;

namespace BackupBoard;

/// <summary>One cluster as the page shows it. Nothing here is secret.</summary>
internal sealed record ClusterView(string Name, bool IsFake)
{
    public ImmutableSortedDictionary<string, TenantRow> Tenants { get; init; } = ImmutableSortedDictionary.Create<string, TenantRow>(StringComparer.Ordinal);

    /// <summary>Why the cluster cannot be read at present; null if it can.</summary>
    public string? Problem { get; init; }
}

/// <summary>One tenant as the page shows it: its last backup that has ended, and the one that is running.</summary>
internal sealed record TenantRow(string Name)
{
    /// <summary>How the last backup ended; null if there is none.</summary>
    public string? Status { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public bool IsRunning { get; init; }

    /// <summary>From 0 to 100; null while it is not known.</summary>
    public double? Percent { get; init; }

    public double? SecondsLeft { get; init; }

    /// <summary>What else there is to say, such as the reason of a failure.</summary>
    public string? Note { get; init; }

    /// <summary>The row once nothing is running; <paramref name="task"/> is the last backup, or null if there is none.</summary>
    public TenantRow After(CdbObBackupTask? task) =>
        new(Name) { Status = task?.Status.Value, EndedAt = task?.EndTimestamp, Note = task is { Comment.Length: > 0 } ? task.Comment : null };
}

/// <summary>The answer to "can it be restored to …?".</summary>
internal sealed record RestoreAnswer
{
    public bool IsPossible { get; init; }

    /// <summary>The time itself, or the nearest one that is possible; null if there is none.</summary>
    public DateTimeOffset? Nearest { get; init; }

    /// <summary>Why there is no answer; null if there is one.</summary>
    public string? Problem { get; init; }
}

/// <summary>The state of all clusters, and who wants to know of its changes. Thread-safe.</summary>
internal sealed class Board(IHostApplicationLifetime lifetime)
{
    private readonly Lock _gate = new();
    private ImmutableSortedDictionary<string, ClusterView> _clusters = ImmutableSortedDictionary.Create<string, ClusterView>(StringComparer.Ordinal);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the clusters are those that the sample brings along.</summary>
    public bool IsFake { get; init; }

    public CancellationToken Stopping => lifetime.ApplicationStopping;

    public void Change(string cluster, Func<ClusterView, ClusterView> change)
    {
        lock (_gate)
        {
            _clusters = _clusters.SetItem(cluster, change(_clusters.GetValueOrDefault(cluster, new ClusterView(cluster, IsFake))));
            _changed.SetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Returns every cluster, then each that changes. A reader that is slow skips what lies in between.</summary>
    public async IAsyncEnumerable<ClusterView> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Stopping);
        ImmutableSortedDictionary<string, ClusterView> seen = ImmutableSortedDictionary<string, ClusterView>.Empty;
        while (!end.IsCancellationRequested)
        {
            (ImmutableSortedDictionary<string, ClusterView> now, Task changed) = Now();
            foreach (ClusterView cluster in now.Values.Where(cluster => !ReferenceEquals(cluster, seen.GetValueOrDefault(cluster.Name))))
            {
                yield return cluster;
            }

            seen = now;
            await changed.WaitAsync(end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private (ImmutableSortedDictionary<string, ClusterView> Clusters, Task Changed) Now()
    {
        lock (_gate)
        {
            return (_clusters, _changed.Task);
        }
    }
}
