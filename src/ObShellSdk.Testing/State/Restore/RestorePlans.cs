using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.Routes;
using ObShellSdk.Testing.State.Backup;
using ObShellSdk.Testing.State.Cluster;
using ObShellSdk.Testing.State.Tasks;
using ObShellSdk.Testing.State.Tenants;

namespace ObShellSdk.Testing.State.Restore;

/// <summary>A validated restore request.</summary>
internal sealed record RestoreOrder
{
    public required string TenantName { get; init; }

    public required string DataUri { get; init; }

    public required string ArchiveUri { get; init; }

    /// <summary>The SCN to restore to, or null for the latest.</summary>
    public long? Scn { get; init; }

    public string Option { get; init; } = "";
}

/// <summary>The DAGs that restore a tenant and that cancel a restore.</summary>
internal sealed class RestorePlans(ClusterState cluster)
{
    /// <summary>The value stays 0: the node that knows the job stores its id where the node that reports it does not look (ob/agent/executor/ob/restore.go:246, 398).</summary>
    public const string JobIdKey = "restore_job_id";

    private static readonly TimeSpan _short = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan _restore = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _longestWait = TimeSpan.FromHours(1);

    private readonly RestoreStore _restores = cluster.Restores;
    private readonly TenantList _tenants = cluster.Tenants;

    public static string NameFor(string tenant) => $"Restore backup_{tenant}";

    public DagPlan Restore(RestoreOrder order)
    {
        return new DagPlan(
            NameFor(order.TenantName),
            new NodePlan("Pre restore check", _short) { Act = run => Check(order, run), AdditionalData = () => JobId(0) },
            new NodePlan("Start restore", _short)
            {
                Act = run => Start(order, run),
                Undo = run => Cancel(order.TenantName, run),
                CommandsAtOnce = true,
            },
            new NodePlan("Wait restore task finish", TimeSpan.Zero)
            {
                WaitsUntil = () => _restores.Last(order.TenantName)?.EndsAt ?? DateTimeOffset.MinValue,
                WaitsAtMost = _longestWait,
                SurvivesRestart = true,
                ExpectedWait = _restore,
                Act = run => EndWait(order.TenantName, run),
                AdditionalData = () => JobId(0),
            },
            new NodePlan("Active tenant", _short) { Act = run => Activate(order.TenantName, run), CanRollBack = false },
            new NodePlan("Upgrade tenant", _short) { Act = run => Log(run, $"Upgrade tenant {order.TenantName}"), CanRollBack = false })
        {
            Maintenance = Maintenance.OfTenant(order.TenantName),
            UnlocksOnFailure = true,
        };
    }

    public DagPlan CancelRestore(string tenant) => new(
        $"Cancel restore {tenant}",
        new NodePlan("Cancel restore", _short)
        {
            Act = run =>
            {
                Cancel(tenant, run);
                return null;
            },
            CanRollBack = false,
        },
        new NodePlan("Drop resource pool", _short) { CanRollBack = false })
    {
        Maintenance = Maintenance.OfTenant(tenant),
    };

    private static JsonObject JobId(long id) => new() { [JobIdKey] = id };

    private static Failure? Log(NodeRun run, string text)
    {
        run.Log(text);
        return null;
    }

    /// <summary>Checks the SCN of the order; everything else is left to the database.</summary>
    private Failure? Check(RestoreOrder order, NodeRun run)
    {
        if (order.Scn is not { } scn)
        {
            return null;
        }

        var (source, failure) = FindSource(order, run);
        if (source is null)
        {
            return failure;
        }

        var moment = ScnTime.ToTime(scn);
        return source.Windows.Any(window => window.Start <= moment && moment <= window.End) ? null : Failure.Of("OB.Restore.TimeNotValid", scn);
    }

    private Failure? Start(RestoreOrder order, NodeRun run)
    {
        if (_tenants.Find(order.TenantName) is not null)
        {
            return Log(run, $"Tenant '{order.TenantName}' already exists");
        }

        var (source, failure) = FindSource(order, run);
        if (source is null)
        {
            return failure!.ErrCode == "Common.Unexpected"
                ? Failure.Of("MySQL.Error") with { Message = "the database refused: no backup set was found" }
                : failure;
        }

        run.Log($"Restore tenant '{order.TenantName}'");
        var tenant = _tenants.AddInAllZones(order.TenantName);
        tenant.Settings.Role = TenantSettings.Standby;
        _restores.Start(id => new RestoreJob
        {
            Id = id,
            TenantName = tenant.Name,
            TenantId = tenant.Id,
            Source = source,
            DataUri = StoragePlace.Parse(order.DataUri).Uri!,
            ArchiveUri = StoragePlace.Parse(order.ArchiveUri).Uri!,
            RestoreScn = order.Scn ?? ScnTime.Of(source.Windows.Select(window => window.End).DefaultIfEmpty(run.At).Max()),
            StartedAt = run.At,
            Duration = run.Lasting(_restore),
            Option = order.Option,
        });
        return null;
    }

    private Failure? EndWait(string tenant, NodeRun run)
    {
        if (_restores.Running(tenant, run.At) is not null)
        {
            return Failure.Of("OB.Cluster.AsyncOperationTimeout", $"restore tenant '{tenant}'");
        }

        // Also logged after a failure: the server checks only whether a job is running.
        return Log(run, "Restore task has finished successfully");
    }

    /// <summary>Activates the restored tenant, which is a standby until then. The database refuses tenants that are not restored.</summary>
    private Failure? Activate(string name, NodeRun run)
    {
        run.Log($"Active tenant '{name}'");
        if (_tenants.Find(name) is not { } tenant)
        {
            return Database.Refuse($"Error 5160 (HY000): Unknown tenant: {name}");
        }

        if (_restores.Last(name) is { } job && !job.IsWholeAt(run.At))
        {
            return Database.Refuse("Error 4179 (HY000): tenant status is not normal, failover to primary is not allowed");
        }

        tenant.Settings.Role = TenantSettings.Primary;
        run.Log("Wait for tenant to be primary role");
        return null;
    }

    private (FakeRestoreSource? Source, Failure? Failure) FindSource(RestoreOrder order, NodeRun run)
    {
        var (data, failure) = StoragePlace.Parse(order.DataUri);
        failure ??= StoragePlace.Parse(order.ArchiveUri).Failure;
        if (failure is not null)
        {
            return (null, failure);
        }

        return _restores.FindSource(data!, cluster, run.At) is { } source
            ? (source, null)
            : (null, Failure.Of("Common.Unexpected", "ob_admin found no backup there"));
    }

    /// <summary>Drops the tenant with its restore, even if the restore has completed.</summary>
    private void Cancel(string tenant, NodeRun run)
    {
        run.Log($"Cancel restore job of tenant '{tenant}'");
        if (_restores.Last(tenant) is { } job)
        {
            job.Cancel(run.At);
            _tenants.Drop(tenant);
        }
    }
}
