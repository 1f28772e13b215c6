using System.Globalization;
using ObShellSdk.Cluster;
using ObShellSdk.Http;
using ObShellSdk.Packages;
using ObShellSdk.Tasks;
using ObShellSdk.Upgrades;

namespace ObShellSdk.Workflows;

/// <summary>The way from packages to a cluster of another version. All checks come before anything is upgraded.</summary>
internal sealed class Upgrade
{
    // Agents restart within an upgrade, and observers one after the other.
    private static readonly TimeSpan _tolerance = TimeSpan.FromMinutes(30);

    private readonly ObShellConnection _connection;
    private readonly UpgradePlan _plan;
    private readonly ClusterClient _cluster;
    private readonly PackageClient _packages;
    private readonly Stage[] _stages;

    public Upgrade(ObShellConnection connection, UpgradePlan plan)
    {
        _connection = connection;
        _plan = plan;
        _cluster = new ClusterClient(connection);
        _packages = new PackageClient(connection);
        var upgrades = new UpgradeClient(connection);
        var target = new UpgradeRequest { Version = plan.Upgrade.Version, Release = plan.Upgrade.Release, UpgradeDirectory = plan.Upgrade.UpgradeDirectory };
        var observers = new Stage(
            $"observers to {target.Version}",
            members => members.Cluster.Topology.Count > 0 && members.Cluster.Topology.Values.All(zone => zone.All(server => server.BuildVersion.Replace('_', '-') == target.Build)),
            UpgradeDags.ObserverCheck(target),
            token => upgrades.CheckObserversAsync(target, null, token),
            UpgradeDags.Observer(plan.Upgrade),
            token => upgrades.UpgradeObserversAsync(plan.Upgrade, null, token));
        _stages = plan.Agents is not { } agents ? [observers] :
        [
            new Stage(
                $"agents to {agents.Version}",
                members => members.Agents.All(agent => Numbers(agent.Version).SequenceCompareTo(Numbers(agents.Build)) >= 0),
                UpgradeDags.AgentCheck(agents),
                token => upgrades.CheckAgentsAsync(agents, null, token),
                UpgradeDags.Agent(agents),
                token => upgrades.UpgradeAgentsAsync(agents, null, token)),
            observers,
        ];
    }

    public Workflow<ClusterMembers> ToWorkflow()
    {
        WorkflowStep[] steps =
        [
            .. _plan.Packages.Select(package => new WorkflowStep($"package {package.FileName}", token => UploadAsync(package, token))),
            .. _stages.Select(stage => new WorkflowStep($"check: {stage.Name}", token => CheckAsync(stage, token))),
            .. _stages.Select(stage => new WorkflowStep($"upgrade: {stage.Name}", token => UpgradeAsync(stage, token)) { MinOutageTolerance = _tolerance }),
        ];
        return new Workflow<ClusterMembers>(steps, token => _cluster.GetMembersAsync(null, token));
    }

    private async Task<DagOperation?> UploadAsync(PackageFile package, CancellationToken cancellationToken)
    {
        bool isNeeded = await FindUnfinishedAsync(cancellationToken).ConfigureAwait(false) is not { HasEnded: false }
            && !await AreReachedAsync(_stages, cancellationToken).ConfigureAwait(false)
            && !await IsThereAsync(package, cancellationToken).ConfigureAwait(false);
        if (isNeeded)
        {
            await _packages.UploadAsync(package, null, null, cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>What has begun was checked before: half-way, a check would find observers that need no upgrade any more.</summary>
    private async Task<DagOperation?> CheckAsync(Stage stage, CancellationToken cancellationToken) =>
        await FindUnfinishedAsync(cancellationToken).ConfigureAwait(false) is not null || await AreReachedAsync([stage], cancellationToken).ConfigureAwait(false)
            ? null
            : await new DagFinder(_connection, stage.Check).OpenRunningAsync(cancellationToken).ConfigureAwait(false) ?? await stage.StartCheckAsync(cancellationToken).ConfigureAwait(false);

    private async Task<DagOperation?> UpgradeAsync(Stage stage, CancellationToken cancellationToken) =>
        await new DagFinder(_connection, stage.Upgrade).OpenOrResumeAsync(cancellationToken).ConfigureAwait(false)
        ?? (await AreReachedAsync([stage], cancellationToken).ConfigureAwait(false) ? null : await stage.StartUpgradeAsync(cancellationToken).ConfigureAwait(false));

    private async Task<DagOperation?> FindUnfinishedAsync(CancellationToken cancellationToken)
    {
        foreach (Stage stage in _stages)
        {
            if (await new DagFinder(_connection, stage.Upgrade).OpenUnfinishedAsync(cancellationToken).ConfigureAwait(false) is { } unfinished)
            {
                return unfinished;
            }
        }

        return null;
    }

    private async Task<bool> AreReachedAsync(Stage[] stages, CancellationToken cancellationToken)
    {
        ClusterMembers members = await _cluster.GetMembersAsync(null, cancellationToken).ConfigureAwait(false);
        return Array.TrueForAll(stages, stage => stage.IsReached(members));
    }

    private async Task<bool> IsThereAsync(PackageFile package, CancellationToken cancellationToken)
    {
        try
        {
            return await _packages.FindUploadedAsync(package, null, cancellationToken).ConfigureAwait(false) is not null;
        }
        catch (ObShellVersionException)
        {
            // The agent cannot list its packages. If it gets a package twice, the newer one counts.
            return false;
        }
    }

    private static ReadOnlySpan<long> Numbers(string build) => Array.ConvertAll(build.Split('.', '-'), part => long.TryParse(part, CultureInfo.InvariantCulture, out long number) ? number : 0);

    /// <summary>One upgrade: when it is done, and how it is checked and carried out.</summary>
    private sealed record Stage(
        string Name,
        Predicate<ClusterMembers> IsReached,
        DagKind Check,
        Func<CancellationToken, Task<DagOperation>> StartCheckAsync,
        DagKind Upgrade,
        Func<CancellationToken, Task<DagOperation>> StartUpgradeAsync);
}
