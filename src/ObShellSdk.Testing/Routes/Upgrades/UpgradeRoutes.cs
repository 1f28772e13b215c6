using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Cluster;
using ObShellSdk.Testing.State.Tasks;
using ObShellSdk.Testing.State.Upgrades;

namespace ObShellSdk.Testing.Routes.Upgrades;

/// <summary>Upgrades of agents and observers, and their checks.</summary>
internal static class UpgradeRoutes
{
    private const string Rolling = "ROLLING";
    private const string StopService = "STOPSERVICE";
    private const int ZonesToRoll = 3;

    private static readonly string[] _observerPackages = ["oceanbase-ce", "oceanbase-ce-libs"];

    public static Outcome CheckAgents(AgentState state, Call call, DateTimeOffset now)
        => ForAgents(state, call, now, target => new UpgradePlans(state.Cluster).CheckAgents(target));

    public static Outcome UpgradeAgents(AgentState state, Call call, DateTimeOffset now)
        => ForAgents(state, call, now, target => new UpgradePlans(state.Cluster).UpgradeAgents(target));

    public static Outcome CheckObservers(AgentState state, Call call, DateTimeOffset now)
    {
        var body = RequestBody.Read(call.Body);
        var target = ReadTarget(body);
        return (body.Failure ?? Admission.RefuseOffCluster(state) ?? CheckForObservers(state, target)) is { } refusal
            ? refusal
            : Admission.Create(state, new UpgradePlans(state.Cluster).CheckObservers(target), now);
    }

    public static Outcome UpgradeObservers(AgentState state, Call call, DateTimeOffset now)
    {
        var body = RequestBody.Read(call.Body);
        var target = ReadTarget(body);
        var (mode, freezes) = ((body.Text("mode", required: true) ?? "").ToUpperInvariant(), body.Flag("freeze_server") is true);
        return (body.Failure ?? Admission.RefuseOffCluster(state) ?? CheckAllThere(state, withObservers: true) ?? CheckMode(state.Cluster, mode)
            ?? CheckBackups(state, now) ?? CheckForObservers(state, target)) is { } refusal
            ? refusal
            : Admission.Create(state, new UpgradePlans(state.Cluster).UpgradeObservers(target, mode == Rolling, freezes), now);
    }

    public static Outcome BackUpParameters(AgentState state, Call call, DateTimeOffset now)
    {
        if (Admission.RefuseWithoutDatabase(state) is { } refusal)
        {
            return refusal;
        }

        var entry = ParameterCatalogue.Find("server_permanent_offline_time")!;
        return Outcome.List(state.Cluster.Members.Select(server => new JsonObject
        {
            ["SvrIp"] = server.ReportedIp,
            ["SvrPort"] = server.Observer.RpcPort,
            ["Zone"] = server.Zone,
            ["Scope"] = "CLUSTER",
            ["Name"] = entry.Name,
            ["Value"] = state.Cluster.Parameters.ValueOn(server, entry),
            ["TenantId"] = 0,
            ["TenantName"] = "",
            ["EditLevel"] = entry.EditLevel,
            ["DefaultValue"] = entry.Value,
            ["Section"] = entry.Section,
            ["Info"] = entry.Info,
            ["DataType"] = entry.DataType,
        }));
    }

    /// <summary>Succeeds without doing anything, as on the server.</summary>
    public static Outcome RestoreParameters(AgentState state, Call call, DateTimeOffset now) => Outcome.Done;

    public static Outcome CheckEnvironment(AgentState state, Call call, DateTimeOffset now)
        => state.HasPythonModules ? Outcome.Done : Failure.Of("Environment.WithoutModule", "mysql.connector");

    private static Outcome ForAgents(AgentState state, Call call, DateTimeOffset now, Func<UpgradeTarget, DagPlan> plan)
    {
        var body = RequestBody.Read(call.Body);
        var target = ReadTarget(body);
        if ((body.Failure ?? Admission.RefuseOffCluster(state) ?? CheckAllThere(state, withObservers: false) ?? CheckRelease(target)) is { } refusal)
        {
            return refusal;
        }

        return Compare(target.VersionAndBuild, state.Version.Text) <= 0
            ? Failure.Of("Agent.Upgrade.ToLowerVersion", target.VersionAndBuild, state.Version.Text)
            : Admission.Create(state, plan(target), now);
    }

    private static UpgradeTarget ReadTarget(RequestBody body)
    {
        _ = body.Text("upgradeDir");
        return new UpgradeTarget(body.Text("version", required: true) ?? "", body.Text("release", required: true) ?? "");
    }

    public static Failure? CheckRelease(UpgradeTarget target)
        => target.Release.Contains('.', StringComparison.Ordinal) ? null : Failure.Of("Package.ReleaseFormat.Invalid", target.Release);

    private static Failure? CheckAllThere(AgentState state, bool withObservers)
    {
        var members = state.Cluster.Members;
        if (members.Where(member => member != state && !member.Responds).ToArray() is { Length: > 0 } lost)
        {
            return Failure.Of("Agent.Unavailable", string.Join(',', lost.Select(member => member.Address)));
        }

        return withObservers && members.Where(member => member.ObState != 3).ToArray() is { Length: > 0 } down
            ? Failure.Of("OB.Server.Unavailable", string.Join(',', down.Select(member => new AgentAddress(member.ReportedIp, member.Observer.SqlPort))))
            : null;
    }

    private static Failure? CheckMode(ClusterState cluster, string mode) => mode switch
    {
        StopService => null,
        Rolling => cluster.Zones.Count >= ZonesToRoll ? null : Failure.Of("OB.Upgrade.UnableToRollingUpgrade"),
        _ => Failure.Of("OB.Upgrade.Mode.NotSupported", mode),
    };

    private static Failure? CheckBackups(AgentState state, DateTimeOffset now)
        => state.Tenants.ToArray().Count(tenant => tenant.Backups.AnyRunsAt(now)) is > 0 and var running
            ? Failure.Of("OB.Upgrade.HasRunningBackupTask", running)
            : null;

    private static Failure? CheckForObservers(AgentState state, UpgradeTarget target)
    {
        if (CheckRelease(target) is { } invalid)
        {
            return invalid;
        }

        var present = state.Observer.Version;
        if (Compare(target.VersionAndBuild, present) <= 0)
        {
            return Failure.Of("OB.Upgrade.ToLowerVersion", target.VersionAndBuild, present);
        }

        var packages = state.Packages;
        if (packages.Find(_observerPackages[0], target.Version, target.Release) is null)
        {
            return Failure.Of("Common.Unexpected", $"{_observerPackages[0]}-{target}.x86_64.rpm: record not found");
        }

        return Array.Find(_observerPackages, name => packages.Find(name, target.Version, target.Release) is null) is { } missing
            ? Failure.Of("OB.Package.NotExist", $"[{missing}-{target}.x86_64.rpm]")
            : null;
    }

    /// <summary>Compares versions with their builds, number by number.</summary>
    public static int Compare(string one, string other)
    {
        var (left, right) = (Numbers(one), Numbers(other));
        return left.Zip(right, (first, second) => first.CompareTo(second)).FirstOrDefault(order => order != 0, left.Length.CompareTo(right.Length));
    }

    private static long[] Numbers(string version) => Array.ConvertAll(
        version.Split('.', '-'), part => long.TryParse(part, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0);
}
