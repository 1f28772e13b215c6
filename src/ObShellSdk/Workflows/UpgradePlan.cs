using ObShellSdk.Packages;
using ObShellSdk.Upgrades;

namespace ObShellSdk.Workflows;

/// <summary>An upgrade of the observers of a cluster.</summary>
public sealed record UpgradePlan
{
    /// <summary>To which version, and how.</summary>
    public required ObserverUpgradeRequest Upgrade { get; init; }

    /// <summary>
    /// An upgrade of the agents from a package <c>obshell</c>, before that of the observers. Agents that are newer stay as they are. Default: none, and agents get
    /// what the package of the observers brings, but for the business edition, which brings none.
    /// </summary>
    public UpgradeRequest? Agents { get; init; }

    /// <summary>Packages that are uploaded first, but for those that the cluster has already. Default: none.</summary>
    public IReadOnlyList<PackageFile> Packages { get; init => field = value ?? []; } = [];

    internal void Validate(string name)
    {
        ArgumentNullException.ThrowIfNull(Upgrade, name);
        Upgrade.Validate(name);
        Agents?.Validate(name);
        if (Packages.Any(package => package is null))
        {
            throw new ArgumentException($"{nameof(Packages)} must not contain null.", name);
        }
    }
}
