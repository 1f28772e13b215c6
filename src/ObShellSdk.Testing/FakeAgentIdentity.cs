using System.Diagnostics.CodeAnalysis;

namespace ObShellSdk.Testing;

/// <summary>The roles of an agent, in the agent's own spelling, including spaces.</summary>
/// <remarks>The role decides which header and which password a protected route requires, and which routes are available.</remarks>
public static class FakeAgentIdentity
{
    /// <summary>Belongs to no cluster. If it has no agent password, it checks no password.</summary>
    [SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The word is obshell's own; no type is meant.")]
    public const string Single = "SINGLE";

    /// <summary>Leads the agents of a cluster that is not initialized yet.</summary>
    public const string Master = "MASTER";

    /// <summary>Belongs to a master and forwards requests to it; see <see cref="FakeAgent.Master"/>.</summary>
    public const string Follower = "FOLLOWER";

    /// <summary>Is a member of an initialized cluster. This is the default, and the only role that serves tenants.</summary>
    public const string ClusterAgent = "CLUSTER AGENT";

    /// <summary>Leads the takeover of a cluster that was set up without obshell.</summary>
    public const string TakeOverMaster = "TAKE OVER MASTER";

    /// <summary>Follows in the takeover of its cluster.</summary>
    public const string TakeOverFollower = "TAKE OVER FOLLOWER";

    /// <summary>Is joining a running cluster.</summary>
    public const string ScalingOut = "SCALING OUT";

    /// <summary>Is leaving a running cluster.</summary>
    public const string ScalingIn = "SCALING IN";

    /// <summary>Has no role yet.</summary>
    public const string Unidentified = "UNIDENTIFIED";
}
