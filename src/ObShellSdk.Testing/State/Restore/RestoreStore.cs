using ObShellSdk.Testing.State.Backup;
using ObShellSdk.Testing.State.Cluster;

namespace ObShellSdk.Testing.State.Restore;

/// <summary>The backups in storage, and all restores ever made.</summary>
internal sealed class RestoreStore
{
    private readonly List<RestoreJob> _jobs = [];

    public List<FakeRestoreSource> Sources { get; } = [];

    public IReadOnlyList<RestoreJob> Jobs => _jobs;

    /// <summary>The backup at a place: one that was put there, or one that was made here. Access keys are not compared.</summary>
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

    /// <summary>From the end of the first whole backup up to where the logs are archived, any moment can be restored.</summary>
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
