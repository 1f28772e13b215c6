
namespace ObShellSdk.Upgrades;

/// <summary>An upgrade of agents, or the check of any upgrade.</summary>
public sealed record UpgradeRequest : UpgradeTarget;
