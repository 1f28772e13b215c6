using System.Net;
using System.Net.Sockets;
using ObShellSdk.Http;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Http;

/// <summary>Failures whose cause is this process, this machine or something between it and the agent: they are named, and the agent is not blamed.</summary>
public sealed class LocalCauseTests
{
    private const string Overview = "/api/v1/tenant/tenant1/backup/overview";

    [Theory]
    [InlineData(SocketError.TooManyOpenSockets, "too many open files")]
    [InlineData(SocketError.NoBufferSpaceAvailable, "no memory left for the buffers")]
    [InlineData(SocketError.AddressNotAvailable, "no free local port")]
    [InlineData(SocketError.NetworkUnreachable, "no route to the agent's network")]
    [InlineData(SocketError.AccessDenied, "a local firewall or sandbox")]
    public async Task ObShellTransportException_names_exhausted_resources_of_this_machine(SocketError code, string told)
    {
        var cause = new HttpRequestException(HttpRequestError.ConnectionError, "connect", new SocketException((int)code));
        using var transport = new Throwing(cause);
        using ObShellClient client = Connect(transport);

        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal((ConnectionFailureReason.LocalResources, true), (error.Reason, error.IsTransient));
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.Contains("The agent is not the cause", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("is obshell running", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resources_that_this_machine_lacks_do_not_count_against_the_agent()
    {
        using var transport = new Throwing(new HttpRequestException(HttpRequestError.ConnectionError, "connect", new SocketException((int)SocketError.TooManyOpenSockets)));
        var asked = new List<Uri>();
        transport.OnSend = request => asked.Add(request);
        using ObShellClient client = Connect(transport, options =>
        {
            options.Endpoints.Add(new Uri("http://127.0.0.2:2886"));
            options.Retry.MaxAttempts = 1;
        });

        for (int i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<ObShellTransportException>(() => client.Backup.GetOverviewAsync("tenant1"));
        }

        Assert.Equal(["127.0.0.1", "127.0.0.1", "127.0.0.1"], asked.Select(request => request.Host));
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task ObShellTransportException_names_a_proxy_that_cannot_be_reached(string scheme)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        int port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        using SocketsHttpHandler handler = HttpTransport.CreateHandler(new ObShellClientOptions { UseSystemProxy = true });
        handler.Proxy = new HttpTransport.ProxyOfAddresses(new WebProxy($"http://user:planted@127.0.0.1:{port}"));
        using ObShellClient client = Connect(handler, options => options.Endpoint = new Uri($"{scheme}://10.255.255.1:2886"));

        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal((ConnectionFailureReason.Proxy, true), (error.Reason, error.IsTransient));
        Assert.Contains($"the proxy at 127.0.0.1:{port} could not be reached", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("planted", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.RequestEntityTooLarge, "client_max_body_size")]
    [InlineData(HttpStatusCode.RequestUriTooLong, "large_client_header_buffers")]
    [InlineData(HttpStatusCode.RequestHeaderFieldsTooLarge, "large_client_header_buffers")]
    public async Task ObShellProtocolException_names_the_limit_of_a_proxy(HttpStatusCode status, string told)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(Overview).Do(FakeAction.Execute().Then(FakeAction.Respond(FakeResponse.Raw(status, "<html><center>nginx</center></html>", "text/html"))));

        var error = await Assert.ThrowsAsync<ObShellProtocolException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal((status, false), (error.StatusCode, error.IsTransient));
        Assert.Contains("A proxy in front of agent", error.Message, StringComparison.Ordinal);
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("is not an obshell agent", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ObShellTimeoutException_tells_a_connection_that_was_not_made_from_a_response_that_did_not_come()
    {
        var clock = new TestClock();
        using var transport = new Silent();
        using ObShellClient client = Connect(transport, options => (options.DisableEncryption, options.TimeProvider, options.Retry.MaxAttempts) = (true, clock, 1));

        Task call = client.Tenants.LockAsync("tenant1");
        await transport.Asked.Task.WaitAsync(TestClients.Patience);
        clock.Advance(TimeSpan.FromSeconds(30));
        var error = await Assert.ThrowsAsync<ObShellTimeoutException>(() => call.WaitAsync(TestClients.Patience));

        Assert.Equal((ConnectionFailureReason.NotConnected, false), (error.Reason, error.MayHaveRun));
        Assert.Contains("got no connection within 30 s", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/info")]
    [InlineData("/api/v1/secret")]
    public async Task ObShellTimeoutException_has_the_route_of_the_handshake_that_stalls(string route)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent, options => (options.TimeProvider, options.Retry.MaxAttempts) = (clock, 1));
        agent.OnGet(route).Hang();

        Task call = client.Backup.GetOverviewAsync("tenant1");
        await agent.WaitForRequestsAsync(route.EndsWith("info", StringComparison.Ordinal) ? 1 : 2);
        clock.Advance(TimeSpan.FromSeconds(30));
        var error = await Assert.ThrowsAsync<ObShellTimeoutException>(() => call.WaitAsync(TestClients.Patience));

        Assert.Equal($"GET {route}", error.Route);
    }

    [Fact]
    public async Task A_missing_ob_admin_is_told_by_its_path()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(Overview).Respond(FakeResponse.Error(ObShellErrorCodes.EnvironmentWithoutObAdmin));

        var error = await Assert.ThrowsAsync<ObShellApiException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Contains("bin/ob_admin is missing on the agent's host", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_with_half_of_a_surrogate_pair_is_no_secret()
    {
        foreach (string text in (string[])["planted\ud83d", "\ude00planted", "a\ud83db"])
        {
            foreach (Action create in (Action[])[() => _ = new Secret(text), () => ObShellCredential.FromPassword(text), () => ObShellCredential.FromPasswords("", text), () => ObShellCredential.FromSession(text)])
            {
                var error = Assert.Throws<ArgumentException>(create);
                Assert.Contains("unpaired", error.Message, StringComparison.Ordinal);
                Assert.DoesNotContain("planted", error.Message, StringComparison.Ordinal);
            }
        }

        Assert.Equal("\ud83d\ude00", new Secret("\ud83d\ude00").Reveal());
    }

    private static ObShellClient Connect(HttpMessageHandler transport, Action<ObShellClientOptions>? configure = null)
    {
        var options = new ObShellClientOptions
        {
            Endpoint = new Uri("http://127.0.0.1:2886"),
            Transport = transport,
            Retry = { BaseDelay = TimeSpan.FromMilliseconds(1), UseJitter = false },
        };
        configure?.Invoke(options);
        return new ObShellClient(options);
    }

    private sealed class Throwing(Exception cause) : HttpMessageHandler
    {
        public Action<Uri> OnSend { get; set; } = _ => { };

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            OnSend(request.RequestUri!);
            return Task.FromException<HttpResponseMessage>(cause);
        }
    }

    /// <summary>Takes requests and never gets a connection for them.</summary>
    private sealed class Silent : HttpMessageHandler
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException();
        }
    }
}
