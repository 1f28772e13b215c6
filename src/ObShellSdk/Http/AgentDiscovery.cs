using System.Net;
using ObShellSdk.Diagnostics;
using ObShellSdk.Errors;
using ObShellSdk.Serialization;

namespace ObShellSdk.Http;

/// <summary>Learns which agents the cluster has, by asking one of those that are known.</summary>
internal sealed class AgentDiscovery(ObShellConnection connection, AgentDirectory agents)
{
    private static readonly TimeSpan _interval = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _pauseAfterFailure = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();
    private Task? _running;
    private DateTimeOffset _next;

    /// <summary>Completes when the cluster was asked lately. A failure is no reason to fail a call: the agents that are known may serve it.</summary>
    public Task EnsureAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_running is null or { IsCompleted: true })
            {
                if (Now < _next)
                {
                    return Task.CompletedTask;
                }

                _running = SharedTask.Observed(Task.Run(TryDiscoverAsync, CancellationToken.None));
            }

            return _running.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Asks now.</summary>
    public async Task<IReadOnlyList<Uri>> DiscoverAsync(ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        var call = new Call(ApiOperation.Query(Since.V4_2_3, HttpMethod.Get, $"/api/v1/ob/agents"), null, null, options, cancellationToken) { IsDiscovery = true };
        ListContents<DiscoveredAgent> answer = await connection
            .SendAsync(call, WireJson<HandshakeJson>.TypeInfo<ListContents<DiscoveredAgent>>()).ConfigureAwait(false);
        string scheme = connection.Settings.Scheme;
        Uri[] found = [.. answer.Contents.Where(agent => IPAddress.TryParse(agent.Ip, out _) && agent.Port is > 0 and <= 65535)
            .Select(agent => new UriBuilder(scheme, agent.Ip!, agent.Port).Uri)
            .Take(AgentDirectory.MostAgents)];
        agents.Join(found);
        connection.Settings.Logger.AgentsDiscovered(agents.Cluster.Count);
        return found;
    }

    private DateTimeOffset Now => connection.Settings.TimeProvider.GetUtcNow();

    private async Task TryDiscoverAsync()
    {
        try
        {
            await DiscoverAsync(null, CancellationToken.None).ConfigureAwait(false);
            _next = Now + _interval;
        }
        catch (ObShellException exception)
        {
            connection.Settings.Logger.DiscoveryFailed(exception.Message);
            _next = Now + _pauseAfterFailure;
        }
    }
}
