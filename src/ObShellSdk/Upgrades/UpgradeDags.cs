using ObShellSdk.Tasks;

namespace ObShellSdk.Upgrades;

/// <summary>The DAGs of upgrades: all are named after what they do and the version that they lead to.</summary>
internal static class UpgradeDags
{
    public static DagSearch ObserverCheck(UpgradeTarget target) => Named("Upgrade check OB", target);

    public static DagSearch Observer(ObserverUpgradeRequest target) =>
        Named(target.Mode == UpgradeMode.Rolling ? "OB rolling upgrade" : "OB stop service upgrade", target);

    public static DagSearch AgentCheck(UpgradeTarget target) => Named("Upgrade check obshell", target);

    public static DagSearch Agent(UpgradeTarget target) => Named("Upgrade obshell", target);

    private static DagSearch Named(string work, UpgradeTarget target)
    {
        string name = $"{work} {target.Version}-{target.Release}";
        return new DagSearch(dag => dag.Name == name);
    }
}
