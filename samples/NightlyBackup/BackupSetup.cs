using ObShellSdk;
using ObShellSdk.Backup;
using ObShellSdk.Tasks;

namespace NightlyBackup;

/// <summary>Where backups and logs go; <c>{tenant}</c> in a place stands for the tenant's name.</summary>
internal sealed record BackupPlaces(StorageUri Data, StorageUri Archive)
{
    public StorageUri DataOf(string tenant) => For(Data, tenant);

    public StorageUri ArchiveOf(string tenant) => For(Archive, tenant);

    /// <summary>Whether both are the same place. Agents tell places without access keys, and with a slash or two more at the end.</summary>
    public static bool AreSame(StorageUri left, StorageUri right) => Place(left) == Place(right);

    private static StorageUri For(StorageUri place, string tenant) => StorageUri.Parse(place.Reveal().Replace("{tenant}", tenant, StringComparison.Ordinal));

    private static (string Path, string? Host) Place(StorageUri place)
    {
        string[] parts = place.Reveal().Split('?', 2);
        string? host = parts.ElementAtOrDefault(1)?.Split('&').FirstOrDefault(parameter => parameter.StartsWith("host=", StringComparison.Ordinal));
        return (parts[0].TrimEnd('/'), host);
    }
}

/// <summary>Sets up the backup of a tenant where it is not as it should be.</summary>
internal sealed class BackupSetup(ObShellClient client, BackupPlaces places)
{
    /// <summary>True when the set-up had to be changed.</summary>
    public async Task<bool> EnsureAsync(string tenant, CancellationToken cancellationToken)
    {
        await WaitForMaintenanceAsync(tenant, cancellationToken);
        if (await IsDoneAsync(tenant, cancellationToken))
        {
            return false;
        }

        var configuration = new TenantBackupConfiguration { DataBaseUri = places.DataOf(tenant), ArchiveBaseUri = places.ArchiveOf(tenant) };
        try
        {
            // A new place stops the log archive: this starts it again and looks whether it runs. The archive of a new tenant begins with its first backup.
            await client.Backup.ConfigureAndArchiveAsync(tenant, configuration, cancellationToken: cancellationToken);
        }
        catch (ObShellVersionException)
        {
            // Before 4.3.2 an agent does not tell whether the archive runs; nothing was changed yet.
            DagOperation operation = await StartAsync(tenant, configuration, cancellationToken);
            await operation.WaitAsync(cancellationToken: cancellationToken);
            await client.Backup.SetArchiveLogAsync(tenant, ArchiveLogStatus.Doing, cancellationToken: cancellationToken);
        }

        return true;
    }

    /// <summary>What a run of this program that was killed left under way: the agent would refuse a second set-up beside it.</summary>
    private async Task WaitForMaintenanceAsync(string tenant, CancellationToken cancellationToken)
    {
        foreach (DagDetail dag in await client.Tasks.ListUnfinishedClusterDagsAsync(includeDetails: false, cancellationToken: cancellationToken))
        {
            // Agents before 4.3.1 give no maintenance key: there the name of the DAG must do, which ends with the tenant.
            if (!dag.HasEnded && (dag.MaintenanceKey is { } key ? key == tenant : dag.Name.EndsWith($" {tenant}", StringComparison.Ordinal)))
            {
                await client.Tasks.GetOperation(dag.Id).WaitAsync(cancellationToken: cancellationToken);
            }
        }
    }

    private async Task<bool> IsDoneAsync(string tenant, CancellationToken cancellationToken)
    {
        BackupDestinations? set = await FindDestinationsAsync(tenant, cancellationToken);
        if (set is not null && BackupPlaces.AreSame(set.DataBaseUri, places.DataOf(tenant)) && BackupPlaces.AreSame(set.ArchiveBaseUri, places.ArchiveOf(tenant)))
        {
            return true;
        }

        CdbObBackupTask? last = await client.Backup.FindTaskAsync(tenant, cancellationToken: cancellationToken);
        if (last is { IsFinished: false })
        {
            // A new place would cancel the backup that runs, and this program is here to attach to that.
            return true;
        }

        // What an agent that does not tell its set-up does tell is where the last backup went.
        return set is null && last is not null && BackupPlaces.AreSame(last.Path, places.DataOf(tenant));
    }

    /// <summary>The present set-up; null where the agent does not tell it.</summary>
    private async Task<BackupDestinations?> FindDestinationsAsync(string tenant, CancellationToken cancellationToken)
    {
        try
        {
            return await client.Backup.GetDestinationsAsync(tenant, cancellationToken: cancellationToken);
        }
        catch (ObShellVersionException)
        {
            return null; // before 4.3.2
        }
    }

    private async Task<DagOperation> StartAsync(string tenant, TenantBackupConfiguration configuration, CancellationToken cancellationToken)
    {
        try
        {
            return await client.Backup.SetConfigurationAsync(tenant, configuration, cancellationToken: cancellationToken);
        }
        catch (ObShellException failure) when (failure.MayHaveRun)
        {
            if (await client.Tasks.FindStartedAsync(failure, cancellationToken: cancellationToken) is { } started)
            {
                return started;
            }

            throw;
        }
    }
}
