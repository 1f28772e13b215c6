using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State.Tasks;

namespace ObShellSdk.Testing.State.Backup;

/// <summary>The DAGs that configure and start backups, for one tenant or for all that exist when a node runs.</summary>
internal sealed class BackupPlans(StoredTimes stored, Func<FakeTenant[]> tenants)
{
    private const int ClusterId = 1;

    private static readonly TimeSpan _short = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan _backup = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _longestWait = TimeSpan.FromHours(1);

    /// <summary>Creates a plan that configures backups. It locks the tenant only if it is for a single one.</summary>
    public DagPlan Configure(BackupSettings settings, string? tenant) => new(
        NameFor("Set obcluster backup config", tenant),
        new NodePlan("Check backup config", _short) { Act = run => Check(settings, run) },
        new NodePlan("Set backup config", _short) { Act = run => Apply(settings, run, isShared: tenant is null), CanRollBack = false })
    {
        Maintenance = tenant is null ? Maintenance.None : Maintenance.OfTenant(tenant),
    };

    /// <summary>Creates a plan that starts backups and waits for them. It takes no lock: the database itself refuses a second backup.</summary>
    /// <remarks>
    /// The DAG waits until no job is left, however it ended (ob/agent/executor/ob/backup_config.go:491). A rollback does not cancel the backup: the server's
    /// StartBackupTask has a method RollBack where the engine calls Rollback (backup.go:423, engine/task/task.go:161).
    /// </remarks>
    public DagPlan Start(BackupStart start, string? tenant) => new(
        NameFor(start.IsIncremental ? "Obcluster start increment backup" : "Obcluster start full backup", tenant),
        new NodePlan("Check destination", _short),
        new NodePlan("Open archive log", _short) { Act = OpenArchives },
        new NodePlan("Start backup", _short) { Act = run => StartAll(start, run), CommandsAtOnce = true },
        new NodePlan("Wait backup Finish", TimeSpan.Zero)
        {
            WaitsUntil = () => tenants().Select(each => each.Backups.AllEndAt()).DefaultIfEmpty(DateTimeOffset.MinValue).Max(),
            WaitsAtMost = _longestWait,
            ExpectedWait = _backup,
            Act = EndWait,
        });

    private static string NameFor(string name, string? tenant) => tenant is null ? name : $"{name} for {tenant}";

    private static Failure? Check(BackupSettings settings, NodeRun run)
    {
        foreach (var uri in new[] { settings.ArchiveUri, settings.DataUri }.OfType<string>())
        {
            var (parsed, failure) = StoragePlace.Parse(uri);
            if (failure is not null)
            {
                return failure;
            }

            run.Log($"Check write permission of '{parsed!.Shown}'");
        }

        return null;
    }

    /// <summary>Applies the settings. A new archive location closes the archive, and a new data location cancels the running backup.</summary>
    private Failure? Apply(BackupSettings settings, NodeRun run, bool isShared)
    {
        foreach (var tenant in tenants())
        {
            var backups = tenant.Backups;
            if (settings.ArchiveUri is not null || settings.ChangesConcurrency)
            {
                run.Log($"Close archive log for {tenant.Name}({tenant.Id})");
                backups.Archive.Close(run.At);
            }

            if (settings.ArchiveUri is { } archive)
            {
                backups.ArchiveUri = Place(archive, tenant, isShared ? "clog" : null);
                run.Log($"Set log archive dest for {tenant.Name}({tenant.Id}): '{backups.ArchiveUri.Shown}'");
            }

            if (settings.DataUri is { } data)
            {
                backups.Cancel(run.At, stored);
                backups.DataUri = Place(data, tenant, isShared ? "data" : null);
                run.Log($"Set data backup dest for {tenant.Name}({tenant.Id}): '{backups.DataUri.Shown}'");
            }
        }

        return null;
    }

    private static StoragePlace Place(string uri, FakeTenant tenant, string? folder)
    {
        var place = StoragePlace.Parse(uri).Uri!;
        return folder is null ? place : place.Below($"{ClusterId}/{tenant.Id}/{folder}");
    }

    private Failure? OpenArchives(NodeRun run)
    {
        foreach (var tenant in tenants())
        {
            if (tenant.Backups.Archive.Status == ArchiveLog.Interrupted)
            {
                return Failure.Of("Common.Unexpected", $"tenant {tenant.Name}({tenant.Id}) archive log interrupted");
            }

            tenant.Backups.Archive.Open(tenant.Backups.ArchiveUri?.Shown ?? "", run.At);
            run.Log($"Archive log status of {tenant.Name}({tenant.Id}) is 'DOING'");
        }

        return null;
    }

    private Failure? StartAll(BackupStart start, NodeRun run)
    {
        foreach (var tenant in tenants())
        {
            run.Log($"Start {(start.IsIncremental ? "incremental" : "full")} backup of {tenant.Name}({tenant.Id})");
            if (tenant.Backups.AnyRunsAt(run.At))
            {
                return Failure.Of("MySQL.Error", "backup is in progress") with { Message = "the database refused: backup is in progress" };
            }

            tenant.Backups.Start(id => new BackupJob
            {
                Id = id,
                Path = tenant.Backups.DataUri?.Shown ?? "",
                StartedAt = run.At,
                Duration = run.Lasting(_backup),
                Type = start.IsIncremental ? "INC" : "FULL",
                IsEncrypted = start.IsEncrypted,
                PlusArchive = start.PlusArchive,
            });
        }

        return null;
    }

    private Failure? EndWait(NodeRun run)
    {
        foreach (var tenant in tenants())
        {
            if (tenant.Backups.AnyRunsAt(run.At))
            {
                return Failure.Of("OB.Cluster.AsyncOperationTimeout", $"backup for {tenant.Name}({tenant.Id})");
            }

            run.Log($"{tenant.Name}({tenant.Id}) backup finished");
        }

        return null;
    }
}
