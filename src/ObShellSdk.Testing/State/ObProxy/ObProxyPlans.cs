using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State.Tasks;
using ObShellSdk.Testing.State.Upgrades;

namespace ObShellSdk.Testing.State.ObProxy;

/// <summary>The DAGs of an agent's OBProxy. Each locks the OBProxy only.</summary>
internal sealed class ObProxyPlans(AgentState agent)
{
    public DagPlan Add(FakeObProxy proxy) => Of(
        "Add obproxy",
        isMaintenance: true,
        new NodePlan("Prepare for obproxy agent"),
        new NodePlan("Start obproxy"),
        new NodePlan("Set proxyro password for connect"),
        new NodePlan("Persist obproxy info", _ => agent.ObProxy = proxy, _ => agent.ObProxy = null));

    /// <summary>Creates a plan that starts OBProxy. Whether it exists is not checked before the task runs, as on the server.</summary>
    public DagPlan Start() => Of("Start obproxy", isMaintenance: false, new NodePlan("Prepare for obproxy agent"), new NodePlan("Start obproxy")
    {
        Act = _ =>
        {
            agent.ObProxy = agent.ObProxy is { } proxy ? proxy with { IsRunning = true } : null;
            return agent.ObProxy is null ? Failure.Of("OBProxy.NotBeManaged") : null;
        },
    });

    public DagPlan Stop() => Of("Stop obproxy", isMaintenance: true, new NodePlan("Prepare for obproxy agent"), StopNode());

    public DagPlan Delete() => Of(
        "Delete obproxy",
        isMaintenance: true,
        new NodePlan("Prepare for obproxy agent"),
        StopNode(),
        new NodePlan("Delete obproxy", _ => agent.ObProxy = null),
        new NodePlan("Clean obproxy dir"));

    public DagPlan Upgrade(UpgradeTarget target) => Of(
        "Upgrade obproxy",
        isMaintenance: true,
        [
            new("Create upgrade dir"),
            new("Download obproxy pkg from sqlite"),
            new("Check obproxy pkg"),
            new("Backup for upgrade"),
            new("Reinstall obproxy bin"),
            new("Copy obproxy config db file"),
            new("Record obproxy info", _ => agent.ObProxy = agent.ObProxy is { } proxy ? proxy with { Version = target.VersionAndBuild } : null),
            new("Hot restart obproxy"),
            new("Wait hot restart obproxy finish"),
            new("Remove upgrade dir"),
        ]);

    private NodePlan StopNode() => new("Stop obproxy", _ => agent.ObProxy = agent.ObProxy is { } proxy ? proxy with { IsRunning = false } : null);

    private static DagPlan Of(string name, bool isMaintenance, params NodePlan[] nodes) => new(name, nodes)
    {
        IsLocal = true,
        IsObProxy = true,
        Maintenance = isMaintenance ? Maintenance.OfObProxy : Maintenance.None,
    };
}
