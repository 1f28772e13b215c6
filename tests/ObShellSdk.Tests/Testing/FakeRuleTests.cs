using System.Net;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Testing;

public sealed class FakeRuleTests
{
    private const string Path = "/api/v1/tenant/{name}/backup/overview";
    private const string Target = "/api/v1/tenant/t/backup/overview";

    [Fact]
    public async Task Error_is_sent_in_the_format_of_the_agent_and_executes_nothing()
    {
        await using var agent = await StartAsync();
        agent.OnGet(Path).Respond(FakeResponse.Error("OB.Tenant.UnderMaintenance")).Once();
        using var client = new RawAgentClient(agent);

        var failed = await client.GetAsync(Target, new RawHeader(""));
        var passed = await client.GetAsync(Target, new RawHeader(""));

        Assert.Equal((HttpStatusCode.InternalServerError, "OB.Tenant.UnderMaintenance"), (failed.Status, failed.ErrCode));
        Assert.Equal(HttpStatusCode.OK, passed.Status);
        Assert.Equal([false, true], agent.Requests.Select(request => request.Executed));
    }

    [Fact]
    public async Task Error_accepts_a_message_and_a_status()
    {
        await using var agent = await StartAsync();
        agent.OnGet(Path).Respond(FakeResponse.Error("Invented.Code", "so there", HttpStatusCode.BadRequest));
        using var client = new RawAgentClient(agent);

        var answer = await client.GetAsync(Target, new RawHeader(""));

        Assert.Equal((HttpStatusCode.BadRequest, "Invented.Code"), (answer.Status, answer.ErrCode));
        Assert.Equal("so there", answer.Error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Once_does_not_count_a_request_that_the_agent_refused()
    {
        await using var agent = await StartAsync();
        agent.Password = "R";
        var rule = agent.OnGet(Path).Respond(FakeResponse.Error("OB.Tenant.UnderMaintenance")).Once();
        using var client = new RawAgentClient(agent);

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(Target, new RawHeader("wrong"))).Status);
        Assert.Equal(0, rule.Hits);
        Assert.Equal("OB.Tenant.UnderMaintenance", (await client.GetAsync(Target, new RawHeader("R"))).ErrCode);
        Assert.Equal(1, rule.Hits);
    }

    [Fact]
    public async Task The_newest_rule_applies_until_its_limit()
    {
        await using var agent = await StartAsync();
        agent.OnAny().Respond(FakeResponse.Data("1"));
        agent.OnGet(Target).Respond(FakeResponse.Data("2")).Times(2);
        using var client = new RawAgentClient(agent);

        var data = new List<string>();
        for (var call = 0; call < 3; call++)
        {
            data.Add((await client.GetAsync(Target, new RawHeader(""))).Data.GetRawText());
        }

        Assert.Equal(["2", "2", "1"], data);
    }

    [Fact]
    public async Task Raw_is_sent_without_authentication()
    {
        await using var agent = await StartAsync();
        agent.OnGet(Path).Respond(FakeResponse.Raw(HttpStatusCode.BadGateway, "<html>", "text/html").WithHeader("Retry-After", "7"));
        using var client = new RawAgentClient(agent);

        var answer = await client.GetAsync(Target);

        Assert.Equal((HttpStatusCode.BadGateway, "<html>", "text/html"), (answer.Status, answer.Text, answer.ContentType));
        Assert.Equal(TimeSpan.FromSeconds(7), answer.Headers.RetryAfter!.Delta);
        Assert.False(agent.Requests[0].Executed);
    }

    [Fact]
    public async Task Raw_with_status_204_has_no_body()
    {
        await using var agent = await StartAsync();
        agent.OnDelete("/api/v1/tenant/t").Respond(FakeResponse.Raw(HttpStatusCode.NoContent, ""));
        using var client = new RawAgentClient(agent);

        var answer = await client.SendAsync(HttpMethod.Delete, "/api/v1/tenant/t", new RawHeader(""));

        Assert.Equal((HttpStatusCode.NoContent, ""), (answer.Status, answer.Text));
    }

    [Theory]
    [InlineData(FakeDropPoint.BeforeExecution, false)]
    [InlineData(FakeDropPoint.AfterExecution, true)]
    [InlineData(FakeDropPoint.DuringResponse, true)]
    public async Task DropConnection_executes_the_request_depending_on_the_point(FakeDropPoint point, bool executed)
    {
        await using var agent = await StartAsync();
        agent.OnGet(Path).DropConnection(point).Once();
        using var client = new RawAgentClient(agent);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(Target, new RawHeader("")));

        Assert.Equal(executed, Assert.Single(agent.Requests).Executed);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Target, new RawHeader(""))).Status);
    }

    [Fact]
    public async Task TruncatedTo_sends_valid_HTTP_with_incomplete_JSON()
    {
        await using var agent = await StartAsync();
        agent.OnGet(Path).Respond(FakeResponse.FromAgent.TruncatedTo(20));
        using var client = new RawAgentClient(agent);

        var answer = await client.GetAsync(Target, new RawHeader(""));

        Assert.Equal((HttpStatusCode.OK, """{"successful":true,""" + "\""), (answer.Status, answer.Text));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50)]
    public async Task DroppedAfter_sends_only_the_first_bytes(int bytes)
    {
        await using var agent = await StartAsync();
        agent.OnGet(Path).Respond(FakeResponse.FromAgent.DroppedAfter(bytes));
        using var socket = new System.Net.Sockets.TcpClient();
        using var patience = new CancellationTokenSource(RawAgentClient.Patience);
        await socket.ConnectAsync(IPAddress.Loopback, agent.Port, patience.Token);
        var header = RawAgentClient.Seal(agent.PublicKey, new RawHeader("").Plaintext(Target));
        await socket.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes($"GET {Target} HTTP/1.1\r\nHost: a\r\nX-OCS-Header: {header}\r\n\r\n"), patience.Token);

        using var reader = new StreamReader(socket.GetStream());
        var answer = await reader.ReadToEndAsync(patience.Token);

        Assert.Equal(bytes, answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..].Length);
        Assert.Matches(@"Content-Length: [1-9]\d{2,}", answer);
    }

    [Fact]
    public async Task SentByteByByte_sends_the_whole_body()
    {
        await using var agent = await StartAsync();
        agent.OnGet(Path).Respond(FakeResponse.FromAgent.SentByteByByte());
        using var client = new RawAgentClient(agent);

        Assert.Equal(1002, (await client.GetAsync(Target, new RawHeader(""))).Data.GetProperty("status").GetProperty("tenant_id").GetInt64());
    }

    [Fact]
    public async Task RotateKey_makes_the_agent_refuse_one_request()
    {
        await using var agent = await StartAsync();
        var before = agent.PublicKeyFingerprint;
        agent.OnGet(Path).Do(FakeAction.RotateKey()).Once();
        using var client = new RawAgentClient(agent);

        Assert.Equal("Security.Authentication.Header.DecryptFailed", (await client.GetAsync(Target, new RawHeader(""))).ErrCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Target, new RawHeader(""))).Status);
        Assert.NotEqual(before, agent.PublicKeyFingerprint);
    }

    [Fact]
    public async Task Delay_waits_by_the_clock_of_the_agent()
    {
        var clock = new HeldClock();
        await using var agent = await FakeAgent.StartAsync(new() { TimeProvider = clock });
        agent.OnGet("/api/v1/info").Do(FakeAction.Delay(TimeSpan.FromHours(1)));
        using var client = new RawAgentClient(agent);

        var call = client.GetAsync("/api/v1/info");
        await agent.WaitForRequestsAsync(1).WaitAsync(RawAgentClient.Patience);
        Assert.Null(agent.Requests[0].ResponseStatus);
        clock.Fire();

        Assert.Equal(HttpStatusCode.OK, (await call).Status);
    }

    [Fact]
    public async Task Hang_ends_when_the_agent_is_disposed()
    {
        var agent = await StartAsync();
        agent.OnGet("/api/v1/info").Hang();
        using var client = new RawAgentClient(agent);
        var call = client.GetAsync("/api/v1/info");
        await agent.WaitForRequestsAsync(1).WaitAsync(RawAgentClient.Patience);

        await agent.DisposeAsync().AsTask().WaitAsync(RawAgentClient.Patience);

        await Assert.ThrowsAsync<HttpRequestException>(() => call);
        Assert.Null(agent.Requests[0].ResponseStatus);
    }

    [Fact]
    public async Task A_path_must_start_with_a_slash_and_a_limit_be_positive()
    {
        await using var agent = await StartAsync();

        Assert.Throws<ArgumentException>(() => agent.OnGet("api/v1/info"));
        Assert.Throws<ArgumentOutOfRangeException>(() => agent.OnAny().Times(0));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task Respond_after_Execute_replaces_the_response_of_the_agent(bool execute, bool executed)
    {
        await using var agent = await StartAsync();
        var respond = FakeAction.Respond(FakeResponse.Raw(HttpStatusCode.GatewayTimeout, "<html>", "text/html").WithHeader("Retry-After", "7"));
        agent.OnGet(Path).Do(execute ? FakeAction.Execute().Then(respond) : respond);
        using var client = new RawAgentClient(agent);

        var answer = await client.GetAsync(Target, new RawHeader(""));

        Assert.Equal((HttpStatusCode.GatewayTimeout, "<html>", "text/html"), (answer.Status, answer.Text, answer.ContentType));
        Assert.Equal(TimeSpan.FromSeconds(7), answer.Headers.RetryAfter!.Delta);
        Assert.Equal(executed, agent.Requests[0].Executed);
    }

    [Fact]
    public async Task Error_after_Execute_reports_an_error_for_an_executed_request()
    {
        await using var agent = await StartAsync();
        agent.OnGet(Path).Do(FakeAction.Execute().Then(FakeAction.Respond(FakeResponse.Error("OB.Tenant.UnderMaintenance"))));
        using var client = new RawAgentClient(agent);

        var answer = await client.GetAsync(Target, new RawHeader(""));

        Assert.Equal(("OB.Tenant.UnderMaintenance", true), (answer.ErrCode, agent.Requests[0].Executed));
    }

    [Fact]
    public async Task Delay_after_Execute_delays_the_response_only()
    {
        var clock = new HeldClock();
        await using var agent = await FakeAgent.StartAsync(new() { TimeProvider = clock });
        agent.OnGet("/api/v1/info").Do(FakeAction.Execute().Then(FakeAction.Delay(TimeSpan.FromHours(1))));
        using var client = new RawAgentClient(agent);

        var call = client.GetAsync("/api/v1/info");
        await clock.Started.WaitAsync(RawAgentClient.Patience);
        Assert.True(agent.Requests[0].Executed);
        Assert.False(call.IsCompleted);
        clock.Fire();

        Assert.Equal(HttpStatusCode.OK, (await call).Status);
    }

    [Fact]
    public async Task RotateKey_applies_before_Respond()
    {
        await using var agent = await StartAsync();
        var before = agent.PublicKeyFingerprint;
        agent.OnGet(Path).Do(FakeAction.RotateKey().Then(FakeAction.Respond(FakeResponse.Raw(HttpStatusCode.BadGateway, ""))));
        using var client = new RawAgentClient(agent);

        Assert.Equal(HttpStatusCode.BadGateway, (await client.GetAsync(Target, new RawHeader(""))).Status);
        Assert.NotEqual(before, agent.PublicKeyFingerprint);
    }

    [Fact]
    public async Task Execute_alone_sends_the_response_of_the_agent_and_counts()
    {
        await using var agent = await StartAsync();
        var rule = agent.OnGet(Path).Do(FakeAction.Execute());
        using var client = new RawAgentClient(agent);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Target, new RawHeader(""))).Status);
        Assert.Equal((1, "GET /api/v1/tenant/{name}/backup/overview: Execute, 1 hits"), (rule.Hits, rule.ToString()));
    }

    [Fact]
    public async Task When_limits_a_rule_to_requests_that_meet_the_condition()
    {
        await using var agent = await StartAsync();
        var rule = agent.OnAny().When(request => request.Body is { } body && body.Contains("\"x\"", StringComparison.Ordinal)).Respond(FakeResponse.Data("7")).Once();
        using var client = new RawAgentClient(agent);

        await client.PostAsync("/api/v1/tenant/t/backup", new RawHeader(""), """{"mode":"y"}""");
        var met = await client.PostAsync("/api/v1/tenant/t/backup", new RawHeader(""), """{"mode":"x"}""");

        Assert.Equal(("7", 1), (met.Data.GetRawText(), rule.Hits));
    }

    [Fact]
    public async Task A_rule_takes_no_requests_before_it_has_an_action()
    {
        await using var agent = await StartAsync();
        agent.OnAny().Respond(FakeResponse.Data("1"));
        var rule = agent.OnGet(Path).Once();
        using var client = new RawAgentClient(agent);

        Assert.Equal("1", (await client.GetAsync(Target, new RawHeader(""))).Data.GetRawText());
        Assert.Equal(0, rule.Hits);
    }

    [Fact]
    public async Task Do_throws_for_a_second_action()
    {
        await using var agent = await StartAsync();
        var rule = agent.OnGet(Path).Hang();

        var error = Assert.Throws<InvalidOperationException>(() => rule.Respond(FakeResponse.Data("1")));

        Assert.Equal("A rule must have one action, but 'Respond' was added to 'Hang'. Join them with FakeAction.Then.", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => agent.OnAny().DropConnection((FakeDropPoint)9));
    }

    private static async Task<FakeAgent> StartAsync()
    {
        var agent = await FakeAgent.StartAsync();
        agent.AddTenant("t").WithBackupTask();
        return agent;
    }

    /// <summary>A clock whose timers fire on <see cref="Fire"/>.</summary>
    private sealed class HeldClock : TimeProvider
    {
        private readonly List<HeldTimer> _timers = [];
        private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Completes when a timer has started.</summary>
        public Task Started => _started.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new HeldTimer(callback, state);
            _timers.Add(timer);
            _started.TrySetResult();
            return timer;
        }

        public void Fire() => _timers.ForEach(timer => timer.Fire());

        private sealed class HeldTimer(TimerCallback callback, object? state) : ITimer
        {
            public void Fire() => callback(state);

            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => default;
        }
    }
}
