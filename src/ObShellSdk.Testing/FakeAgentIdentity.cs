using System.Diagnostics.CodeAnalysis;

namespace ObShellSdk.Testing;

/// <summary>The roles that an agent can have, in the agent's own spelling, blanks included.</summary>
/// <remarks>The role decides which header and which password a protected route wants, and which routes are served at all.</remarks>
public static class FakeAgentIdentity
{
    /// <summary>Alone, in no cluster. Without an agent password it checks no password at all.</summary>
    [SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The word is obshell's own; no type is meant.")]
    public const string Single = "SINGLE";

    /// <summary>Leads the agents of a cluster that is not initialised yet.</summary>
    public const string Master = "MASTER";

    /// <summary>Belongs to a master and passes calls on to it; see <see cref="FakeAgent.Master"/>.</summary>
    public const string Follower = "FOLLOWER";

    /// <summary>A member of an initialised cluster: the default, and the only role that serves tenants.</summary>
    public const string ClusterAgent = "CLUSTER AGENT";

    /// <summary>Is taking over a cluster that was set up without obshell, and leads that.</summary>
    public const string TakeOverMaster = "TAKE OVER MASTER";

    /// <summary>Is being taken over together with its cluster.</summary>
    public const string TakeOverFollower = "TAKE OVER FOLLOWER";

    /// <summary>Is joining a running cluster.</summary>
    public const string ScalingOut = "SCALING OUT";

    /// <summary>Is leaving a running cluster.</summary>
    public const string ScalingIn = "SCALING IN";

    /// <summary>Has no role yet.</summary>
    public const string Unidentified = "UNIDENTIFIED";
}
