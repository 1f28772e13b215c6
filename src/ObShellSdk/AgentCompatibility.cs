namespace ObShellSdk;

/// <summary>How old the agents may be that a client trusts.</summary>
public enum AgentCompatibility
{
    /// <summary>Agents of obshell 4.4.2 and later. A key of less than 1024 bits is refused. This is the default.</summary>
    Current = 0,

    /// <summary>
    /// Also agents before obshell 4.4.2, whose keys have 512 bits. An attacker who records the traffic can break such a key and read the password:
    /// use it only in a network that you trust, and upgrade the agents.
    /// </summary>
    Before442 = 1,
}
