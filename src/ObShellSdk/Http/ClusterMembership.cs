using ObShellSdk.Errors;

namespace ObShellSdk.Http;

/// <summary>What a cluster is called by its agents.</summary>
internal sealed record ClusterIdentity(long Id, string Name)
{
    /// <summary>Agents may know only one of the two for a while, for example while the database is down.</summary>
    public bool Contradicts(ClusterIdentity other) =>
        (Id != 0 && other.Id != 0 && Id != other.Id) || (Name.Length > 0 && other.Name.Length > 0 && Name != other.Name);
}

/// <summary>What an agent said of its cluster, and the key that it opened the question with; empty without encryption.</summary>
internal sealed record ClusterReport(DiscoveredCluster Cluster, string KeyFingerprint)
{
    public static ClusterReport Of(CallExecution execution, DiscoveredCluster cluster) => new(cluster, execution.Current?.Seal?.Key.Fingerprint ?? "");
}

/// <summary>
/// Holds the agents of a client to one cluster. A host can leave the cluster and be used for another one while the client still has its address, and then a
/// command must not reach it. The first agent that names its cluster decides which one it is.
/// </summary>
internal sealed class ClusterMembership
{
    // What agents are called that belong to no cluster, or leave it. These describe only themselves (ob/agent/executor/ob/info.go:40-44).
    private static readonly string[] _outside = ["SINGLE", "SCALING IN"];

    private ClusterIdentity? _cluster;

    /// <summary>Judges what an agent said of its cluster.</summary>
    /// <returns>The refusal for an agent of another cluster or of none; null for a member, and for any agent while no cluster is known.</returns>
    public ObShellTrustException? Judge(CallFacts facts, AgentNode node, ClusterReport answer)
    {
        DiscoveredCluster report = answer.Cluster;
        var named = new ClusterIdentity(report.Configuration?.Id ?? 0, report.Configuration?.Name ?? "");
        if (named is { Id: 0, Name: "" })
        {
            bool isOutside = report.Agents is [{ Identity: { } identity }] && _outside.Contains(identity);
            return isOutside && _cluster is { } joined ? Failure.OtherCluster(facts, Shown(node, joined), found: null) : null;
        }

        ClusterIdentity expected = Interlocked.CompareExchange(ref _cluster, named, null) ?? named;
        if (expected.Contradicts(named))
        {
            return Failure.OtherCluster(facts, Shown(node, expected), Shown(node, named));
        }

        node.VerifiedKey = answer.KeyFingerprint;
        return null;
    }

    private static string Shown(AgentNode node, ClusterIdentity cluster) => $"'{node.Learner.Shown(cluster.Name)}' (id {cluster.Id})";
}
