using ObShellSdk.Tasks;

namespace ObShellSdk.Agents;

/// <summary>How the DAGs of this room are recognised. There is no cluster yet to keep them: each agent keeps its own.</summary>
internal static class AgentDags
{
    public static DagSearch Join { get; } = new(dag => dag.Name is "Join self" or "Join to master") { IsOfAgent = true };

    public static DagSearch Removal(AgentAddress agent) =>
        new(dag => dag.Name is "Remove all agents" or "Follower remove self" || dag.Name == $"Remove follower agent {agent}") { IsOfAgent = true };
}
