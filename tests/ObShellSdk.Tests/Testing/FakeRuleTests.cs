using System.Net;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Testing;

public sealed class FakeRuleTests
{
    private const string Path = "/api/v1/tenant/{name}/backup/overview";
    private const string Target = "/api/v1/tenant/t/backup/overview";

    [Fact]
    public async Task A_scripted_failure_is_written_as_the_agent_would_and_runs_nothing()
    {
        await using var agent = await StartAsync();
        agent.OnGet(Path).Fails("OB.Tenant.UnderMaintenance").Once();
        using var client = new RawAgentClient(agent);

        var failed = await client.GetAsync(Target, new RawHeader(""));
        var passed = await client.GetAsync(Target, new RawHeader(""));

        Assert.Equal((HttpStatusCode.InternalServerError, "OB.Tenant.UnderMaintenance"), (failed.Status, failed.ErrCode));
        Assert.Equal(HttpStatusCode.OK, passed.Status);
        Assert.Equal([false, true], agent.Requests.Select(request => request.Executed));
    }

    [Fact]
    public async Task A_scripted_failure_may_bring_its_own_text_and_status()
    {
        await using var agent = await StartAsync();
        agent.OnGet(Path).Fails("Invented.Code", "so there", HttpStatusCode.BadRequest);
        using var client = new RawAgentClient(agent);

        var answer = await client.GetAsync(Target, new RawHeader(""));

        Assert.Equal((HttpStatusCode.BadRequest, "Invented.Code"), (answer.Status, answer.ErrCode));
        Assert.Equal("so there", answer.Error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_refused_request_does_not_use_up_a_scripted_failure()
    {
        await using var agent = await StartAsync();
        agent.Password = "R";
        var rule = agent.OnGet(Path).Fails("OB.Tenant.UnderMaintenance").Once();
        using var client = new RawAgentClient(agent);

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(Target, new RawHeader("wrong"))).Status);
        Assert.Equal(0, rule.Hits);
        Assert.Equal("OB.Tenant.UnderMaintenance", (await client.GetAsync(Target, new RawHeader("R"))).ErrCode);
        Assert.Equal(1, rule.Hits);
    }

    [Fact]
    public async Task The_newest_rule_goes_first_until_it_is_used_up()
    {
        await using var agent = await StartAsync();
        agent.OnAny().AnswersData("1");
        agent.OnGet(Target).AnswersData("2").Times(2);
        using var client = new RawAgentClient(agent);

        var data = new List<string>();
        for (var call = 0; call < 3; call++)
        {
            data.Add((await client.GetAsync(Target, new RawHeader(""))).Data.GetRawText());
        }

        Assert.Equal(["2", "2", "1"], data);
    }

    [Fact]
    public async Task A_proxy_answers_whoever_asks()
    {
        await using var agent = await StartAsync();
        agent.OnGet(Path).Answers(HttpStatusCode.BadGateway, "<html>", "text/html").WithHeader("Retry-After", "7");
        using var client = new RawAgentClient(agent);

        var answer = await client.GetAsync(Target);

        Assert.Equal((HttpStatusCode.BadGateway, "<html>", "text/html"), (answer.Status, answer.Text, answer.ContentType));
        Assert.Equal(TimeSpan.FromSeconds(7), answer.Headers.RetryAfter!.Delta);
        Assert.False(agent.Requests[0].Executed);
    }

    [Fact]
    public async Task An_answer_without_content_has_no_body()
    {
        await using var agent = await StartAsync();
        agent.OnDelete("/api/v1/tenant/t").Answers(HttpStatusCode.NoContent, "");
        using var client = new RawAgentClient(agent);

        var answer = await client.SendAsync(HttpMethod.Delete, "/api/v1/tenant/t", new RawHeader(""));

        Assert.Equal((HttpStatusCode.NoContent, ""), (answer.Status, answer.Text));
    }

    [Theory]
    [InlineData(FakeResetPoint.BeforeExecution, false)]
    [InlineData(FakeResetPoint.AfterExecution, true)]
    [InlineData(FakeResetPoint.MiddleOfAnswer, true)]
    public async Task A_cut_connection_is_an_error_for_the_caller_and_shows_whether_it_ran(FakeResetPoint point, bool executed)
    {
        await using var agent = await StartAsync();
        agent.OnGet(Path).Resets(point).Once();
        using var client = new RawAgentClient(agent);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(Target, new RawHeader("")));

        Assert.Equal(executed, Assert.Single(agent.Requests).Executed);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Target, new RawHeader(""))).Status);
    }

    [Fact]
    public async Task A_truncated_answer_is_sound_http_and_half_json()
    {
        await using var agent = await StartAsync();
        agent.OnGet(Path).Truncates(20);
        using var client = new RawAgentClient(agent);

        var answer = await client.GetAsync(Target, new RawHeader(""));

        Assert.Equal((HttpStatusCode.OK, """{"successful":true,""" + "\""), (answer.Status, answer.Text));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50)]
    public async Task An_answer_that_breaks_off_arrives_so_far_and_no_further(int bytes)
    {
        await using var agent = await StartAsync();
        agent.OnGet(Path).BreaksOff(bytes);
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
    public async Task A_dribbled_answer_arrives_whole()
    {
        await using var agent = await StartAsync();
        agent.OnGet(Path).Dribbles();
        using var client = new RawAgentClient(agent);

        Assert.Equal(1002, (await client.GetAsync(Target, new RawHeader(""))).Data.GetProperty("status").GetProperty("tenant_id").GetInt64());
    }

    [Fact]
    public async Task A_key_that_changes_on_the_way_refuses_that_request_only()
    {
        await using var agent = await StartAsync();
        var before = agent.PublicKeyFingerprint;
        agent.OnGet(Path).RotatesKey().Once();
        using var client = new RawAgentClient(agent);

        Assert.Equal("Security.Authentication.Header.DecryptFailed", (await client.GetAsync(Target, new RawHeader(""))).ErrCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Target, new RawHeader(""))).Status);
        Assert.NotEqual(before, agent.PublicKeyFingerprint);
    }

    [Fact]
    public async Task A_delayed_request_waits_for_the_agents_clock()
    {
        var clock = new HeldClock();
        await using var agent = await FakeAgent.StartAsync(new() { TimeProvider = clock });
        agent.OnGet("/api/v1/info").Delays(TimeSpan.FromHours(1));
        using var client = new RawAgentClient(agent);

        var call = client.GetAsync("/api/v1/info");
        await agent.WaitForRequestsAsync(1).WaitAsync(RawAgentClient.Patience);
        Assert.Null(agent.Requests[0].AnswerStatus);
        clock.Fire();

        Assert.Equal(HttpStatusCode.OK, (await call).Status);
    }

    [Fact]
    public async Task A_request_that_hangs_ends_when_the_agent_goes()
    {
        var agent = await StartAsync();
        agent.OnGet("/api/v1/info").Hangs();
        using var client = new RawAgentClient(agent);
        var call = client.GetAsync("/api/v1/info");
        await agent.WaitForRequestsAsync(1).WaitAsync(RawAgentClient.Patience);

        await agent.DisposeAsync().AsTask().WaitAsync(RawAgentClient.Patience);

        await Assert.ThrowsAsync<HttpRequestException>(() => call);
        Assert.Null(agent.Requests[0].AnswerStatus);
    }

    [Fact]
    public async Task Paths_begin_with_a_slash_and_counts_with_one()
    {
        await using var agent = await StartAsync();

        Assert.Throws<ArgumentException>(() => agent.OnGet("api/v1/info"));
        Assert.Throws<ArgumentOutOfRangeException>(() => agent.OnAny().Times(0));
    }

    private static async Task<FakeAgent> StartAsync()
    {
        var agent = await FakeAgent.StartAsync();
        agent.AddTenant("t").WithBackupTask();
        return agent;
    }

    /// <summary>A clock whose timers fire when told.</summary>
    private sealed class HeldClock : TimeProvider
    {
        private readonly List<HeldTimer> _timers = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new HeldTimer(callback, state);
            _timers.Add(timer);
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
