using System.Net;
using System.Net.Sockets;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Docs;

/// <summary>What docs/guide/errors.md promises, tried against the fake agent.</summary>
public sealed class ErrorGuideTests
{
    private const string Overview = "/api/v1/tenant/{name}/backup/overview";

    [Fact]
    public async Task A_port_where_nobody_listens_is_a_transport_failure_that_was_tried_again()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var options = new ObShellClientOptions { Endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port}"), Retry = { BaseDelay = TimeSpan.Zero } };
        using var client = new ObShellClient(options);

        var error = await FailAsync<ObShellTransportException>(client);

        Assert.Contains("no connection could be made", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, error.Attempts);
        Assert.True(error.IsTransient);
        Assert.False(error.MayHaveRun);
        Assert.Equal("GET /api/v1/info", error.Route);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_a_transport_failure()
    {
        await using FakeAgent agent = await FakeAgent.StartAsync(new FakeAgentOptions { UseTls = true });
        using ObShellClient client = Connect(agent.Endpoint);

        Assert.Contains("TLS", (await FailAsync<ObShellTransportException>(client)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_without_https_that_is_asked_by_https_is_a_transport_failure()
    {
        await using FakeAgent agent = await FakeAgent.StartAsync();
        using ObShellClient client = Connect(new UriBuilder(agent.Endpoint) { Scheme = "https" }.Uri);

        Assert.Contains("TLS", (await FailAsync<ObShellTransportException>(client)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "<html>", "text/html", "not JSON", false)]
    [InlineData(HttpStatusCode.Redirect, "", "text/html", "redirect", false)]
    [InlineData(HttpStatusCode.OK, "", "application/json", "empty", false)]
    [InlineData(HttpStatusCode.OK, "{\"successful\":tr", "application/json", "cut off", false)]
    [InlineData(HttpStatusCode.OK, "{\"hello\":1}", "application/json", "no obshell envelope", false)]
    [InlineData(HttpStatusCode.OK, "{\"successful\":true}", "application/json", "no data", false)]
    [InlineData(HttpStatusCode.OK, "{\"successful\":true,\"data\":[]}", "application/json", "not a TenantBackupOverview", false)]
    [InlineData(HttpStatusCode.BadRequest, "Client sent an HTTP request to an HTTPS server.\n", "text/plain", "https", false)]
    [InlineData(HttpStatusCode.BadGateway, "<html>", "text/html", "not JSON", true)]
    [InlineData(HttpStatusCode.ServiceUnavailable, "<html>", "text/html", "not JSON", true)]
    public async Task An_answer_that_is_not_an_agents_is_a_protocol_failure(HttpStatusCode status, string body, string contentType, string says, bool passing)
    {
        await using FakeAgent agent = await FakeAgent.StartAsync();
        FakeRule rule = agent.OnGet(Overview).Respond(FakeResponse.Raw(status, body, contentType));
        using ObShellClient client = agent.CreateClient(options => options.Retry.BaseDelay = TimeSpan.Zero);

        var error = await FailAsync<ObShellProtocolException>(client);

        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Equal(passing, error.IsTransient);
        Assert.Equal(passing ? 3 : 1, rule.Hits);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_a_transport_failure()
    {
        await using FakeAgent agent = await FakeAgent.StartAsync();
        agent.AddTenant("tenant1").WithBackupTask();
        FakeRule rule = agent.OnGet(Overview).Respond(FakeResponse.FromAgent.DroppedAfter(40));
        using ObShellClient client = agent.CreateClient(options => options.Retry.BaseDelay = TimeSpan.Zero);

        Assert.Contains("broke before", (await FailAsync<ObShellTransportException>(client)).Message, StringComparison.Ordinal);
        Assert.Equal(3, rule.Hits);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_a_timeout()
    {
        await using FakeAgent agent = await FakeAgent.StartAsync();
        agent.OnGet(Overview).Hang();
        using ObShellClient client = agent.CreateClient();

        var options = new ObShellCallOptions { Timeout = TimeSpan.FromMilliseconds(500) };
        var error = await Assert.ThrowsAsync<ObShellTimeoutException>(() => client.Backup.GetOverviewAsync("tenant1", options));

        Assert.Equal(TimeSpan.FromMilliseconds(500), error.Timeout);
        Assert.Contains("total time-out of the call", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_as_busy_is_transient_and_left_to_the_caller()
    {
        await using FakeAgent agent = await FakeAgent.StartAsync();
        FakeRule rule = agent.OnGet(Overview).Respond(FakeResponse.Error(ObShellErrorCodes.TenantUnderMaintenance));
        using ObShellClient client = agent.CreateClient();

        Assert.True((await FailAsync<ObShellApiException>(client)).IsTransient);
        Assert.Equal(1, rule.Hits);
    }

    [Fact]
    public async Task An_old_agent_has_numbers_for_codes()
    {
        await using FakeAgent agent = await FakeAgent.StartAsync(new FakeAgentOptions { Version = "4.2.6.0-1", KeyBits = 512, Password = "R" });
        using ObShellClient client = agent.CreateClient();
        using ObShellClient stranger = agent.CreateClient(options => options.Credential = ObShellCredential.FromPassword("wrong"));

        var missing = await FailAsync<ObShellApiException>(client);
        var refused = await FailAsync<ObShellAuthenticationException>(stranger);

        Assert.Equal(("1001", "1001", ""), (missing.Code, missing.Error.Code, missing.Error.ErrCode));
        Assert.Equal(("10008", AuthenticationFailureReason.Unknown), (refused.Code, refused.Reason));
    }

    [Fact]
    public async Task Clock_and_key_and_kind_of_password_are_mended_unseen()
    {
        await using FakeAgent agent = await FakeAgent.StartAsync(new FakeAgentOptions { ClockOffset = TimeSpan.FromHours(3), Password = null, AgentPassword = "A" });
        agent.AddTenant("tenant1").WithBackupTask();
        using var client = new ObShellClient(agent.Endpoint, ObShellCredential.FromPasswords("R", "A"));

        await client.Backup.GetOverviewAsync("tenant1");
        agent.RotateKey(2048);
        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(FakeHeaderKind.Agent, agent.Requests[^1].HeaderKind);
    }

    [Fact]
    public async Task A_cancelled_call_carries_the_token_of_the_caller()
    {
        using var client = new ObShellClient(new Uri("http://127.0.0.1:9"));
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.Backup.GetOverviewAsync("tenant1", cancellationToken: cancellation.Token));

        Assert.Equal(cancellation.Token, error.CancellationToken);
    }

    [Fact]
    public async Task A_name_that_cannot_stand_in_a_path_is_an_argument_error()
    {
        using var client = new ObShellClient(new Uri("http://127.0.0.1:9"));

        await Assert.ThrowsAsync<ArgumentException>("tenantName", async () => await client.Backup.GetOverviewAsync(".."));
    }

    [Fact]
    public async Task A_failure_can_be_told_to_the_one_on_call()
    {
        await using FakeAgent agent = await FakeAgent.StartAsync(new FakeAgentOptions { Password = "R" });
        using var client = new ObShellClient(agent.Endpoint, ObShellCredential.FromPassword("wrong"));
        var error = await FailAsync<ObShellAuthenticationException>(client);

        Assert.Equal("check the password in the vault", Advice(error));
    }

    private static ObShellClient Connect(Uri endpoint) => new(new ObShellClientOptions { Endpoint = endpoint, Retry = { MaxAttempts = 1 } });

    private static Task<T> FailAsync<T>(ObShellClient client)
        where T : Exception => Assert.ThrowsAsync<T>(() => client.Backup.GetOverviewAsync("tenant1"));

    // snippet: advice
    static string Advice(ObShellException error) => error switch
    {
        ObShellAuthenticationException { Reason: AuthenticationFailureReason.WrongPassword } => "check the password in the vault",
        ObShellTrustException { Reason: TrustFailureReason.KeyNotPinned } => "compare the key on the agent's host",
        ObShellApiException { Code: ObShellErrorCodes.TenantUnderMaintenance } => "another task holds the tenant",
        ObShellApiException refused => $"look up trace {refused.TraceId} in the agent's log",
        ObShellTimeoutException late => $"no answer within {late.Timeout}",
        ObShellTransportException => "is obshell running?",
        _ => "something answers there that is no obshell agent",
    };
    // end-snippet
}
