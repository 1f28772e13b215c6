using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State.Cluster;
using ObShellSdk.Testing.State.Tasks;

namespace ObShellSdk.Testing.State.Upgrades;

/// <summary>The target version of an upgrade.</summary>
internal sealed record UpgradeTarget(string Version, string Release)
{
    /// <summary>The release without its distribution.</summary>
    public string Build => Release.Split('.')[0];

    /// <summary>The version and build as agents and observers report them.</summary>
    public string VersionAndBuild => $"{Version}-{Build}";

    public override string ToString() => $"{Version}-{Release}";
}

/// <summary>The DAGs that check and execute upgrades of agents and observers.</summary>
internal sealed class UpgradePlans(ClusterState cluster)
{
    private const string Agent = "obshell";

    private static readonly TimeSpan _restart = TimeSpan.FromMilliseconds(500);

    public DagPlan CheckAgents(UpgradeTarget target) => new(
        $"Upgrade check obshell {target}", [.. GetPackages(target, Agent), new NodePlan("Remove upgrade check task dir")]);

    public DagPlan CheckObservers(UpgradeTarget target) => new(
        $"Upgrade check OB {target}",
        [new NodePlan("Check the python environment"), .. GetPackages(target, null), new NodePlan("Remove upgrade check task dir")]);

    public DagPlan UpgradeAgents(UpgradeTarget target) => new(
        $"Upgrade obshell {target}", [.. GetPackages(target, Agent), .. RestartAgents(target), new NodePlan("Remove upgrade check task dir")])
    {
        Maintenance = Maintenance.Global,
    };

    /// <summary>Creates a plan that restarts the agents first. Their version changes only with a newer obshell package, which the fake does not require.</summary>
    public DagPlan UpgradeObservers(UpgradeTarget target, bool isRolling, bool freezes) => new(
        $"{(isRolling ? "OB rolling upgrade" : "OB stop service upgrade")} {target}",
        [
            new NodePlan("Check the python environment"),
            .. GetPackages(target, null),
            .. RestartAgents(target: null),
            new NodePlan("Backup parameters"),
            new NodePlan("Execute upgrade checker script"),
            .. isRolling ? Roll(target, freezes) : StopService(target, freezes),
            new NodePlan("Execute upgrade post script"),
            new NodePlan("Restore parameters"),
            new NodePlan("Remove upgrade check task dir"),
        ])
    {
        Maintenance = Maintenance.Global,
    };

    private NodePlan[] Roll(UpgradeTarget target, bool freezes)
        => [new("Execute upgrade pre script"), .. cluster.Zones.SelectMany(zone => Roll(zone, target, freezes))];

    private NodePlan[] Roll(ZoneState zone, UpgradeTarget target, bool freezes) =>
    [
        new("Execute upgrade health checker script"),
        new($"Stop {zone.Name}", _ => zone.IsStopped = true),
        .. Freeze(freezes),
        new("Reinstall and restart observer", run => Array.ForEach(cluster.In(zone.Name), server => Reinstall(server, target, run))),
        new("Execute upgrade zone health checker script"),
        new($"Start {zone.Name}", _ => zone.IsStopped = false),
    ];

    private NodePlan[] StopService(UpgradeTarget target, bool freezes) =>
    [
        .. Freeze(freezes),
        new NodePlan("Execute upgrade pre script"),
        new("Execute upgrade health checker script"),
        new("Reinstall and restart observer", run => cluster.Members.ForEach(server => Reinstall(server, target, run))),
        new("Execute upgrade health checker script"),
    ];

    private static NodePlan[] Freeze(bool freezes) => freezes ? [new NodePlan("Minor freeze before stop server")] : [];

    private static void Reinstall(AgentState server, UpgradeTarget target, NodeRun run)
        => (server.Observer.Version, server.Observer.StartedAt) = (target.VersionAndBuild, run.At);

    /// <summary>Creates the nodes that download packages. A missing package fails the download, unless it was checked before.</summary>
    private NodePlan[] GetPackages(UpgradeTarget target, string? required) =>
    [
        new("Create upgrade dir"),
        new("Download all required packages")
        {
            Act = run =>
            {
                if (required is null || cluster.Packages.Find(required, target.Version, target.Release) is not null)
                {
                    run.Log("Download all required packages");
                    return null;
                }

                return Failure.Of("Common.Unexpected", "record not found");
            },
        },
        new("Check all required packages"),
        new("Unpack all required packages"),
    ];

    /// <summary>Creates the nodes that install and restart the agents, which do not respond in between.</summary>
    private NodePlan[] RestartAgents(UpgradeTarget? target) =>
    [
        new("Backup for upgrade"),
        new("Install new obshell", run => cluster.Members.ForEach(member => GoAway(member, run))),
        new("Restart obshell", _restart)
        {
            Act = run =>
            {
                cluster.Members.ForEach(member => ComeBack(member, target));
                run.Log("obshell is up again");
                return null;
            },
        },
        new("Upgrade post table maintain"),
    ];

    private static void GoAway(AgentState agent, NodeRun run)
    {
        if (agent.RestartsDuringUpgrade)
        {
            agent.AwayUntil = run.At + run.Lasting(_restart);
        }
    }

    private static void ComeBack(AgentState agent, UpgradeTarget? target)
    {
        agent.Version = target is null ? agent.Version : AgentVersion.Parse(target.VersionAndBuild);
        if (agent.Version.RenewsKeys && agent.Key.Bits != AgentKey.UsualBits)
        {
            agent.Key = AgentKey.Generate(AgentKey.UsualBits);
        }

        agent.Start();
    }
}
