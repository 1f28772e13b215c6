
namespace ObShellSdk.Cluster;

/// <summary>The way in which observers are stopped.</summary>
public enum ObserverStopMode
{
    /// <summary>The observers no longer serve requests, but their processes continue.</summary>
    StopService,

    /// <summary>Memory is written to disk, then the processes are ended. The next start is fast.</summary>
    Terminate,

    /// <summary>The processes are killed at once, even if the database is not available.</summary>
    Kill,
}
