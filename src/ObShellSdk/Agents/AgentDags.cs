using ObShellSdk.Tasks;

namespace ObShellSdk.Agents;

/// <summary>How the DAGs of this folder are recognized. There is no cluster yet that could store them: each agent stores its own.</summary>
internal static class AgentDags
{
    public static DagKind Join { get; } = new("Join self", "Join to master") { IsOfAgent = true };

    public static DagKind Removal(AgentAddress agent) =>
        new("Remove all agents", "Follower remove self", $"Remove follower agent {agent}") { IsOfAgent = true };
}
