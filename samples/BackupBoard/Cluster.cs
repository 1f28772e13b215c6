using System.Collections.Concurrent;
using System.Collections.Immutable;
using ObShellSdk;
using ObShellSdk.Backup;
using ObShellSdk.Restore;
using ObShellSdk.Tasks;

namespace BackupBoard;

/// <summary>Follows the backups of one cluster, and starts them.</summary>
internal sealed class Cluster(string name, ObShellClient client, Board board, string? storageKeys) : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(10);
    private static readonly WaitOptions _polls = new() { MaxPollInterval = TimeSpan.FromSeconds(1) };

    private readonly ConcurrentDictionary<string, bool> _followed = new();

    /// <summary>Starts a backup of a tenant, or attaches to the one that is running; the page follows either.</summary>
    /// <returns>Whether one was running already.</returns>
    public async Task<bool> BackUpAsync(string tenant)
    {
        // Without a token: a browser that disconnects now must not leave it open whether the backup was started.
        BackupOperation backup = await client.Backup.StartOrAttachAsync(tenant);
        Follow(tenant, backup.WatchAsync(_polls, board.Stopping));
        return backup.IsAttached;
    }

    /// <summary>Returns whether the backups of a tenant, where they go now, can be restored to a time.</summary>
    public async Task<RestoreAnswer> CheckRestoreAsync(string tenant, DateTimeOffset time, CancellationToken cancellationToken)
    {
        BackupDestinations? places = await client.Backup.GetDestinationsAsync(tenant, cancellationToken: cancellationToken);
        if (places is null || places.DataBaseUri.Reveal().Length == 0)
        {
            return new RestoreAnswer { Problem = places is null ? "The agent does not say where the backups go." : "No backup destination is configured." };
        }

        var source = new RestoreSource { DataBackupUri = WithKeys(places.DataBaseUri), ArchiveLogUri = WithKeys(places.ArchiveBaseUri) };
        RestoreWindows windows = await client.Restore.GetWindowsAsync(source, cancellationToken: cancellationToken);
        RestorePoint point = windows.Find(time);
        return new RestoreAnswer { IsPossible = point.IsPossible, Nearest = point.Nearest };
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval);
        do
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (ObShellException failure)
            {
                board.Change(name, cluster => cluster with { Problem = failure.Message });
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Reads the last backup of each tenant, and follows those that another program started.</summary>
    private async Task LookAsync(CancellationToken cancellationToken)
    {
        string[] tenants = [.. (await client.Tenants.ListAsync(cancellationToken: cancellationToken)).Select(tenant => tenant.TenantName).Where(tenant => tenant != "sys")];
        board.Change(name, cluster => cluster with { Problem = null, Tenants = cluster.Tenants.RemoveRange(cluster.Tenants.Keys.Except(tenants)) });
        foreach (string tenant in tenants.Where(tenant => !_followed.ContainsKey(tenant)))
        {
            CdbObBackupTask? task = await client.Backup.FindTaskAsync(tenant, cancellationToken: cancellationToken);
            if (task is { IsFinished: false })
            {
                BackupJob? last = await FindLastJobAsync(tenant, cancellationToken);
                Show(tenant, row => row with { Status = last?.Status.Value, EndedAt = last?.EndTimestamp });
                Follow(tenant, client.Backup.WatchAsync(tenant, _polls, board.Stopping));
            }
            else if (!_followed.ContainsKey(tenant))
            {
                Show(tenant, row => row.After(task));
            }
        }
    }

    /// <summary>The last job that has ended; null if there is none, or if the agent is older than 4.3.2 and cannot list them.</summary>
    private async Task<BackupJob?> FindLastJobAsync(string tenant, CancellationToken cancellationToken)
    {
        var ended = new BackupTaskFilter { Statuses = [BackupTaskStatus.Completed, BackupTaskStatus.Failed, BackupTaskStatus.Canceled] };
        try
        {
            return await client.Backup.ListJobsAsync(tenant, ended, pageSize: 1, cancellationToken: cancellationToken).FirstOrDefaultAsync(cancellationToken);
        }
        catch (ObShellVersionException)
        {
            return null;
        }
    }

    private void Follow(string tenant, IAsyncEnumerable<BackupProgress> backup)
    {
        if (_followed.TryAdd(tenant, true))
        {
            Show(tenant, row => row with { IsRunning = true, Percent = null, Note = null });
            _ = FollowAsync(tenant, backup);
        }
    }

    private async Task FollowAsync(string tenant, IAsyncEnumerable<BackupProgress> backup)
    {
        try
        {
            await foreach (BackupProgress now in backup)
            {
                Show(tenant, row => now.IsFinished ? row.After(now.Task) : row with
                {
                    Percent = now.Percent,
                    SecondsLeft = now.Remaining is { } left ? Math.Ceiling(left.TotalSeconds) : null,
                    Note = now.Outage is null ? null : "The agent does not answer. The backup continues as far as is known.",
                });
            }
        }
        catch (ObShellException failure)
        {
            Show(tenant, row => row with { IsRunning = false, Note = failure.Message });
        }
        catch (OperationCanceledException) when (board.Stopping.IsCancellationRequested)
        {
            // The backup continues without this program.
        }
        finally
        {
            _followed.TryRemove(tenant, out _);
        }
    }

    private void Show(string tenant, Func<TenantRow, TenantRow> change) => board.Change(name, cluster =>
        cluster with { Tenants = cluster.Tenants.SetItem(tenant, change(cluster.Tenants.GetValueOrDefault(tenant, new TenantRow(tenant)))) });

    /// <summary>Agents return destinations in cloud storage without access keys, and want them to read a backup.</summary>
    private StorageUri WithKeys(StorageUri place) =>
        storageKeys is null || place.Reveal().StartsWith("file:", StringComparison.Ordinal) ? place
        : StorageUri.Parse($"{place.Reveal()}{(place.Reveal().Contains('?', StringComparison.Ordinal) ? '&' : '?')}{storageKeys}");
}
