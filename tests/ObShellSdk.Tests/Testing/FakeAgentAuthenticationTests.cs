using System.Net;
using ObShellSdk.Testing;
using Xunit;

namespace ObShellSdk.Tests.Testing;

/// <summary>The table "which identity checks what" of the protocol, row by row, on a protected route that needs no state.</summary>
public sealed class FakeAgentAuthenticationTests
{
    private const string Target = "/api/v1/ob/info?x=%2f";
    private const string Authentication = "Security.Authentication.";
    private const string Passes = "";

    [Theory]
    [InlineData("SINGLE", "", null, "ocs", "anything", Passes)]
    [InlineData("SINGLE", "", null, "agent", "anything", Passes)]
    [InlineData("SINGLE", "", "A", "ocs", "A", "WithAgentPassword")]
    [InlineData("SINGLE", "", "A", "agent", "A", Passes)]
    [InlineData("SINGLE", "", "A", "agent", "wrong", "IncorrectAgentPassword")]
    [InlineData("MASTER", null, "A", "ocs", "", "WithAgentPassword")]
    [InlineData("CLUSTER AGENT", null, "A", "ocs", "", "WithAgentPassword")]
    [InlineData("CLUSTER AGENT", "R", null, "ocs", "R", Passes)]
    [InlineData("CLUSTER AGENT", "R", "A", "ocs", "R", Passes)]
    [InlineData("CLUSTER AGENT", "R", null, "ocs", "wrong", "IncorrectOceanbasePassword")]
    [InlineData("CLUSTER AGENT", "R", null, "ocs", "", "IncorrectOceanbasePassword")]
    [InlineData("CLUSTER AGENT", "", null, "ocs", "", Passes)]
    [InlineData("MASTER", null, null, "ocs", "", Passes)]
    [InlineData("MASTER", null, null, "ocs", "any", "IncorrectOceanbasePassword")]
    [InlineData("CLUSTER AGENT", "R", null, "agent", "R", "WithOceanBasePassword")]
    [InlineData("MASTER", null, null, "agent", "any", Passes)]
    [InlineData("CLUSTER AGENT", "R", "A", "agent", "A", Passes)]
    [InlineData("CLUSTER AGENT", null, "A", "agent", "A", Passes)]
    [InlineData("CLUSTER AGENT", "R", "A", "agent", "R", "IncorrectAgentPassword")]
    [InlineData("TAKE OVER MASTER", "R", null, "ocs", "R", Passes)]
    [InlineData("TAKE OVER FOLLOWER", "R", null, "ocs", "x", "IncorrectOceanbasePassword")]
    [InlineData("SCALING OUT", "R", null, "ocs", "R", Passes)]
    [InlineData("SCALING IN", "R", null, "agent", "R", "WithOceanBasePassword")]
    public async Task The_identity_decides_which_header_and_password_pass(
        string identity, string? root, string? agentPassword, string header, string password, string refusal)
    {
        await using var agent = await FakeAgent.StartAsync(new() { Identity = identity, Password = root, AgentPassword = agentPassword });
        agent.OnGet("/api/v1/ob/info").AnswersData("{}");
        using var client = new RawAgentClient(agent);

        var answer = await client.GetAsync(Target, header == "ocs" ? new RawHeader(password) : RawHeader.ForAgent(password));

        AssertPassed(agent, answer, refusal.Length == 0 ? null : Authentication + refusal, 10008);
        Assert.Equal(header == "ocs" ? FakeHeaderKind.OceanBase : FakeHeaderKind.Agent, agent.Requests[0].HeaderKind);
    }

    [Theory]
    [InlineData("ocs", "Request.Forward.MasterAgent.NotFound")]
    [InlineData("agent", "Request.Forward.MasterAgent.NotFound")]
    public async Task A_follower_without_master_cannot_pass_calls_on(string header, string errCode)
    {
        await using var agent = await FakeAgent.StartAsync(new() { Identity = FakeAgentIdentity.Follower });
        using var client = new RawAgentClient(agent);

        var answer = await client.GetAsync(Target, header == "ocs" ? new RawHeader("") : RawHeader.ForAgent(""));

        Assert.Equal((HttpStatusCode.InternalServerError, errCode), (answer.Status, answer.ErrCode));
    }

    [Theory]
    [InlineData("R", HttpStatusCode.OK)]
    [InlineData("wrong", HttpStatusCode.Unauthorized)]
    public async Task A_follower_passes_the_call_on_and_the_master_checks(string password, HttpStatusCode status)
    {
        await using var master = await FakeAgent.StartAsync(new() { Identity = FakeAgentIdentity.Master, Password = "R" });
        await using var follower = await FakeAgent.StartAsync(new() { Identity = FakeAgentIdentity.Follower, KeyBits = 512 });
        follower.Master = master;
        master.OnPost("/api/v1/ob/init").AnswersData("""{"from":"master"}""");
        using var client = new RawAgentClient(follower);

        var answer = await client.SendAsync(HttpMethod.Post, "/api/v1/ob/init", new RawHeader(password), """{"import_script":true}""");

        Assert.Equal(status, answer.Status);
        Assert.Equal("""{"import_script":true}""", Assert.Single(master.Requests).Body);
        Assert.False(follower.Requests[0].Executed);
    }

    [Fact]
    public async Task A_protected_route_wants_a_header()
    {
        await using var agent = await FakeAgent.StartAsync();
        using var client = new RawAgentClient(agent);

        var answer = await client.GetAsync(Target);

        Assert.Equal((HttpStatusCode.BadRequest, "Request.Header.NotFound"), (answer.Status, answer.ErrCode));
        Assert.Null(answer.Code);
        Assert.Equal(FakeHeaderKind.None, agent.Requests[0].HeaderKind);
    }

    [Theory]
    [InlineData("/api/v1/ob/info?x=%2F", "UriMismatch")]
    [InlineData("/api/v1/ob/info", "UriMismatch")]
    [InlineData("/api/v1/ob/info?x=%2f", null)]
    public async Task The_uri_is_compared_byte_for_byte(string signedUri, string? refusal)
    {
        await using var agent = await FakeAgent.StartAsync();
        agent.OnGet("/api/v1/ob/info").AnswersData("{}");
        using var client = new RawAgentClient(agent);

        var answer = await client.GetAsync(Target, new RawHeader("") { Uri = signedUri });

        AssertPassed(agent, answer, refusal is null ? null : Authentication + "Header." + refusal, 10008);
        Assert.Equal(Target, agent.Requests[0].RawTarget);
        Assert.Equal("/api/v1/ob/info", agent.Requests[0].Path);
    }

    [Theory]
    [InlineData("R", "1000", "Expired")]
    [InlineData("R", "soon", "Timestamp.Invalid")]
    [InlineData("R", "", "Timestamp.Invalid")]
    [InlineData("wrong", "1000", "Expired")]
    [InlineData("R", "99999999999", null)]
    public async Task A_header_expires_at_its_own_time(string password, string ts, string? refusal)
    {
        await using var agent = await FakeAgent.StartAsync(new() { Password = "R" });
        agent.OnGet("/api/v1/ob/info").AnswersData("{}");
        using var client = new RawAgentClient(agent);

        var answer = await client.GetAsync(Target, new RawHeader(password) { Ts = ts });

        AssertPassed(agent, answer, refusal is null ? null : Authentication + refusal, 10008);
    }

    [Fact]
    public async Task An_empty_password_has_no_expiry()
    {
        await using var agent = await FakeAgent.StartAsync();
        agent.OnGet("/api/v1/ob/info").AnswersData("{}");
        using var client = new RawAgentClient(agent);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Target, new RawHeader("") { Ts = "never" })).Status);
    }

    [Fact]
    public async Task Expiry_goes_by_the_agents_clock_and_the_very_second_is_good()
    {
        var clock = new FixedClock(DateTimeOffset.FromUnixTimeSeconds(1_767_225_600));
        await using var agent = await FakeAgent.StartAsync(new() { Password = "R", TimeProvider = clock });
        agent.OnGet("/api/v1/ob/info").AnswersData("{}");
        using var client = new RawAgentClient(agent);
        var header = new RawHeader("R") { ExpiresAt = clock.GetUtcNow() };

        var inTime = await client.GetAsync(Target, header);
        agent.ClockOffset = TimeSpan.FromSeconds(1);
        var late = await client.GetAsync(Target, header);

        Assert.Equal(HttpStatusCode.OK, inTime.Status);
        Assert.Equal("Security.Authentication.Expired", late.ErrCode);
        Assert.Equal(clock.GetUtcNow().AddSeconds(1), late.Envelope.GetProperty("timestamp").GetDateTimeOffset());
    }

    [Fact]
    public async Task With_the_agent_header_there_the_other_one_is_not_even_decrypted()
    {
        await using var agent = await FakeAgent.StartAsync(new() { AgentPassword = "A" });
        agent.OnGet("/api/v1/ob/info").AnswersData("{}");
        using var client = new RawAgentClient(agent);

        var answer = await client.GetAsync(Target, RawHeader.ForAgent("A"), ("X-OCS-Header", "!!!!"));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Fact]
    public async Task A_single_agent_takes_its_password_sealed_once_more()
    {
        await using var agent = await FakeAgent.StartAsync(new() { Identity = FakeAgentIdentity.Single, AgentPassword = "A" });
        agent.OnGet("/api/v1/ob/info").AnswersData("{}");
        using var client = new RawAgentClient(agent);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Target, RawHeader.ForAgent(RawAgentClient.Seal(agent.PublicKey, "A")))).Status);
    }

    [Theory]
    [InlineData("POST", "/api/v1/obproxy/start", "ocs", null, "Request.Header.NotFound")]
    [InlineData("POST", "/api/v1/obproxy/start", "agent", null, "Security.Authentication.AgentPasswordNotInitialized")]
    [InlineData("POST", "/api/v1/obproxy/start", "agent", "A", null)]
    [InlineData("GET", "/api/v1/task/dag/41", "ocs", "A", "Security.Authentication.WithAgentPassword")]
    [InlineData("GET", "/api/v1/task/dag/51", "agent", "A", null)]
    [InlineData("GET", "/api/v1/task/dag/11", "ocs", "A", "Security.Authentication.IncorrectOceanbasePassword")]
    [InlineData("POST", "/api/v1/agent/password", "ocs", "A", "Security.Authentication.WithAgentPassword")]
    [InlineData("POST", "/api/v1/agent/password", "agent", "A", null)]
    [InlineData("POST", "/api/v1/agent/password", "agent", null, "Security.Authentication.WithOceanBasePassword")]
    [InlineData("DELETE", "/api/v1/zone/zone1", "none", "A", null)]
    public async Task Some_routes_have_rules_of_their_own(string method, string path, string header, string? agentPassword, string? errCode)
    {
        await using var agent = await FakeAgent.StartAsync(new() { Password = "R", AgentPassword = agentPassword });
        agent.OnAny().AnswersData("{}");
        using var client = new RawAgentClient(agent);

        var answer = await client.SendAsync(
            new HttpMethod(method), path, header switch { "ocs" => new RawHeader("A"), "agent" => RawHeader.ForAgent("A"), _ => null });

        AssertPassed(agent, answer, errCode, answer.Status == HttpStatusCode.BadRequest ? null : 10008);
    }

    [Theory]
    [InlineData("4.5.0.0", "1000", "Expired")]
    [InlineData("4.4.1.0", "1000", "Timestamp.Invalid")]
    [InlineData("4.5.0.0", "99999999999", "SessionInvalid")]
    [InlineData("4.3.2.0", "1000", null)]
    public async Task An_unknown_session_is_refused_where_sessions_exist(string version, string ts, string? refusal)
    {
        await using var agent = await FakeAgent.StartAsync(new() { Version = version });
        agent.OnGet("/api/v1/ob/info").AnswersData("{}");
        using var client = new RawAgentClient(agent);

        var answer = await client.GetAsync(Target, new RawHeader("") { SessionId = "abc", Ts = ts });

        AssertPassed(agent, answer, refusal is null ? null : Authentication + refusal, 10008);
    }

    [Theory]
    [InlineData("4.2.6.0", "wrong", 401)]
    [InlineData("4.3.0.0", "R", 200)]
    public async Task Before_4_3_1_an_error_is_a_number_only(string version, string password, int status)
    {
        await using var agent = await FakeAgent.StartAsync(new() { Version = version, Password = "R" });
        agent.OnGet("/api/v1/ob/info").AnswersData("{}");
        using var client = new RawAgentClient(agent);

        var answer = await client.GetAsync(Target, new RawHeader(password));

        Assert.Equal(status, (int)answer.Status);
        if (status == 401)
        {
            Assert.Equal((10008, (string?)null), (answer.Code, answer.ErrCode));
            Assert.Equal("Security.Authentication.IncorrectOceanbasePassword", agent.Requests[0].AnswerErrCode);
        }
    }

    [Fact]
    public async Task The_agent_header_is_unknown_before_4_2_6()
    {
        await using var agent = await FakeAgent.StartAsync(new() { Version = "4.2.5.0" });
        using var client = new RawAgentClient(agent);

        var answer = await client.GetAsync(Target, RawHeader.ForAgent(""));

        Assert.Equal((HttpStatusCode.Unauthorized, 10008), (answer.Status, answer.Code));
        Assert.Equal(FakeHeaderKind.None, agent.Requests[0].HeaderKind);
    }

    [Theory]
    [InlineData("R", 60, 200)]
    [InlineData("R", -60, 401)]
    [InlineData("wrong", 60, 401)]
    public async Task Version_1_checks_password_and_expiry_and_takes_plain_bodies(string password, int seconds, int status)
    {
        await using var agent = await FakeAgent.StartAsync(new() { Version = "4.2.2.0", Password = "R", KeyBits = 512 });
        agent.OnPost("/api/v1/ob/init").AnswersData("{}");
        using var client = new RawAgentClient(agent);

        var header = RawHeader.V1(password) with { ExpiresAt = DateTimeOffset.UtcNow.AddSeconds(seconds) };
        var answer = await client.SendAsync(HttpMethod.Post, "/api/v1/ob/init", header, """{"a":1}""");

        Assert.Equal(status, (int)answer.Status);
        Assert.Equal(status == 401 ? 10008 : null, status == 401 ? answer.Code : null);
        Assert.Equal((FakeHeaderKind.V1, """{"a":1}""", false), (agent.Requests[0].HeaderKind, agent.Requests[0].Body, agent.Requests[0].IsEncrypted));
    }

    [Fact]
    public async Task Without_encryption_no_header_is_read_and_bodies_are_plain()
    {
        await using var agent = await FakeAgent.StartAsync(new() { EncryptionDisabled = true, Password = "R" });
        agent.OnPost("/api/v1/ob/init").AnswersData("{}");
        using var client = new RawAgentClient(agent);

        var answer = await client.SendAsync(HttpMethod.Post, "/api/v1/ob/init", null, """{"a":1}""", ("X-OCS-Header", "!!!!"));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("""{"a":1}""", agent.Requests[0].Body);
    }

    private static void AssertPassed(FakeAgent agent, RawAnswer answer, string? errCode, int? code)
    {
        Assert.Equal(errCode is null, agent.Requests[0].Executed);
        Assert.Equal((int)answer.Status, agent.Requests[0].AnswerStatus);
        Assert.Equal(errCode, agent.Requests[0].AnswerErrCode);
        if (errCode is null)
        {
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            return;
        }

        Assert.Equal((errCode, code), (answer.ErrCode, answer.Code));
        Assert.False(answer.Envelope.GetProperty("successful").GetBoolean());
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
