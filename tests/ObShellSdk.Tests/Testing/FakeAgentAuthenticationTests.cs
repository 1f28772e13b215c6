using System.Net;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Testing;

/// <summary>The table "which identity checks what" of the protocol, row by row, on a protected route that needs no state.</summary>
public sealed class FakeAgentAuthenticationTests
{
    private const string Target = "/api/v1/ob/info?x=%2f";
    private const string Authentication = "Security.Authentication.";
    private const string Passes = "";

    /// <summary>Identities that check alike, each with: root password, agent password, header, password in it, refusal.</summary>
    public static MatrixTheoryData<string, (string? Root, string? Agent, string Header, string Password, string Refusal)> Members => new(
        ["MASTER", "CLUSTER AGENT", "TAKE OVER MASTER", "TAKE OVER FOLLOWER", "SCALING OUT", "SCALING IN"],
        [
            (null, "A", "ocs", "", "WithAgentPassword"),
            ("R", "A", "ocs", "R", Passes),
            ("R", "A", "ocs", "A", "IncorrectOceanbasePassword"),
            ("R", null, "ocs", "R", Passes),
            ("R", null, "ocs", "wrong", "IncorrectOceanbasePassword"),
            ("R", null, "ocs", "", "IncorrectOceanbasePassword"),
            ("", null, "ocs", "", Passes),
            (null, null, "ocs", "", Passes),
            (null, null, "ocs", "any", "IncorrectOceanbasePassword"),
            ("R", null, "agent", "R", "WithOceanBasePassword"),
            ("", null, "agent", "", "WithOceanBasePassword"),
            (null, null, "agent", "any", Passes),
            ("R", "A", "agent", "A", Passes),
            (null, "A", "agent", "A", Passes),
            ("R", "A", "agent", "R", "IncorrectAgentPassword"),
            ("R", "A", "agent", "", "IncorrectAgentPassword"),
        ]);

    [Theory]
    [MemberData(nameof(Members))]
    public Task A_member_of_a_cluster_checks_the_password_of_the_header(
        string identity, (string? Root, string? Agent, string Header, string Password, string Refusal) row)
        => The_identity_decides_which_header_and_password_pass(identity, row.Root, row.Agent, row.Header, row.Password, row.Refusal);

    [Theory]
    [InlineData("SINGLE", "", null, "ocs", "anything", Passes)]
    [InlineData("SINGLE", "", null, "agent", "anything", Passes)]
    [InlineData("SINGLE", "", "A", "ocs", "A", "WithAgentPassword")]
    [InlineData("SINGLE", "", "A", "agent", "A", Passes)]
    [InlineData("SINGLE", "", "A", "agent", "wrong", "IncorrectAgentPassword")]
    public async Task The_identity_decides_which_header_and_password_pass(
        string identity, string? root, string? agentPassword, string header, string password, string refusal)
    {
        await using var agent = await FakeAgent.StartAsync(new() { Identity = identity, Password = root, AgentPassword = agentPassword });
        agent.OnGet("/api/v1/ob/info").Respond(FakeResponse.Data("{}"));
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

    [Fact]
    public async Task A_follower_cannot_pass_the_agent_header_on()
    {
        await using var master = await FakeAgent.StartAsync(new() { Identity = FakeAgentIdentity.Master });
        await using var follower = await FakeAgent.StartAsync(new() { Identity = FakeAgentIdentity.Follower, AgentPassword = "A" });
        follower.Master = master;
        using var client = new RawAgentClient(follower);

        var answer = await client.GetAsync(Target, RawHeader.ForAgent("A"));

        Assert.Equal((HttpStatusCode.InternalServerError, "Request.Forward.Header.NotExist"), (answer.Status, answer.ErrCode));
        Assert.Empty(master.Requests);
    }

    [Theory]
    [InlineData("R", HttpStatusCode.OK)]
    [InlineData("wrong", HttpStatusCode.Unauthorized)]
    public async Task A_follower_passes_the_call_on_and_the_master_checks(string password, HttpStatusCode status)
    {
        await using var master = await FakeAgent.StartAsync(new() { Identity = FakeAgentIdentity.Master, Password = "R" });
        await using var follower = await FakeAgent.StartAsync(new() { Identity = FakeAgentIdentity.Follower, KeyBits = 512 });
        follower.Master = master;
        master.OnPost("/api/v1/ob/init").Respond(FakeResponse.Data("""{"from":"master"}"""));
        using var client = new RawAgentClient(follower);

        var answer = await client.SendAsync(HttpMethod.Post, "/api/v1/ob/init", new RawHeader(password), """{"import_script":true}""");

        Assert.Equal(status, answer.Status);
        Assert.Equal("""{"import_script":true}""", Assert.Single(master.Requests).Body);
        Assert.False(follower.Requests[0].Executed);
    }

    [Fact]
    public async Task What_a_follower_passes_back_is_the_masters_own_answer()
    {
        await using var master = await FakeAgent.StartAsync(new() { Identity = FakeAgentIdentity.Master, ClockOffset = TimeSpan.FromDays(40) });
        await using var follower = await FakeAgent.StartAsync(new() { Identity = FakeAgentIdentity.Follower });
        follower.Master = master;
        master.OnGet("/api/v1/ob/info").Respond(FakeResponse.Data("{}").WithHeader("X-Of-Master", "yes"));
        using var client = new RawAgentClient(follower);

        var answer = await client.GetAsync(Target, new RawHeader(""), ("X-OBSHELL-Trace-ID", "mine"), ("Accept-Language", "zh-CN"));

        Assert.Equal("yes", Assert.Single(answer.Headers.GetValues("X-Of-Master")));
        Assert.True(answer.Headers.Date > DateTimeOffset.UtcNow.AddDays(39));
        Assert.True(answer.Envelope.GetProperty("timestamp").GetDateTimeOffset() > DateTimeOffset.UtcNow.AddDays(39));
        Assert.Matches("^[0-9a-f]{16}$", answer.Envelope.GetProperty("traceId").GetString());
        var passedOn = Assert.Single(master.Requests);
        Assert.Equal((Target, null, "zh-CN"), (passedOn.RawTarget, passedOn.TraceId, passedOn.AcceptLanguage));
        Assert.True(passedOn.Executed);
    }

    [Theory]
    [InlineData("MASTER", 2, "IncorrectToken")]
    [InlineData("FOLLOWER", 2, "IncorrectToken")]
    [InlineData("MASTER", 1, Passes)]
    [InlineData("CLUSTER AGENT", 2, Passes)]
    public async Task Who_says_that_a_call_was_passed_on_by_hand_must_have_the_token_for_it(string identity, int forwardType, string refusal)
    {
        await using var agent = await FakeAgent.StartAsync(new() { Identity = identity, Password = "R" });
        agent.OnGet("/api/v1/ob/info").Respond(FakeResponse.Data("{}"));
        using var client = new RawAgentClient(agent);

        var answer = await client.GetAsync(Target, new RawHeader("R") { ForwardType = forwardType });

        AssertPassed(agent, answer, refusal.Length == 0 ? null : Authentication + refusal, 10008);
    }

    [Theory]
    [InlineData("4.2.3.0", "MASTER", HttpStatusCode.OK, null)]
    [InlineData("4.2.4.0", "MASTER", HttpStatusCode.Unauthorized, 10008)]
    [InlineData("4.2.3.0", "FOLLOWER", HttpStatusCode.Unauthorized, 10008)]
    [InlineData("4.2.4.0", "FOLLOWER", HttpStatusCode.Unauthorized, 10008)]
    [InlineData("4.3.1.0", "FOLLOWER", HttpStatusCode.InternalServerError, null)]
    public async Task Until_4_2_3_any_password_passes_while_none_is_set_and_followers_pass_nothing_on(
        string version, string identity, HttpStatusCode status, int? code)
    {
        await using var agent = await FakeAgent.StartAsync(new() { Version = version, Identity = identity, Password = null });
        agent.OnGet("/api/v1/ob/info").Respond(FakeResponse.Data("{}"));
        using var client = new RawAgentClient(agent);

        var answer = await client.GetAsync("/api/v1/ob/info", new RawHeader("any"));

        Assert.Equal(status, answer.Status);
        Assert.Equal(code, status is HttpStatusCode.OK ? null : answer.Code);
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
        agent.OnGet("/api/v1/ob/info").Respond(FakeResponse.Data("{}"));
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
        agent.OnGet("/api/v1/ob/info").Respond(FakeResponse.Data("{}"));
        using var client = new RawAgentClient(agent);

        var answer = await client.GetAsync(Target, new RawHeader(password) { Ts = ts });

        AssertPassed(agent, answer, refusal is null ? null : Authentication + refusal, 10008);
    }

    [Fact]
    public async Task An_empty_password_has_no_expiry()
    {
        await using var agent = await FakeAgent.StartAsync();
        agent.OnGet("/api/v1/ob/info").Respond(FakeResponse.Data("{}"));
        using var client = new RawAgentClient(agent);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Target, new RawHeader("") { Ts = "never" })).Status);
    }

    [Fact]
    public async Task Expiry_goes_by_the_agents_clock_and_the_very_second_is_good()
    {
        var clock = new FixedClock(DateTimeOffset.FromUnixTimeSeconds(1_767_225_600));
        await using var agent = await FakeAgent.StartAsync(new() { Password = "R", TimeProvider = clock });
        agent.OnGet("/api/v1/ob/info").Respond(FakeResponse.Data("{}"));
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
        agent.OnGet("/api/v1/ob/info").Respond(FakeResponse.Data("{}"));
        using var client = new RawAgentClient(agent);

        var answer = await client.GetAsync(Target, RawHeader.ForAgent("A"), ("X-OCS-Header", "!!!!"));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Fact]
    public async Task A_single_agent_takes_its_password_sealed_once_more()
    {
        await using var agent = await FakeAgent.StartAsync(new() { Identity = FakeAgentIdentity.Single, AgentPassword = "A" });
        agent.OnGet("/api/v1/ob/info").Respond(FakeResponse.Data("{}"));
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
    [InlineData("POST", "/api/v1/agent/password", "ocs", null, "Security.Authentication.IncorrectOceanbasePassword")]
    [InlineData("POST", "/api/v1/agent/password?x=1", "ocs", "A", "Security.Authentication.IncorrectOceanbasePassword")]
    [InlineData("POST", "/api/v1/agent/password?x=1", "agent", null, "Security.Authentication.WithOceanBasePassword")]
    [InlineData("GET", "/api/v1/task/dag/41", "agent", null, "Security.Authentication.AgentPasswordNotInitialized")]
    [InlineData("POST", "/api/v1/task/node/41", "ocs", "A", "Security.Authentication.WithAgentPassword")]
    [InlineData("GET", "/api/v1/task/sub_task/51/logs", "agent", "A", null)]
    [InlineData("GET", "/api/v1/task/dags/ob", "agent", "A", null)]
    [InlineData("DELETE", "/api/v1/obproxy", "agent", "other", "Security.Authentication.IncorrectAgentPassword")]
    [InlineData("DELETE", "/api/v1/zone/zone1", "none", "A", null)]
    [InlineData("POST", "/api/v1/obcluster/shared-storage/validate-key", "none", "A", null)]
    public async Task Some_routes_have_rules_of_their_own(string method, string path, string header, string? agentPassword, string? errCode)
    {
        await using var agent = await FakeAgent.StartAsync(new() { Password = "R", AgentPassword = agentPassword });
        agent.OnAny().Respond(FakeResponse.Data("{}"));
        using var client = new RawAgentClient(agent);

        var answer = await client.SendAsync(
            new HttpMethod(method), path, header switch { "ocs" => new RawHeader("A"), "agent" => RawHeader.ForAgent("A"), _ => null });

        AssertPassed(agent, answer, errCode, answer.Status == HttpStatusCode.BadRequest ? null : 10008);
    }

    [Theory]
    [InlineData("SINGLE", null, "ocs", "POST /api/v1/obproxy/start", "Request.Header.NotFound")]
    [InlineData("SINGLE", null, "agent", "POST /api/v1/obproxy/start", "Security.Authentication.AgentPasswordNotInitialized")]
    [InlineData("SINGLE", "A", "agent", "POST /api/v1/obproxy/start", null)]
    [InlineData("MASTER", "A", "agent", "POST /api/v1/obproxy/start", null)]
    [InlineData("FOLLOWER", "A", "agent", "POST /api/v1/obproxy/start", null)]
    [InlineData("FOLLOWER", "A", "ocs", "GET /api/v1/task/dag/41", "Security.Authentication.WithAgentPassword")]
    [InlineData("FOLLOWER", "A", "agent", "GET /api/v1/task/dag/41", null)]
    [InlineData("SINGLE", null, "ocs", "POST /api/v1/agent/password", null)]
    [InlineData("SINGLE", "A", "ocs", "POST /api/v1/agent/password", "Security.Authentication.WithAgentPassword")]
    [InlineData("MASTER", "A", "agent", "POST /api/v1/agent/password", null)]
    [InlineData("MASTER", null, "ocs", "POST /api/v1/agent/password", "Common.Unexpected")]
    [InlineData("FOLLOWER", null, "agent", "POST /api/v1/agent/password", "Common.Unexpected")]
    [InlineData("SCALING OUT", null, "ocs", "POST /api/v1/agent/password", "Common.Unexpected")]
    public async Task Obproxy_and_agent_password_go_by_the_agent_password_whatever_the_identity(
        string identity, string? agentPassword, string header, string route, string? errCode)
    {
        await using var agent = await FakeAgent.StartAsync(new() { Identity = identity, Password = "A", AgentPassword = agentPassword });
        agent.OnAny().Respond(FakeResponse.Data("{}"));
        using var client = new RawAgentClient(agent);
        var (method, path) = (route.Split(' ')[0], route.Split(' ')[1]);

        var answer = await client.SendAsync(new HttpMethod(method), path, header == "ocs" ? new RawHeader("A") : RawHeader.ForAgent("A"));

        AssertPassed(agent, answer, errCode, answer.Status == HttpStatusCode.Unauthorized ? 10008 : null);
    }

    /// <summary>In columns: where the session counts, and what a header without a password gets where it does not.</summary>
    [Theory]
    [InlineData("CLUSTER AGENT", null, "ocs", "/api/v1/ob/info", null)]
    [InlineData("CLUSTER AGENT", null, "agent", "/api/v1/ob/info", null)]
    [InlineData("CLUSTER AGENT", "A", "ocs", "/api/v1/ob/info", null)]
    [InlineData("CLUSTER AGENT", "A", "agent", "/api/v1/ob/info", null)]
    [InlineData("CLUSTER AGENT", null, "agent", "POST /api/v1/obproxy/start", null)]
    [InlineData("CLUSTER AGENT", null, "ocs", "POST /api/v1/obproxy/start", "Request.Header.NotFound")]
    [InlineData("CLUSTER AGENT", null, "ocs", "/api/v1/task/dag/41", null)]
    [InlineData("CLUSTER AGENT", null, "ocs", "POST /api/v1/logout", null)]
    [InlineData("CLUSTER AGENT", null, "ocs", "POST /api/v1/login", "Security.Authentication.IncorrectOceanbasePassword")]
    [InlineData("CLUSTER AGENT", null, "ocs", "POST /api/v1/sso/token", "Security.Authentication.IncorrectOceanbasePassword")]
    [InlineData("CLUSTER AGENT", null, "ocs", "POST /api/v1/agent/password", "Security.Authentication.IncorrectOceanbasePassword")]
    [InlineData("CLUSTER AGENT", null, "ocs", "/api/v1/sso/exchange", "Security.SSO.Token.Missing")]
    [InlineData("SINGLE", "A", "agent", "/api/v1/ob/info", "Security.Authentication.IncorrectAgentPassword")]
    [InlineData("FOLLOWER", null, "ocs", "/api/v1/ob/info", "Request.Forward.MasterAgent.NotFound")]
    [InlineData("MASTER", null, "ocs", "/api/v1/ob/info", "Security.Authentication.IncorrectOceanbasePassword")]
    [InlineData("TAKE OVER MASTER", null, "ocs", "/api/v1/ob/info", "Security.Authentication.IncorrectOceanbasePassword")]
    [InlineData("SCALING OUT", null, "ocs", "/api/v1/ob/info", "Security.Authentication.IncorrectOceanbasePassword")]
    [InlineData("SCALING IN", "A", "agent", "/api/v1/ob/info", "Security.Authentication.IncorrectAgentPassword")]
    public async Task A_session_stands_for_a_password_on_members_of_a_cluster_only(
        string identity, string? agentPassword, string header, string route, string? errCode)
    {
        await using var agent = await FakeAgent.StartAsync(new() { Password = "R", AgentPassword = agentPassword });
        using var client = new RawAgentClient(agent);
        var session = RawHeader.ForSession(await client.LogInAsync("R"));
        agent.Identity = identity;
        agent.OnAny().Respond(FakeResponse.Data("{}"));
        var (method, path) = route.Split(' ') is [var verb, var target] ? (verb, target) : ("GET", route);

        var answer = await client.SendAsync(new HttpMethod(method), path, header == "ocs" ? session : session with { Name = "X-OCS-Agent-Header" });

        Assert.Equal(errCode, agent.Requests[1].ResponseErrorCode);
        Assert.Equal(errCode is null, answer.Status is HttpStatusCode.OK);
        Assert.Equal((errCode is null, true), (agent.Requests[1].Executed, agent.Requests[1].HasSession));
    }

    [Theory]
    [InlineData("4.5.0.0", "1000", "Expired")]
    [InlineData("4.4.1.0", "1000", "Timestamp.Invalid")]
    [InlineData("4.5.0.0", "99999999999", "SessionInvalid")]
    [InlineData("4.3.2.0", "1000", null)]
    public async Task An_unknown_session_is_refused_where_sessions_exist(string version, string ts, string? refusal)
    {
        await using var agent = await FakeAgent.StartAsync(new() { Version = version });
        agent.OnGet("/api/v1/ob/info").Respond(FakeResponse.Data("{}"));
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
        agent.OnGet("/api/v1/ob/info").Respond(FakeResponse.Data("{}"));
        using var client = new RawAgentClient(agent);

        var answer = await client.GetAsync(Target, new RawHeader(password));

        Assert.Equal(status, (int)answer.Status);
        if (status == 401)
        {
            Assert.Equal((10008, (string?)null), (answer.Code, answer.ErrCode));
            Assert.Equal("Security.Authentication.IncorrectOceanbasePassword", agent.Requests[0].ResponseErrorCode);
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
        agent.OnPost("/api/v1/ob/init").Respond(FakeResponse.Data("{}"));
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
        agent.OnPost("/api/v1/ob/init").Respond(FakeResponse.Data("{}"));
        using var client = new RawAgentClient(agent);

        var answer = await client.SendAsync(HttpMethod.Post, "/api/v1/ob/init", null, """{"a":1}""", ("X-OCS-Header", "!!!!"));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("""{"a":1}""", agent.Requests[0].Body);
    }

    private static void AssertPassed(FakeAgent agent, RawAnswer answer, string? errCode, int? code)
    {
        Assert.Equal(errCode is null, agent.Requests[0].Executed);
        Assert.Equal((int)answer.Status, agent.Requests[0].ResponseStatus);
        Assert.Equal(errCode, agent.Requests[0].ResponseErrorCode);
        if (errCode is null)
        {
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            return;
        }

        var status = errCode switch
        {
            "Request.Header.NotFound" => HttpStatusCode.BadRequest,
            "Common.Unexpected" => HttpStatusCode.InternalServerError,
            _ => HttpStatusCode.Unauthorized,
        };
        Assert.Equal((status, errCode, code), (answer.Status, answer.ErrCode, answer.Code));
        Assert.False(answer.Envelope.GetProperty("successful").GetBoolean());
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
