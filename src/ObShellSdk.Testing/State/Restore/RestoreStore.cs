using ObShellSdk.Testing.State.Backup;

namespace ObShellSdk.Testing.State.Restore;

/// <summary>The backups in storage, and all restores ever made.</summary>
internal sealed class RestoreStore
{
    private readonly List<RestoreJob> _jobs = [];

    public List<FakeRestoreSource> Sources { get; } = [];

    public IReadOnlyList<RestoreJob> Jobs => _jobs;

    /// <summary>The backup at a place; access keys are not compared.</summary>
    public FakeRestoreSource? FindSource(StoragePlace data)
        => Sources.Find(source => StoragePlace.Parse(source.DataUri).Uri?.Shown == data.Shown);

    public RestoreJob? Running(string tenant, DateTimeOffset now) => _jobs.Find(job => job.TenantName == tenant && job.RunsAt(now));

    public RestoreJob? Last(string tenant) => _jobs.FindLast(job => job.TenantName == tenant);

    public RestoreJob Start(Func<long, RestoreJob> create)
    {
        var job = create(_jobs.Count + 1);
        _jobs.Add(job);
        return job;
    }
}
