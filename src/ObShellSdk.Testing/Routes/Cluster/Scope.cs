using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Cluster;

namespace ObShellSdk.Testing.Routes.Cluster;

/// <summary>The observers of a request: all, those of zones, or a list.</summary>
internal sealed record Scope(string Type, string[] Targets)
{
    public const string Global = "GLOBAL";
    public const string Zone = "ZONE";
    public const string Server = "SERVER";

    public static Scope Read(RequestBody body)
    {
        var scope = body.RequiredObject("scope");
        return new Scope((scope.Text("type") ?? "").ToUpperInvariant(), scope.Texts("target") ?? []);
    }

    public Failure? Check(ClusterState cluster) => Type switch
    {
        Global => null,
        Zone or Server when Targets.Length == 0 => Failure.Of("Common.IllegalArgument", "target", "target is empty"),
        Zone => Array.Find(Targets, zone => cluster.FindZone(zone) is null) is { } unknown ? Failure.Of("OB.Zone.NotExist", unknown) : null,
        Server => Targets.Select(target => CheckServer(cluster, target)).FirstOrDefault(failure => failure is not null),
        _ => Failure.Of("OB.Cluster.Scope.Invalid", Type),
    };

    /// <summary>Returns the agents of the observers.</summary>
    public AgentState[] Select(ClusterState cluster) => [.. cluster.Members.Where(member => Type switch
    {
        Global => true,
        Zone => Targets.Contains(member.Zone, StringComparer.Ordinal),
        _ => Targets.Contains(member.Address, StringComparer.Ordinal),
    })];

    private static Failure? CheckServer(ClusterState cluster, string target)
    {
        if (!System.Net.IPEndPoint.TryParse(target, out var address) || address.Port == 0)
        {
            return Failure.Of("Common.InvalidAddress", target);
        }

        return cluster.Members.Exists(member => member.Address == target) ? null : Failure.Of("Agent.NotExist", target);
    }
}
