using System.Net;
using System.Net.Sockets;
using ObShellSdk.Backup;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Docs;

namespace ObShellSdk.Tests.Http;

/// <summary>What a caller sees of trouble on the way, and how often the agent was asked.</summary>
public sealed class FaultTests
{
    private const string Overview = "/api/v1/tenant/tenant1/backup/overview";

    [Fact]
    public async Task A_read_that_never_gets_through_tells_how_often_it_was_tried()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent, options => options.Retry.MaxAttempts = 4);
        agent.OnGet(Overview).Respond(FakeResponse.FromAgent.DroppedAfter(40));

        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal(4, error.Attempts);
        Assert.True(error.IsTransient);
        Assert.False(error.MayHaveRun);
        Assert.Equal(4, Calls(agent));
    }

    [Theory]
    [InlineData(20, 7)]
    [InlineData(5, 5)]
    public async Task A_wish_to_wait_is_kept_up_to_the_longest_pause(int longest, int kept)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent, options =>
        {
            options.TimeProvider = clock;
            options.Retry.MaxDelay = TimeSpan.FromSeconds(longest);
        });
        agent.OnGet(Overview).Respond(FakeResponse.Raw(HttpStatusCode.ServiceUnavailable, "").WithHeader("Retry-After", "7")).Once();

        Task<TenantBackupOverview> call = client.Backup.GetOverviewAsync("tenant1");
        await clock.PassAsync(TimeSpan.FromSeconds(kept));

        await call.WaitAsync(TestClients.Patience);
        Assert.Equal(2, Calls(agent));
    }

    [Fact]
    public async Task An_error_of_the_agent_itself_is_not_asked_for_again()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(Overview).Respond(FakeResponse.Error(ObShellErrorCodes.CommonUnexpected));

        await Assert.ThrowsAsync<ObShellApiException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal(1, Calls(agent));
    }

    [Fact]
    public async Task An_attempt_that_gets_no_answer_is_ended_and_tried_again()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent, options =>
        {
            options.TimeProvider = clock;
            options.Retry.AttemptTimeout = TimeSpan.FromSeconds(8);
        });
        agent.OnGet(Overview).Hang().Once();

        Task<TenantBackupOverview> call = client.Backup.GetOverviewAsync("tenant1");
        await agent.WaitForRequestsAsync(3);
        clock.Advance(TimeSpan.FromSeconds(8));
        await clock.PassAsync(TimeSpan.FromMilliseconds(1));

        await call.WaitAsync(TestClients.Patience);
        Assert.Equal(2, Calls(agent));
    }

    [Fact]
    [Shows(Promise.EveryCallEnds)]
    [Shows(Promise.TimeOuts)]
    [Shows(Promise.MemoryAndTimeAreBounded)]
    public async Task Silence_ends_in_a_time_out_that_is_no_cancellation_and_names_its_limit()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent, options => options.TimeProvider = clock);
        agent.OnGet(Overview).Hang();

        Task<TenantBackupOverview> call = client.Backup.GetOverviewAsync("tenant1", new ObShellCallOptions { Timeout = TimeSpan.FromSeconds(12) });
        await agent.WaitForRequestsAsync(3);
        clock.Advance(TimeSpan.FromSeconds(12));

        var error = await Assert.ThrowsAsync<ObShellTimeoutException>(() => call.WaitAsync(TestClients.Patience));
        Assert.Equal(TimeSpan.FromSeconds(12), error.Timeout);
        Assert.Contains("total time-out", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Shows(Promise.EveryCallEnds)]
    [Shows(Promise.MemoryAndTimeAreBounded)]
    public async Task A_handshake_that_hangs_ends_with_the_call()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent, options => options.TimeProvider = clock);
        agent.OnGet("/api/v1/secret").Hang();

        Task<TenantBackupOverview> call = client.Backup.GetOverviewAsync("tenant1", new ObShellCallOptions { Timeout = TimeSpan.FromSeconds(5) });
        await agent.WaitForRequestsAsync(2);
        clock.Advance(TimeSpan.FromSeconds(5));

        await Assert.ThrowsAsync<ObShellTimeoutException>(() => call.WaitAsync(TestClients.Patience));
        Assert.Equal(0, Calls(agent));
    }

    [Fact]
    [Shows(Promise.EveryCallEnds)]
    [Shows(Promise.Cancellation)]
    public async Task A_cancellation_is_prompt_and_carries_the_callers_token()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(Overview).Hang();
        using var source = new CancellationTokenSource();

        Task<TenantBackupOverview> call = client.Backup.GetOverviewAsync("tenant1", cancellationToken: source.Token);
        await agent.WaitForRequestsAsync(3);
        await source.CancelAsync();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(TestClients.Patience));
        Assert.Equal(source.Token, error.CancellationToken);
        Assert.Equal(1, Calls(agent));
    }

    [Fact]
    public async Task A_call_that_is_canceled_beforehand_sends_nothing()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.Backup.GetOverviewAsync("tenant1", cancellationToken: new CancellationToken(true)));

        Assert.Empty(agent.Requests);
    }

    [Fact]
    [Shows(Promise.EveryCallEnds)]
    public async Task Disposal_ends_calls_under_way_and_later_ones_at_once()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(Overview).Hang();

        Task<TenantBackupOverview> call = client.Backup.GetOverviewAsync("tenant1");
        await agent.WaitForRequestsAsync(3);
        client.Dispose();
        client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => call.WaitAsync(TestClients.Patience));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.Backup.GetOverviewAsync("tenant1"));
    }

    [Fact]
    public async Task A_refused_connection_is_a_transport_error_and_not_a_cancellation()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();
        using var client = new ObShellClient(new ObShellClientOptions
        {
            Endpoint = new Uri($"http://127.0.0.1:{port}"),
            Retry = { BaseDelay = TimeSpan.FromMilliseconds(1), UseJitter = false },
        });

        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal(3, error.Attempts);
        Assert.Contains("no connection could be made", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_is_not_made_in_time_is_no_cancellation_and_is_tried_again_also_for_a_command()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using var transport = new SlowToConnect(tooLate: 2) { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false } };
        using ObShellClient client = TestClients.Connect(agent, options => options.Transport = transport);

        await client.Tenants.LockAsync("tenant1");
        transport.TooLate = int.MaxValue;
        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => client.Tenants.UnlockAsync("tenant1"));

        Assert.False(error.MayHaveRun);
        Assert.Equal(3, error.Attempts);
        Assert.Contains("no connection could be made", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "<html>console</html>", "text/html")]
    [InlineData(200, "{\"hello\":\"world\"}", "application/json")]
    [InlineData(200, "{\"successful\":true,\"data\":{\"status\":{", "application/json")]
    [InlineData(200, "[1,2,3]", "application/json")]
    [InlineData(200, "null", "application/json")]
    [InlineData(200, "", "application/json")]
    [InlineData(200, "{\"successful\":true}", "application/json")]
    [InlineData(200, "{\"successful\":true,\"data\":null}", "application/json")]
    [InlineData(200, "{\"successful\":true,\"data\":{\"status\":{\"tenant_id\":\"text\"}}}", "application/json")]
    [InlineData(200, "{\"successful\":true,\"data\":{\"status\":{\"start_timestamp\":\"yesterday\"}}}", "application/json")]
    [InlineData(200, "{\"successful\":\"yes\",\"data\":{}}", "application/json")]
    [InlineData(204, "", "application/json")]
    [InlineData(400, "Client sent an HTTP request to an HTTPS server.\n", "text/plain")]
    [InlineData(403, "<html>forbidden</html>", "text/html")]
    [InlineData(404, "404 page not found", "text/plain")]
    [InlineData(500, "<html>oops</html>", "text/html")]
    [InlineData(502, "<html>bad gateway</html>", "text/html")]
    [Shows(Promise.ErrorPagesAreErrors)]
    public async Task What_is_not_an_answer_of_an_agent_is_a_protocol_error_with_its_status(int status, string body, string contentType)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(Overview).Respond(FakeResponse.Raw((HttpStatusCode)status, body, contentType));

        var error = await Assert.ThrowsAsync<ObShellProtocolException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal(status, (int)error.StatusCode);
        Assert.Equal(status == 502 ? 3 : 1, Calls(agent));
    }

    [Theory]
    [InlineData(200, """{"successful":false}""", "0")]
    [InlineData(200, """{"successful":true,"data":{"status":{}},"error":{"errCode":"Some.Code","message":"no"}}""", "Some.Code")]
    [InlineData(400, """{"successful":false,"error":{"details":{"errCode":"Other.Code","list":[1,{"message":"x"}]},"errCode":"Some.Code","message":"no","more":[[]]}}""", "Some.Code")]
    public async Task A_refusal_is_one_however_its_envelope_is_filled(int status, string body, string code)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(Overview).Respond(FakeResponse.Raw((HttpStatusCode)status, body));

        var error = await Assert.ThrowsAsync<ObShellApiException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal((status, code, code == "0" ? "" : "no"), ((int)error.StatusCode, error.Code, error.Error.Message));
        Assert.Equal(1, Calls(agent));
    }

    [Theory]
    [InlineData(200, """{"successful":false,"status":200}""", true)]
    [InlineData(200, """{"successful":false,"status":200,"error":null}""", true)]
    [InlineData(200, """{"successful":true,"status":200,"error":{"errCode":"Some.Code","message":"no"}}""", true)]
    [InlineData(400, """{"successful":false,"status":400,"error":{"errCode":"Some.Code","message":"no"}}""", false)]
    [Shows(Promise.MayHaveRunIsExact)]
    public async Task A_command_that_failed_without_a_reason_may_have_run(int status, string body, bool mayHaveRun)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPost("/api/v1/tenant/tenant1/lock").Do(FakeAction.Execute().Then(FakeAction.Respond(FakeResponse.Raw((HttpStatusCode)status, body))));

        var error = await Assert.ThrowsAsync<ObShellApiException>(() => client.Tenants.LockAsync("tenant1"));

        Assert.Equal(mayHaveRun, error.MayHaveRun);
        Assert.Equal(!body.Contains("Some.Code", StringComparison.Ordinal), error.Message.Contains("gave no reason", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Shows(Promise.NoSecretComesOut)]
    public async Task An_open_route_that_repeats_the_password_is_masked(bool isProvided)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent, options => options.Credential = isProvided
            ? ObShellCredential.FromProvider(_ => ValueTask.FromResult(ObShellCredential.FromPassword("rosebud-1941")))
            : ObShellCredential.FromPassword("rosebud-1941"));
        agent.Password = "rosebud-1941";
        await client.Backup.GetOverviewAsync("tenant1");
        agent.OnGet("/api/v1/status").Respond(FakeResponse.Error(ObShellErrorCodes.CommonUnexpected, "cannot open rosebud-1941"));

        var error = await Assert.ThrowsAsync<ObShellApiException>(() => client.Agents.GetStatusAsync());

        Assert.DoesNotContain("rosebud", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("rosebud", error.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Shows(Promise.FailuresAreTyped)]
    public async Task What_OnResponse_throws_is_the_cause_of_a_local_exception_that_keeps_the_outcome(bool isRefused)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        var own = new InvalidOperationException("mine");
        if (isRefused)
        {
            agent.OnPost("/api/v1/tenant/tenant1/lock").Respond(FakeResponse.Error(ObShellErrorCodes.TenantUnderMaintenance));
        }

        var error = await Assert.ThrowsAsync<ObShellLocalException>(() => client.Tenants.LockAsync("tenant1", new ObShellCallOptions { OnResponse = _ => throw own }));

        Assert.Equal(!isRefused, error.MayHaveRun);
        Exception[] causes = isRefused ? [.. Assert.IsType<AggregateException>(error.InnerException).InnerExceptions] : [error.InnerException!];
        Assert.Same(own, causes[^1]);
        Assert.Equal(isRefused, causes[0] is ObShellApiException);
    }

    [Fact]
    public async Task A_304_is_not_called_a_redirect()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(Overview).Respond(FakeResponse.Raw(HttpStatusCode.NotModified, ""));

        var error = await Assert.ThrowsAsync<ObShellProtocolException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.DoesNotContain("redirect", error.Message, StringComparison.Ordinal);
        Assert.Contains("cache", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Shows(Promise.NoRedirect)]
    public async Task A_redirect_is_not_followed_and_nobody_else_gets_the_header()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        await using FakeAgent other = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(Overview).Respond(FakeResponse.Raw(HttpStatusCode.TemporaryRedirect, "").WithHeader("Location", new Uri(other.Endpoint, Overview).ToString()));

        var error = await Assert.ThrowsAsync<ObShellProtocolException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Contains("redirect", error.Message, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Fact]
    [Shows(Promise.MemoryAndTimeAreBounded)]
    public async Task An_answer_larger_than_the_limit_is_given_up()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent, options => options.MaxResponseBytes = 64 * 1024);
        agent.OnGet(Overview).Respond(FakeResponse.Data($$$"""{"status":{"comment":"{{{new string('x', 200_000)}}}"}}"""));

        var error = await Assert.ThrowsAsync<ObShellProtocolException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Contains("65536", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_even_speak_HTTP_is_no_agent()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task server = ServeGarbageAsync(listener);
        using var client = new ObShellClient(new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"));

        var error = await Assert.ThrowsAsync<ObShellProtocolException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal(0, (int)error.StatusCode);
        await server;
    }

    [Fact]
    public async Task Https_works_with_a_certificate_that_the_caller_accepts_and_fails_clearly_without()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.UseTls = true);
        using ObShellClient trusting = TestClients.Connect(agent, options => options.ServerCertificateValidation =
            (_, certificate, _, _) => certificate?.GetCertHashString() == agent.Certificate!.GetCertHashString());
        using ObShellClient strict = TestClients.Connect(agent);

        await trusting.Backup.GetOverviewAsync("tenant1");
        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => strict.Backup.GetOverviewAsync("tenant1"));

        Assert.Contains("TLS", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Says what the runtime says when its time for a connection is over.</summary>
    private sealed class SlowToConnect(int tooLate) : DelegatingHandler
    {
        public int TooLate { get; set; } = tooLate;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            TooLate-- > 0 ? throw new TaskCanceledException("The operation was canceled.", new TimeoutException("A connection could not be established.")) : base.SendAsync(request, cancellationToken);
    }

    private static async Task ServeGarbageAsync(TcpListener listener)
    {
        using TcpClient peer = await listener.AcceptTcpClientAsync();
        NetworkStream stream = peer.GetStream();
        await stream.ReadExactlyAsync(new byte[16]);
        await stream.WriteAsync("SSH-2.0-OpenSSH_9.2\r\n\r\n"u8.ToArray());
        peer.Client.Shutdown(SocketShutdown.Send);
        await stream.CopyToAsync(Stream.Null);
    }

    private static int Calls(FakeAgent agent) => agent.Requests.Count(request => request.Path == Overview);
}
