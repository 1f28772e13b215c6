using Microsoft.Extensions.Logging;

namespace ObShellSdk.Diagnostics;

/// <summary>
/// Every message of the client. Routes are templates and agents are host and port: no value of a call is logged. In the order of their ids, which
/// are never changed nor used again: 1 to 9 calls, 10 to 29 agents, 30 to 39 long work,
/// 40 to 49 what a request asks for, 50 to 59 configuration.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "{Route} at {Agent} answered HTTP {StatusCode} after {Attempts} attempt(s), trace {TraceId}.")]
    public static partial void Answered(this ILogger logger, string route, string agent, int statusCode, int attempts, string? traceId);

    [LoggerMessage(2, LogLevel.Warning, "{Route} at {Agent} failed ({Reason}); attempt {Attempt} follows after {Delay}.")]
    public static partial void Retrying(this ILogger logger, string route, string agent, string reason, int attempt, TimeSpan delay);

    [LoggerMessage(3, LogLevel.Debug, "{Route} at {Agent} was refused and is sent once more with a new header ({Cause}).")]
    public static partial void Resending(this ILogger logger, string route, string agent, string cause);

    [LoggerMessage(10, LogLevel.Information, "Agent {Agent} (obshell {Version}, {Identity}) uses authentication {Authentication} and a key of {KeyBits} bits with fingerprint {Fingerprint}.")]
    public static partial void KeyLearned(this ILogger logger, string agent, string version, string identity, string authentication, int keyBits, string fingerprint);

    [LoggerMessage(11, LogLevel.Warning, "The public key of agent {Agent} changed from {OldFingerprint} to {NewFingerprint}.")]
    public static partial void KeyChanged(this ILogger logger, string agent, string oldFingerprint, string newFingerprint);

    [LoggerMessage(12, LogLevel.Warning, "The clock of agent {Agent} differs from this machine's by {Offset}; headers are dated accordingly.")]
    public static partial void ClockDiffers(this ILogger logger, string agent, TimeSpan offset);

    [LoggerMessage(13, LogLevel.Information, "Agent {Agent} asks for the {HeaderKind} password.")]
    public static partial void OtherPasswordWanted(this ILogger logger, string agent, string headerKind);

    [LoggerMessage(14, LogLevel.Warning, "Agent {Agent} is asked over plain http and its key is not pinned: who can replace the key on the way can read the password. Pin the fingerprint {Fingerprint} after comparing it on the agent's host, or use https.")]
    public static partial void KeyTakenOnTrust(this ILogger logger, string agent, string fingerprint);

    [LoggerMessage(15, LogLevel.Information, "The session at agent {Agent} could not be closed; it ends when it has been idle for long enough.")]
    public static partial void SessionLeftOpen(this ILogger logger, string agent);

    [LoggerMessage(16, LogLevel.Information, "The client knows {Count} agents of the cluster now.")]
    public static partial void AgentsDiscovered(this ILogger logger, int count);

    [LoggerMessage(17, LogLevel.Warning, "The agents of the cluster could not be listed ({Reason}); the client goes on with those that it knows.")]
    public static partial void DiscoveryFailed(this ILogger logger, string reason);

    [LoggerMessage(18, LogLevel.Information, "Removed {Count} resilience handler(s) of the host's HTTP client defaults from the ObShellClient, which retries by itself and never sends a command twice.")]
    public static partial void ResilienceRemoved(this ILogger logger, int count);

    [LoggerMessage(20, LogLevel.Warning, "First connection to agent {Agent}: its key {Fingerprint} is saved to {File} and trusted from now on. Compare it on the agent's host.")]
    public static partial void AgentRemembered(this ILogger logger, string agent, string fingerprint, string file);

    [LoggerMessage(21, LogLevel.Warning, "The key of agent {Agent} has only {KeyBits} bits and is allowed by MinimumKeyBits: an attacker who records the traffic can break it and read the password. Upgrade the agent to obshell 4.4.2 or later.")]
    public static partial void SmallKeyAllowed(this ILogger logger, string agent, int keyBits);

    [LoggerMessage(22, LogLevel.Warning, "Agent {Agent} gets no calls of this client: it does not belong to the same cluster as the client's other agents.")]
    public static partial void AgentOfOtherCluster(this ILogger logger, string agent);

    [LoggerMessage(30, LogLevel.Debug, "The wait for DAG {DagId} begins.")]
    public static partial void DagWaitBegan(this ILogger logger, string dagId);

    [LoggerMessage(31, LogLevel.Information, "DAG {DagId} was waited for and ended with {Outcome} after {Elapsed}.")]
    public static partial void DagWaitEnded(this ILogger logger, string dagId, string outcome, TimeSpan elapsed);

    [LoggerMessage(32, LogLevel.Information, "The wait for DAG {DagId} was over after {Elapsed}, without a good end ({Reason}).")]
    public static partial void DagWaitFailed(this ILogger logger, string dagId, string reason, TimeSpan elapsed);

    [LoggerMessage(33, LogLevel.Warning, "DAG {DagId} cannot be asked for at present ({Reason}); the wait goes on for {Tolerance} at the most.")]
    public static partial void DagOutOfReach(this ILogger logger, string dagId, string reason, TimeSpan tolerance);

    [LoggerMessage(34, LogLevel.Information, "DAG {DagId} can be asked for again.")]
    public static partial void DagInReach(this ILogger logger, string dagId);

    [LoggerMessage(35, LogLevel.Warning, "The database of the cluster uses time zone {DatabaseOffset}, but the host of agent {Agent} uses {AgentOffset}: the times of DAGs, backups and restores are shifted by {Difference}. Give the host and the database the same time zone, or set CorrectDatabaseTimes in the client's options.")]
    public static partial void DatabaseClockDiffers(this ILogger logger, string agent, string databaseOffset, string agentOffset, TimeSpan difference);

    [LoggerMessage(36, LogLevel.Debug, "The time zone of the cluster's database could not be read ({Reason}).")]
    public static partial void DatabaseClockUnknown(this ILogger logger, string reason);

    [LoggerMessage(40, LogLevel.Warning, "{Route} names a tenant with '-', '~', '#' or '+', or with digits alone. obshell does not quote such a name in its statements for backup, log archive, compaction and restore, so the client refuses those calls for the tenant. Use letters, digits and '_'.")]
    public static partial void TenantNameNeedsQuotes(this ILogger logger, string route);

    [LoggerMessage(41, LogLevel.Warning, "The agent has stored only the first {Stored} of the {Length} bytes of the package: it counts its pieces without the signature of the package. An upgrade with this package fails. Delete it, and install it on the hosts by hand or upload another build.")]
    public static partial void PackageCut(this ILogger logger, long stored, long length);

    [LoggerMessage(50, LogLevel.Information, "The configuration of the client changed: {Options} will be used from now on.")]
    public static partial void ConfigurationReloaded(this ILogger logger, string options);

    [LoggerMessage(51, LogLevel.Warning, "The configuration of the client changed: {Options} will be used only after a restart.")]
    public static partial void RestartNeeded(this ILogger logger, string options);

    [LoggerMessage(52, LogLevel.Warning, "The configuration of the client changed and is not valid; the client keeps the values it has. {Reason}")]
    public static partial void ReloadFailed(this ILogger logger, string reason);
}
