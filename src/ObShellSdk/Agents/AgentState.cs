
namespace ObShellSdk.Agents;

/// <summary>The state of an agent's service. Agents may send other numbers than the named ones.</summary>
public enum AgentState
{
    /// <summary>The state is not known.</summary>
    Unknown = 0,

    /// <summary>The service is starting.</summary>
    Starting = 1,

    /// <summary>The service is available.</summary>
    Running = 2,

    /// <summary>The service is stopping.</summary>
    Stopping = 3,

    /// <summary>The service is stopped.</summary>
    Stopped = 4,
}
