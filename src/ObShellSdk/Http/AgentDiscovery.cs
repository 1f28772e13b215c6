using System.Net;
using ObShellSdk.Diagnostics;
using ObShellSdk.Serialization;

namespace ObShellSdk.Http;

/// <summary>Learns which agents the cluster has, by asking one of those that are known.</summary>
internal sealed class AgentDiscovery(ClusterConnection connection, AgentDirectory agents, ClusterMembership membership)
{
    private static readonly TimeSpan _interval = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _pauseAfterFailure = TimeSpan.FromMinutes(1);

    // Agents that are being added or removed, or have no role yet, serve no calls of the cluster.
    private static readonly string[] _serving = ["MASTER", "FOLLOWER", AgentProfile.ClusterAgent, "TAKE OVER MASTER", "TAKE OVER FOLLOWER"];

    private readonly object _gate = new();
    private Task? _running;
    private DateTimeOffset _next;

    public static ApiOperation Operation { get; } = ApiOperation.Query(Since.V4_2_3, HttpMethod.Get, $"/api/v1/ob/info");

    /// <summary>Asks beside the calls if the cluster was not asked lately. No call waits for it: there is always an agent to ask.</summary>
    public void StartIfDue()
    {
        lock (_gate)
        {
            if (_running is null or { IsCompleted: true } && Now >= _next)
            {
                _next = Now + _pauseAfterFailure;
                _running = SharedTask.Observed(Task.Run(TryDiscoverAsync, CancellationToken.None));
            }
        }
    }

    /// <summary>Asks now.</summary>
    public async Task<IReadOnlyList<Uri>> DiscoverAsync(ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        var call = new Call(Operation, connection.Credentials, cancellationToken) { Options = options, IsInternal = true };
        var execution = new CallExecution(call);
        DiscoveredCluster answer = await connection.SendAsync(execution, WireJson<HandshakeJson>.TypeInfo<DiscoveredCluster>()).ConfigureAwait(false);
        if (membership.Judge(execution.Current!.Facts(mayHaveRun: false), execution.Node, ClusterReport.Of(execution, answer)) is { } refusal)
        {
            throw refusal;
        }

        DiscoveredAgent[] serving = [.. (answer.Agents ?? []).OfType<DiscoveredAgent>().Where(agent => _serving.Contains(agent.Identity))];
        Uri[] found = [.. serving.Where(agent => IPAddress.TryParse(agent.Ip, out _) && agent.Port is > 0 and <= 65535)
            .Select(agent => new UriBuilder(connection.Settings.Scheme, agent.Ip!, agent.Port).Uri)
            .Take(AgentDirectory.MaxAgents)];
        agents.Join(found, isComplete: found.Length > 0 && serving.Any(agent => agent.Identity == AgentProfile.ClusterAgent));
        connection.Settings.Logger.AgentsDiscovered(agents.Cluster.Count);
        return found;
    }

    private DateTimeOffset Now => connection.Settings.TimeProvider.GetUtcNow();

    private async Task TryDiscoverAsync()
    {
        try
        {
            await DiscoverAsync(null, CancellationToken.None).ConfigureAwait(false);
            lock (_gate)
            {
                _next = Now + _interval;
            }
        }
        catch (ObShellException exception)
        {
            connection.Settings.Logger.DiscoveryFailed(exception.Message);
        }
    }
}
