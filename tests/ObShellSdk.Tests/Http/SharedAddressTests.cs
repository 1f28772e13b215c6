using System.Net;
using System.Net.Sockets;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Http;

/// <summary>One address in front of several agents, such as a virtual IP or a Kubernetes service.</summary>
public sealed class SharedAddressTests
{
    [Fact]
    public async Task Calls_succeed_at_an_address_of_three_agents_with_keys_of_their_own()
    {
        await using FakeCluster cluster = await FakeCluster.StartAsync(3);
        cluster.Agents[0].AddTenant("tenant1").WithBackupTask();
        using var balancer = new Balancer(cluster.Agents);
        using var client = new ObShellClient(balancer.Endpoint, ObShellCredential.FromPassword(""));

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 100), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, token) => await client.Backup.GetOverviewAsync("tenant1", cancellationToken: token));
        await client.Tenants.LockAsync("tenant1");

        Assert.All(cluster.Agents, agent => Assert.NotEmpty(agent.RequestsTo("/api/v1/tenant/tenant1/backup/overview")));
        Assert.Equal(1, cluster.Agents.Sum(agent => agent.RequestsTo(HttpMethod.Post, "/api/v1/tenant/tenant1/lock").Count(request => request.Executed)));
    }

    [Fact]
    public async Task A_single_agent_that_rejects_its_own_key_ends_the_call()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        FakeRule refusal = agent.OnGet("/api/v1/tenant/tenant1/backup/overview").Respond(FakeResponse.Error(ObShellErrorCodes.SecurityAuthenticationHeaderDecryptFailed));
        using ObShellClient client = TestClients.Connect(agent);

        var error = await Assert.ThrowsAsync<ObShellAuthenticationException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal(AuthenticationFailureReason.KeyRejected, error.Reason);
        Assert.Contains("Endpoints", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, refusal.Hits);
    }

    [Fact]
    public async Task A_call_ends_and_names_the_remedy_where_the_agents_of_an_address_never_get_their_own_header()
    {
        await using FakeCluster cluster = await FakeCluster.StartAsync(2);
        foreach (FakeAgent agent in cluster.Agents)
        {
            agent.OnPost("/api/v1/tenant/tenant1/lock").Respond(FakeResponse.Error(ObShellErrorCodes.SecurityAuthenticationHeaderDecryptFailed));
        }

        using var balancer = new Balancer(cluster.Agents);
        using var client = new ObShellClient(balancer.Endpoint, ObShellCredential.FromPassword(""));

        var error = await Assert.ThrowsAsync<ObShellAuthenticationException>(() => client.Tenants.LockAsync("tenant1"));

        Assert.Equal((AuthenticationFailureReason.KeyRejected, false), (error.Reason, error.MayHaveRun));
        Assert.Contains("name the agents themselves in Endpoints", error.Message, StringComparison.Ordinal);
        Assert.Equal(1 + (2 * 12), cluster.Agents.Sum(agent => agent.RequestsTo("/api/v1/tenant/tenant1/lock").Count));
    }

    /// <summary>Gives every connection to the next agent.</summary>
    private sealed class Balancer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _end = new();

        public Balancer(IReadOnlyList<FakeAgent> agents)
        {
            _listener.Start();
            _ = AcceptAsync(agents);
        }

        public Uri Endpoint => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

        public void Dispose()
        {
            _end.Cancel();
            _listener.Dispose();
            _end.Dispose();
        }

        private async Task AcceptAsync(IReadOnlyList<FakeAgent> agents)
        {
            for (int next = 0; !_end.IsCancellationRequested; next++)
            {
                TcpClient inbound;
                try
                {
                    inbound = await _listener.AcceptTcpClientAsync(_end.Token);
                }
                catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
                {
                    return;
                }

                _ = PassOnAsync(inbound, agents[next % agents.Count].Port, _end.Token);
            }
        }

        private static async Task PassOnAsync(TcpClient inbound, int port, CancellationToken cancellationToken)
        {
            using (inbound)
            using (var outbound = new TcpClient())
            {
                await outbound.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
                (NetworkStream near, NetworkStream far) = (inbound.GetStream(), outbound.GetStream());
                await Task.WhenAny(near.CopyToAsync(far, cancellationToken), far.CopyToAsync(near, cancellationToken));
            }
        }
    }
}
