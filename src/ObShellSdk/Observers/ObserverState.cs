
namespace ObShellSdk.Observers;

/// <summary>How far the observer of an agent can be used. Agents may send other numbers than the named ones.</summary>
public enum ObserverState
{
    /// <summary>The process does not run.</summary>
    NotRunning = 0,

    /// <summary>The process runs, and takes no connection.</summary>
    Unreachable = 1,

    /// <summary>It takes connections, and not all statements: the cluster has no majority, or is not bootstrapped.</summary>
    Restricted = 2,

    /// <summary>It can be used.</summary>
    Available = 3,
}
