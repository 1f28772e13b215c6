using ObShellSdk.Tasks;

namespace ObShellSdk.Upgrades;

/// <summary>The DAGs of upgrades: all are named after what they do and the version that they lead to.</summary>
internal static class UpgradeDags
{
    public static DagKind ObserverCheck(UpgradeTarget target) => Named("Upgrade check OB", target) with { IsMaintenance = false };

    public static DagKind Observer(ObserverUpgradeRequest target) =>
        Named(target.Mode == UpgradeMode.Rolling ? "OB rolling upgrade" : "OB stop service upgrade", target);

    public static DagKind AgentCheck(UpgradeTarget target) => Named("Upgrade check obshell", target) with { IsMaintenance = false };

    public static DagKind Agent(UpgradeTarget target) => Named("Upgrade obshell", target);

    private static DagKind Named(string work, UpgradeTarget target) => new($"{work} {target.Version}-{target.Release}");
}
