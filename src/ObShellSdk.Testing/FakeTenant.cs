using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Backup;
using ObShellSdk.Testing.State.Cluster;
using ObShellSdk.Testing.State.Contents;
using ObShellSdk.Testing.State.Restore;
using ObShellSdk.Testing.State.Tenants;

namespace ObShellSdk.Testing;

/// <summary>A user tenant of the fake cluster. Change it while the agent runs; answers follow at once.</summary>
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

    /// <summary>Name of the tenant, which a request may change.</summary>
    public string Name { get; internal set; }

    /// <summary>Number of the tenant; user tenants have even ones from 1002.</summary>
    public long Id { get; }

    /// <summary>
    /// The running or last backup; null when there never was one. One that was set here stays as it is until a newer one starts;
    /// one that a request started is shown as it stands now.
    /// </summary>
    public FakeBackupTask? BackupTask
    {
        get => _simulation.Run(now => Backups.TaskAt(now, _cluster.Stored));
        set => _simulation.Run(_ => Backups.Script(value));
    }

    /// <summary>State of the log archive: empty until it ran for the first time, then <c>DOING</c>, <c>STOP</c>, <c>SUSPEND</c> or <c>INTERRUPTED</c>.</summary>
    public string ArchiveLogStatus => _simulation.Run(_ => Backups.Archive.Status);

    /// <summary><c>MYSQL</c> (the default) or <c>ORACLE</c>. Some routes serve one of them only. A new mode empties the tenant.</summary>
    public string Mode
    {
        get => _simulation.Run(_ => Settings.Mode);
        set => _simulation.Run(_ =>
        {
            Settings.Mode = value;
            Contents.SwitchTo(value);
        });
    }

    /// <summary>State in the database's words: <c>NORMAL</c> (the default), or another, in which many routes refuse. While a restore of the tenant runs, it is <c>RESTORE</c>.</summary>
    public string Status
    {
        get => _cluster.StatusOf(this);
        set => _simulation.Run(_ => Settings.Status = value);
    }

    /// <summary><c>PRIMARY</c> (the default), or <c>STANDBY</c>: a restored tenant until the node <c>Active tenant</c> of its DAG has run. A standby cannot be written to.</summary>
    /// <remarks>No route of obshell shows the role of a tenant.</remarks>
    public string Role
    {
        get => _simulation.Run(_ => Settings.Role);
        set => _simulation.Run(_ => Settings.Role = value);
    }

    /// <summary>Whether the tenant is locked, so that nobody can log in.</summary>
    public bool IsLocked
    {
        get => _simulation.Run(_ => Settings.IsLocked);
        set => _simulation.Run(_ => Settings.IsLocked = value);
    }

    /// <summary>Password of the tenant's own root user. Default: the empty one.</summary>
    public string RootPassword
    {
        get => _simulation.Run(_ => Settings.RootPassword);
        set => _simulation.Run(_ => Settings.RootPassword = value);
    }

    /// <summary>What the agents keep of that password and use where a request brings none, right or wrong; null: nothing.</summary>
    public string? KeptRootPassword
    {
        get => _simulation.Run(_ => Settings.KeptPassword);
        set => _simulation.Run(_ => Settings.KeptPassword = value);
    }

    internal TenantBackups Backups { get; } = new();

    internal TenantSettings Settings { get; }

    internal TenantContents Contents { get; }

    /// <summary>Sets <see cref="BackupTask"/>.</summary>
    /// <param name="task">The backup; null for a completed one with the values of a real answer.</param>
    /// <returns>This tenant.</returns>
    public FakeTenant WithBackupTask(FakeBackupTask? task = null)
    {
        BackupTask = task ?? new FakeBackupTask();
        return this;
    }

    /// <summary>Sets where backups and logs go, without which no backup starts.</summary>
    /// <param name="dataUri">Place of the data: <c>file://</c>, <c>oss://</c>, <c>cos://</c> or <c>s3://</c>.</param>
    /// <param name="archiveUri">Place of the logs.</param>
    /// <returns>This tenant.</returns>
    /// <exception cref="ArgumentException">A URI that obshell does not understand.</exception>
    public FakeTenant WithBackupConfig(string dataUri = DefaultDataUri, string archiveUri = DefaultArchiveUri)
    {
        var (data, archive) = (Parse(dataUri, nameof(dataUri)), Parse(archiveUri, nameof(archiveUri)));
        _simulation.Run(_ => (Backups.DataUri, Backups.ArchiveUri) = (data, archive));
        return this;
    }

    /// <summary>Puts a backup under way that no task of obshell waits for; sets the config and opens the log archive if need be.</summary>
    /// <param name="duration">How long the whole backup takes.</param>
    /// <param name="progress">How much of that has passed: 0.4 is a backup at 40 percent.</param>
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

    /// <summary>Interrupts the log archive, as a full or unreachable destination does; nothing if it never ran. A new backup configuration is one way out.</summary>
    /// <returns>This tenant.</returns>
    public FakeTenant InterruptArchiveLog()
    {
        _simulation.Run(now => Backups.Archive.Interrupt(now));
        return this;
    }

    /// <summary>Lets the database give up the backup that is running now, if there is one. The DAG that waits for it succeeds all the same.</summary>
    /// <param name="result">Error number of the database.</param>
    /// <param name="comment">Remark of the database.</param>
    /// <returns>This tenant.</returns>
    public FakeTenant FailRunningBackup(long result = -4016, string comment = "")
    {
        ArgumentNullException.ThrowIfNull(comment);
        _simulation.Run(now => Backups.Fail(now, _cluster.Stored, result, comment));
        return this;
    }

    /// <summary>Lets the database give up the restore of this tenant that is running now, if there is one. Its DAG then fails where it opens the tenant.</summary>
    /// <param name="comment">Remark of the database.</param>
    /// <returns>This tenant.</returns>
    public FakeTenant FailRunningRestore(string comment = "")
    {
        ArgumentNullException.ThrowIfNull(comment);
        _simulation.Run(now => _cluster.Restores.Running(Name, now)?.Fail(now, comment));
        return this;
    }

    /// <summary>Makes this a tenant that is being restored, by a restore that no task of obshell waits for.</summary>
    /// <param name="duration">How long the whole restore takes.</param>
    /// <param name="progress">How much of that has passed, from 0 to 1.</param>
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
