
namespace ObShellSdk.Cluster;

/// <summary>What it is to stop observers.</summary>
public enum ObserverStopMode
{
    /// <summary>The observers serve nobody any more, and their processes run on.</summary>
    StopService,

    /// <summary>What is in memory is written to disk; then the processes are ended. The next start is quick.</summary>
    Terminate,

    /// <summary>The processes are killed at once: also while the database is away.</summary>
    Kill,
}
