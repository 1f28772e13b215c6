
namespace ObShellSdk;

/// <summary>Why a call could not be authenticated; each asks for another remedy.</summary>
public enum AuthenticationFailureReason
{
    /// <summary>For a reason that the agent did not name (agents before 4.3.1 name none; after key and clock are ruled out it is most likely the password).</summary>
    Unknown,

    /// <summary>The root@sys password is wrong, or the observer is down and the agent remembers another one.</summary>
    WrongPassword,

    /// <summary>The agent's own password is wrong.</summary>
    WrongAgentPassword,

    /// <summary>The agent has a password of its own, and none is configured: see <see cref="ObShellCredential.FromAgentPassword(string)"/>.</summary>
    AgentPasswordNeeded,

    /// <summary>The agent has no password of its own: give it the root@sys password.</summary>
    OceanBasePasswordNeeded,

    /// <summary>The route needs an agent password, and the agent has none yet.</summary>
    AgentPasswordNotSet,

    /// <summary>The agent cannot decrypt what was encrypted with the public key that it publishes.</summary>
    KeyRejected,

    /// <summary>The agent found no header: encryption was switched off for this client, or a proxy took the header away.</summary>
    HeaderMissing,

    /// <summary>The header had expired by the agent's clock, even after the difference of the clocks was taken into account.</summary>
    ClockSkew,

    /// <summary>The agent does not support the authentication version of the header.</summary>
    UnsupportedVersion,

    /// <summary>The header named another target than the agent received: a proxy rewrote the path.</summary>
    TargetRewritten,

    /// <summary>The sign-in session is unknown or has expired.</summary>
    SessionEnded,

    /// <summary>The agent's Unix domain socket serves only root and the user that the observer runs as.</summary>
    UserNotPermitted,
}
