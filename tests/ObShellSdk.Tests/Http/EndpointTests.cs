using ObShellSdk.Http;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Http;

/// <summary>Endpoints that are more than a host and a port.</summary>
public sealed class EndpointTests
{
    [Theory]
    [InlineData("/obshell/east")]
    [InlineData("/obshell/east/")]
    public async Task An_agent_behind_a_path_prefix_is_reached_and_the_header_signed_for_the_rest(string prefix)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using var proxy = new PrefixProxy(agent.Endpoint, "/obshell/east");
        using ObShellClient client = TestClients.Connect(agent, options => (options.Endpoint, options.Transport) = (new Uri($"https://ops.example{prefix}"), proxy));

        await client.Backup.GetOverviewAsync("tenant1");
        await client.Tenants.LockAsync("tenant1");

        agent.VerifyExecuted(HttpMethod.Post, "/api/v1/tenant/tenant1/lock");
        await Assert.ThrowsAsync<ObShellProtocolException>(() => client.ForAgent(new Uri("https://ops.example/obshell/west")).Backup.GetOverviewAsync("tenant1"));
    }

    [Fact]
    public void Agents_under_different_paths_of_one_host_are_different_agents()
    {
        var east = new Uri("https://ops.example/obshell/east/");
        var west = new Uri("https://ops.example/obshell/west");

        Assert.NotEqual(AgentName.KeyOf(east), AgentName.KeyOf(west));
        Assert.Equal("ops.example/obshell/east", AgentName.Of(east));
        Assert.Equal("ops.example:443/obshell/west", AgentName.HostAndPort(west));
    }

    [Theory]
    [InlineData("http://[fe80::1%lo]:2886")]
    [InlineData("http://[fe80::1%25lo]:2886")]
    public async Task The_zone_of_an_IPv6_address_is_kept_in_requests_and_names(string endpoint)
    {
        using var transport = new RecordingTransport();
        using var client = new ObShellClient(new ObShellClientOptions { Endpoint = new Uri(endpoint), Transport = transport, Retry = { MaxAttempts = 1 } });

        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal("fe80::1%lo", Assert.Single(transport.Hosts));
        Assert.Contains("agent [fe80::1%lo]:2886", error.Message, StringComparison.Ordinal);
        Assert.Equal("[fe80::1%lo]:2886", AgentName.HostAndPort(new Uri(endpoint)));
        Assert.Contains("[fe80::1%lo]:2886", client.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Addresses_that_differ_in_their_zone_are_different_agents() => Assert.NotEqual(
        AgentName.KeyOf(new Uri("http://[fe80::1%eth0]:2886")), AgentName.KeyOf(new Uri("http://[fe80::1%eth1]:2886")));

    [Fact]
    public void MaxConnectionsPerAgent_limits_the_connections_to_an_agent()
    {
        var options = new ObShellClientOptions { Endpoint = new Uri("http://127.0.0.1:2886"), MaxConnectionsPerAgent = 3 };
        using SocketsHttpHandler limited = HttpTransport.CreateHandler(options);
        options.MaxConnectionsPerAgent = null;
        using SocketsHttpHandler unlimited = HttpTransport.CreateHandler(options);

        Assert.Equal((3, int.MaxValue), (limited.MaxConnectionsPerServer, unlimited.MaxConnectionsPerServer));
        options.MaxConnectionsPerAgent = 0;
        Assert.Equal("MaxConnectionsPerAgent", Assert.Throws<ArgumentOutOfRangeException>(() => new ObShellClient(options)).ParamName);
    }

    [Theory]
    [InlineData(30, 8)]
    [InlineData(10, 5)]
    public void Connecting_takes_half_of_an_attempt_at_most(int attemptSeconds, int connectSeconds)
    {
        using SocketsHttpHandler handler = HttpTransport.CreateHandler(new ObShellClientOptions { Retry = { AttemptTimeout = TimeSpan.FromSeconds(attemptSeconds) } });

        Assert.Equal(TimeSpan.FromSeconds(connectSeconds), handler.ConnectTimeout);
    }

    /// <summary>A reverse proxy that serves one agent under a path, and takes that path away.</summary>
    private sealed class PrefixProxy(Uri agent, string prefix) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string target = request.RequestUri!.PathAndQuery;
            if (!target.StartsWith($"{prefix}/", StringComparison.Ordinal))
            {
                return Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.NotFound) { Content = new StringContent("<html>") });
            }

            request.RequestUri = new Uri(AgentName.Origin(agent) + target[prefix.Length..], new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class RecordingTransport : HttpMessageHandler
    {
        public List<string> Hosts { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Hosts.Add(request.RequestUri!.IdnHost);
            throw new HttpRequestException(HttpRequestError.ConnectionError, "refused");
        }
    }
}
