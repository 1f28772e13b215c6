using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Backup;
using ObShellSdk.Testing.State.Cluster;
using ObShellSdk.Testing.State.Contents;
using ObShellSdk.Testing.State.Restore;
using ObShellSdk.Testing.State.Tenants;

namespace ObShellSdk.Testing;

/// <summary>A user tenant of the fake cluster. It may be changed while the agent runs; later responses show the change.</summary>
public sealed partial class FakeTenant
{
    private const string DefaultDataUri = "file:///data/nfs/backup/data";
    private const string DefaultArchiveUri = "file:///data/nfs/backup/clog";

    private readonly Simulation _simulation;
    private readonly ClusterState _cluster;

    internal FakeTenant(string name, long id, Simulation simulation, TimeProvider time, ClusterState cluster)
    {
        Name = name;
        Id = id;
        _simulation = simulation;
        _cluster = cluster;
        Settings = new TenantSettings { CreatedAt = time.GetUtcNow() };
        Contents = new TenantContents(time.GetUtcNow());
    }

    /// <summary>The name of the tenant. A request can change it.</summary>
    public string Name { get; internal set; }

    /// <summary>The ID of the tenant. User tenants have even IDs starting at 1002.</summary>
    public long Id { get; }

    /// <summary>
    /// The current or latest backup task, or null if the tenant was never backed up. A task that was set here does not change until a newer one starts;
    /// a task that a request started shows its current state.
    /// </summary>
    public FakeBackupTask? BackupTask
    {
        get => _simulation.Run(now => Backups.TaskAt(now, _cluster.Stored));
        set => _simulation.Run(_ => Backups.Script(value));
    }

    /// <summary>The status of the log archive: empty until its first start, then <c>DOING</c>, <c>STOP</c>, <c>SUSPEND</c> or <c>INTERRUPTED</c>.</summary>
    public string ArchiveLogStatus => _simulation.Run(_ => Backups.Archive.Status);

    /// <summary>The mode: <c>MYSQL</c> (the default) or <c>ORACLE</c>. Some routes support only one mode. Setting another mode removes the contents of the tenant.</summary>
    public string Mode
    {
        get => _simulation.Run(_ => Settings.Mode);
        set => _simulation.Run(_ =>
        {
            Settings.Mode = value;
            Contents.SwitchTo(value);
        });
    }

    /// <summary>The status as the database names it. By default <c>NORMAL</c>; many routes refuse another status. During a restore of the tenant it is <c>RESTORE</c>.</summary>
    public string Status
    {
        get => _cluster.StatusOf(this);
        set => _simulation.Run(_ => Settings.Status = value);
    }

    /// <summary>The role: <c>PRIMARY</c> (the default), or <c>STANDBY</c>: a restored tenant until the node <c>Active tenant</c> of its DAG has run. A standby cannot be written to.</summary>
    /// <remarks>No route of obshell shows the role of a tenant.</remarks>
    public string Role
    {
        get => _simulation.Run(_ => Settings.Role);
        set => _simulation.Run(_ => Settings.Role = value);
    }

    /// <summary>Whether the tenant is locked, so that no login is possible.</summary>
    public bool IsLocked
    {
        get => _simulation.Run(_ => Settings.IsLocked);
        set => _simulation.Run(_ => Settings.IsLocked = value);
    }

    /// <summary>The password of the tenant's root user. Empty by default.</summary>
    public string RootPassword
    {
        get => _simulation.Run(_ => Settings.RootPassword);
        set => _simulation.Run(_ => Settings.RootPassword = value);
    }

    /// <summary>The root password that the agents have stored and use if a request contains none, or null if they have stored none. It may be wrong.</summary>
    public string? KeptRootPassword
    {
        get => _simulation.Run(_ => Settings.KeptPassword);
        set => _simulation.Run(_ => Settings.KeptPassword = value);
    }

    internal TenantBackups Backups { get; } = new();

    internal TenantSettings Settings { get; }

    internal TenantContents Contents { get; }

    /// <summary>Sets <see cref="BackupTask"/>.</summary>
    /// <param name="task">The backup task, or null for a completed one with the values of a real response.</param>
    /// <returns>This tenant.</returns>
    public FakeTenant WithBackupTask(FakeBackupTask? task = null)
    {
        BackupTask = task ?? new FakeBackupTask();
        return this;
    }

    /// <summary>Sets the destinations of backups and archive logs. No backup starts without them.</summary>
    /// <param name="dataUri">The data destination: <c>file://</c>, <c>oss://</c>, <c>cos://</c> or <c>s3://</c>.</param>
    /// <param name="archiveUri">The archive log destination.</param>
    /// <returns>This tenant.</returns>
    /// <exception cref="ArgumentException">obshell does not accept one of the URIs.</exception>
    public FakeTenant WithBackupConfig(string dataUri = DefaultDataUri, string archiveUri = DefaultArchiveUri)
    {
        var (data, archive) = (Parse(dataUri, nameof(dataUri)), Parse(archiveUri, nameof(archiveUri)));
        _simulation.Run(_ => (Backups.DataUri, Backups.ArchiveUri) = (data, archive));
        return this;
    }

    /// <summary>Starts a backup that no obshell task waits for. Sets the backup configuration and starts the log archive if necessary.</summary>
    /// <param name="duration">The total duration of the backup.</param>
    /// <param name="progress">The current progress, from 0 to 1: 0.4 is 40 percent.</param>
    /// <returns>This tenant.</returns>
    public FakeTenant WithRunningBackup(TimeSpan duration, double progress = 0)
    {
        CheckProgress(duration, progress);
        _simulation.Run(now =>
        {
            Backups.DataUri ??= Parse(DefaultDataUri, nameof(duration));
            Backups.ArchiveUri ??= Parse(DefaultArchiveUri, nameof(duration));
            Backups.Archive.Open(Backups.ArchiveUri.Shown, now - (duration * progress));
            Backups.Start(id => new BackupJob
            {
                Id = id,
                Path = Backups.DataUri.Shown,
                StartedAt = now - (duration * progress),
                Duration = duration,
            });
        });
        return this;
    }

    /// <summary>Interrupts the log archive, as a full or unreachable destination does. Does nothing if it never ran. Setting a new backup configuration resumes it.</summary>
    /// <returns>This tenant.</returns>
    public FakeTenant InterruptArchiveLog()
    {
        _simulation.Run(now => Backups.Archive.Interrupt(now));
        return this;
    }

    /// <summary>Makes the running backup fail in the database, if there is one. The DAG that waits for it succeeds nevertheless.</summary>
    /// <param name="result">The error number of the database.</param>
    /// <param name="comment">The comment of the database.</param>
    /// <returns>This tenant.</returns>
    public FakeTenant FailRunningBackup(long result = -4016, string comment = "")
    {
        ArgumentNullException.ThrowIfNull(comment);
        _simulation.Run(now => Backups.Fail(now, _cluster.Stored, result, comment));
        return this;
    }

    /// <summary>Makes the running restore of this tenant fail in the database, if there is one. Its DAG then fails when it opens the tenant.</summary>
    /// <param name="comment">The comment of the database.</param>
    /// <returns>This tenant.</returns>
    public FakeTenant FailRunningRestore(string comment = "")
    {
        ArgumentNullException.ThrowIfNull(comment);
        _simulation.Run(now => _cluster.Restores.Running(Name, now)?.Fail(now, comment));
        return this;
    }

    /// <summary>Starts a restore of this tenant that no obshell task waits for.</summary>
    /// <param name="duration">The total duration of the restore.</param>
    /// <param name="progress">The current progress, from 0 to 1.</param>
    /// <returns>This tenant.</returns>
    public FakeTenant WithRunningRestore(TimeSpan duration, double progress = 0)
    {
        CheckProgress(duration, progress);
        _simulation.Run(now => _cluster.Restores.Start(id => new RestoreJob
        {
            Id = id,
            TenantName = Name,
            TenantId = Id,
            Source = new FakeRestoreSource(DefaultDataUri, "source_tenant"),
            DataUri = Parse(DefaultDataUri, nameof(duration)),
            ArchiveUri = Parse(DefaultArchiveUri, nameof(duration)),
            RestoreScn = ScnTime.Of(now),
            StartedAt = now - (duration * progress),
            Duration = duration,
        }));
        return this;
    }

    private static void CheckProgress(TimeSpan duration, double progress)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(progress);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(progress, 1);
    }

    private static StoragePlace Parse(string uri, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(uri, parameter);
        var (parsed, failure) = StoragePlace.Parse(uri);
        return parsed ?? throw new ArgumentException(Messages.Write(failure!, chinese: false), parameter);
    }
}
