using System.Text.Json.Serialization;
using ObShellSdk.Agents;

namespace ObShellSdk.Cluster;

/// <summary>The observers that an operation applies to: all, those of some zones, or single ones.</summary>
public sealed record ClusterScope
{
    private ClusterScope(string type, IEnumerable<string>? target)
    {
        Type = type;
        Target = target is null ? null : [.. target];
    }

    /// <summary>All observers.</summary>
    public static ClusterScope Global { get; } = new("GLOBAL", null);

    [JsonInclude]
    internal string Type { get; }

    [JsonInclude]
    internal IReadOnlyList<string>? Target { get; }

    [JsonIgnore]
    internal bool IsGlobal => Target is null;

    /// <summary>Returns a scope with all observers of some zones.</summary>
    /// <param name="zones">The names of the zones; at least one.</param>
    /// <returns>The scope.</returns>
    /// <exception cref="ArgumentException"><paramref name="zones"/> is empty or has an empty name.</exception>
    public static ClusterScope Zones(params IEnumerable<string> zones)
    {
        ArgumentNullException.ThrowIfNull(zones);
        var scope = new ClusterScope("ZONE", zones);
        return scope.Target!.Count > 0 && !scope.Target.Any(string.IsNullOrEmpty)
            ? scope
            : throw new ArgumentException("There must be at least one zone, and no name must be empty.", nameof(zones));
    }

    /// <summary>Returns a scope with single observers, each identified by its agent.</summary>
    /// <param name="agents">The addresses of the agents; at least one. See <see cref="AgentAddress.Parse"/>.</param>
    /// <returns>The scope.</returns>
    /// <exception cref="ArgumentException"><paramref name="agents"/> is empty or has an invalid address.</exception>
    public static ClusterScope Servers(params IEnumerable<AgentAddress> agents)
    {
        ArgumentNullException.ThrowIfNull(agents);
        AgentAddress[] all = [.. agents];
        foreach (AgentAddress agent in all)
        {
            ArgumentNullException.ThrowIfNull(agent, nameof(agents));
            agent.Validate(nameof(agents));
        }

        return all.Length > 0
            ? new ClusterScope("SERVER", all.Select(agent => agent.ToString()))
            : throw new ArgumentException("There must be at least one agent.", nameof(agents));
    }

    /// <summary>Returns kind and targets, such as <c>ZONE zone1, zone2</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Target is null ? Type : $"{Type} {string.Join(", ", Target)}";
}
