
namespace ObShellSdk.Agents;

/// <summary>What the service of an agent is doing. Servers may send other numbers.</summary>
public enum AgentState
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>Starting.</summary>
    Starting = 1,

    /// <summary>Serving.</summary>
    Running = 2,

    /// <summary>Stopping.</summary>
    Stopping = 3,

    /// <summary>Stopped.</summary>
    Stopped = 4,
}
