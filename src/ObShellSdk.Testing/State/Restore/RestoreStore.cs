using ObShellSdk.Testing.State.Backup;
using ObShellSdk.Testing.State.Cluster;

namespace ObShellSdk.Testing.State.Restore;

/// <summary>The backups in storage, and all restores.</summary>
internal sealed class RestoreStore
{
    private readonly List<RestoreJob> _jobs = [];

    public List<FakeRestoreSource> Sources { get; } = [];

    public IReadOnlyList<RestoreJob> Jobs => _jobs;

    /// <summary>Finds the backup at a location, added by a test or made by the fake. Access keys are not compared.</summary>
    public FakeRestoreSource? FindSource(StoragePlace data, ClusterState cluster, DateTimeOffset now)
        => Sources.Find(source => StoragePlace.Parse(source.DataUri).Uri?.Shown == data.Shown) ?? FindBackup(data, cluster, now);

    public RestoreJob? Running(string tenant, DateTimeOffset now) => _jobs.Find(job => job.TenantName == tenant && job.RunsAt(now));

    public RestoreJob? Last(string tenant) => _jobs.FindLast(job => job.TenantName == tenant);

    public RestoreJob Start(Func<long, RestoreJob> create)
    {
        var job = create(_jobs.Count + 1);
        _jobs.Add(job);
        return job;
    }

    /// <summary>Finds a backup of the fake. Any time from the end of the first complete backup up to the checkpoint of the archive can be restored.</summary>
    private static FakeRestoreSource? FindBackup(StoragePlace data, ClusterState cluster, DateTimeOffset now)
    {
        foreach (var tenant in cluster.Tenants.EveryTenant)
        {
            var whole = tenant.Backups.Jobs.Where(job => job.IsWholeAt(now) && job.Path == data.Shown).Select(job => job.EndsAt).ToArray();
            if (whole.Length > 0)
            {
                var checkpoint = tenant.Backups.Archive.CheckpointAt(now);
                return new FakeRestoreSource(data.Shown, tenant.Name) { ClusterName = cluster.Name, TenantId = tenant.Id }
                    .WithWindow(whole.Min(), whole.Append(checkpoint).Max());
            }
        }

        return null;
    }
}
