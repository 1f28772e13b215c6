using System.Net;
using Microsoft.Extensions.Time.Testing;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Vectors;

namespace ObShellSdk.Tests.Testing;

public sealed class FakeAgentSessionTests : IAsyncLifetime
{
    private const string Target = "/api/v1/ob/info";
    private const string Login = "/api/v1/login";
    private const string Token = "/api/v1/sso/token";
    private const string Exchange = "/api/v1/sso/exchange";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
    private FakeAgent _agent = null!;
    private RawAgentClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _agent = await FakeAgent.StartAsync(new() { Password = "R", TimeProvider = _time });
        _agent.OnGet(Target).Respond(FakeResponse.Data("{}"));
        _client = new RawAgentClient(_agent);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _agent.DisposeAsync();
    }

    [Fact]
    public void What_opens_answers_here_opens_those_of_the_vectors()
    {
        var sessions = WireVectors.Root.GetProperty("sessions");
        var keys = Convert.FromBase64String(sessions.GetProperty("login").Text("keysBase64"));

        var id = RawAgentClient.Decrypt(sessions.GetProperty("login").GetProperty("response").Text("data"), keys);

        Assert.Equal(sessions.GetProperty("login").Text("sessionId"), id);
    }

    [Fact]
    public async Task A_login_answers_a_session_id_that_only_its_caller_can_read()
    {
        var header = new RawHeader("R");

        var answer = await _client.PostAsync(Login, header);

        var id = RawAgentClient.Decrypt(answer.Data.GetString()!, header.Keys!);
        Assert.Matches("^[0-9a-f]{64}$", id);
        Assert.DoesNotContain(id, answer.Text, StringComparison.Ordinal);
        Assert.NotEqual(id, await _client.LogInAsync("R"));
    }

    [Theory]
    [InlineData("4.3.2.0", HttpStatusCode.NotFound, "Common.NotFound", null)]
    [InlineData("4.3.0.0", HttpStatusCode.BadRequest, null, 1000)]
    [InlineData("4.2.6.0", HttpStatusCode.BadRequest, null, 1000)]
    public async Task Before_4_4_0_there_is_no_login(string version, HttpStatusCode status, string? errCode, int? code)
    {
        _agent.Version = version;

        foreach (var route in new[] { Login, "/api/v1/logout", Token })
        {
            var answer = await _client.PostAsync(route, new RawHeader("R"), """{"session_id":"x"}""");

            Assert.Equal((status, errCode, code), (answer.Status, answer.ErrCode, answer.Code));
        }
    }

    [Fact]
    public async Task Sign_on_tokens_came_with_4_4_2()
    {
        _agent.Version = "4.4.1.0";

        Assert.Equal("Common.NotFound", (await _client.PostAsync(Token, new RawHeader("R"))).ErrCode);
        Assert.Equal("Common.NotFound", (await _client.GetAsync(Exchange, RawHeader.ForToken("x"))).ErrCode);
        Assert.Equal(HttpStatusCode.OK, (await _client.PostAsync(Login, new RawHeader("R"))).Status);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.InternalServerError, "Request.Body.Decrypt.AES.KeyAndIv.Invalid")]
    [InlineData(15, HttpStatusCode.InternalServerError, "Request.Body.Decrypt.AES.KeyAndIv.Invalid")]
    [InlineData(16, HttpStatusCode.InternalServerError, "Common.Unexpected")]
    [InlineData(33, HttpStatusCode.InternalServerError, "Common.Unexpected")]
    public async Task A_login_without_sound_keys_fails_in_the_handler(int? keyBytes, HttpStatusCode status, string errCode)
    {
        foreach (var route in new[] { Login, Token })
        {
            var answer = await _client.SendAsync(
                HttpMethod.Post, route, new RawHeader("R") { Keys = keyBytes is { } count ? new byte[count] : null }, body: null, ("X-OBSHELL-Trace-ID", "mine"));

            Assert.Equal((status, errCode), (answer.Status, answer.ErrCode));
            Assert.Equal(errCode == "Common.Unexpected" ? "" : "mine", answer.Envelope.GetProperty("traceId").GetString());
            Assert.Equal("application/json", answer.ContentType);
        }

        Assert.All(_agent.Requests, request => Assert.False(request.Executed));
    }

    [Fact]
    public async Task A_build_without_encryption_has_no_keys_to_log_in_with()
    {
        await using var agent = await FakeAgent.StartAsync(new() { EncryptionDisabled = true });
        using var client = new RawAgentClient(agent);

        var answer = await client.PostAsync(Login);

        Assert.Equal((HttpStatusCode.BadRequest, "Request.AESKey.NotFound"), (answer.Status, answer.ErrCode));
    }

    [Fact]
    public async Task A_session_ends_when_it_was_idle_for_more_than_1800_seconds_and_each_use_renews_it()
    {
        var session = RawHeader.ForSession(await _client.LogInAsync("R"));

        _time.Advance(TimeSpan.FromSeconds(1800));
        Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync(Target, session)).Status);
        _time.Advance(TimeSpan.FromSeconds(1800));
        Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync(Target, session)).Status);
        _time.Advance(TimeSpan.FromSeconds(1801));
        var expired = await _client.GetAsync(Target, session);
        var forgotten = await _client.GetAsync(Target, session);

        Assert.Equal((HttpStatusCode.Unauthorized, "Security.Authentication.SessionExpired", 10008), (expired.Status, expired.ErrCode, expired.Code));
        Assert.Equal("Security.Authentication.SessionInvalid", forgotten.ErrCode);
    }

    [Theory]
    [InlineData(1830, "Security.Authentication.SessionExpired")]
    [InlineData(1831, "Security.Authentication.SessionInvalid")]
    public async Task An_agent_forgets_every_30_seconds_which_sessions_there_were(int seconds, string errCode)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        var session = RawHeader.ForSession(await _client.LogInAsync("R"));
        _time.Advance(TimeSpan.FromSeconds(seconds - 2));

        Assert.Equal(errCode, (await _client.GetAsync(Target, session)).ErrCode);
    }

    [Fact]
    public async Task A_clock_that_is_set_ends_no_session()
    {
        var session = RawHeader.ForSession(await _client.LogInAsync("R"));
        _agent.ClockOffset = TimeSpan.FromDays(1);

        Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync(Target, session)).Status);
    }

    [Theory]
    [InlineData("4.5.0.0", "Security.Authentication.Expired")]
    [InlineData("4.4.2.0", "Security.Authentication.Expired")]
    [InlineData("4.4.1.0", "Security.Authentication.Timestamp.Invalid")]
    [InlineData("4.4.0.0", "Security.Authentication.Timestamp.Invalid")]
    public async Task The_header_of_a_session_expires_although_it_has_no_password(string version, string errCode)
    {
        _agent.Version = version;
        var session = RawHeader.ForSession(await _client.LogInAsync("R"));

        foreach (var ts in new[] { "1000", "soon" })
        {
            var answer = await _client.GetAsync(Target, session with { Ts = ts });

            Assert.Equal((HttpStatusCode.Unauthorized, errCode, 10008), (answer.Status, answer.ErrCode, answer.Code));
        }

        Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync(Target, session with { ExpiresAt = _time.GetUtcNow() })).Status);
    }

    [Fact]
    public async Task No_other_agent_knows_a_session()
    {
        await using var other = await FakeAgent.StartAsync(new() { Password = "R", TimeProvider = _time });
        using var client = new RawAgentClient(other);

        var answer = await client.GetAsync(Target, RawHeader.ForSession(await _client.LogInAsync("R")));

        Assert.Equal((HttpStatusCode.Unauthorized, "Security.Authentication.SessionInvalid"), (answer.Status, answer.ErrCode));
    }

    [Fact]
    public async Task A_restart_loses_sessions_and_tokens()
    {
        var session = RawHeader.ForSession(await _client.LogInAsync("R"));
        var token = RawHeader.ForToken(await CreateTokenAsync());
        await _agent.StopAsync();
        await _agent.StartAgainAsync();

        Assert.Equal("Security.Authentication.SessionInvalid", (await _client.GetAsync(Target, session)).ErrCode);
        Assert.Equal("Security.SSO.Token.NotFound", (await _client.GetAsync(Exchange, token)).ErrCode);
    }

    [Theory]
    [InlineData("new", null, false)]
    [InlineData("R", "new", false)]
    [InlineData("R", null, true)]
    public async Task A_new_password_ends_all_sessions(string root, string? agentPassword, bool lives)
    {
        var session = RawHeader.ForSession(await _client.LogInAsync("R"));
        (_agent.Password, _agent.AgentPassword) = (root, agentPassword);

        Assert.Equal(lives ? null : "Security.Authentication.SessionInvalid", await RefusalAsync(session));
    }

    [Fact]
    public async Task The_same_agent_password_set_again_ends_all_sessions_too()
    {
        _agent.AgentPassword = "A";
        var session = RawHeader.ForSession(await _client.LogInAsync("R"));

        var answer = await _client.PostAsync("/api/v1/agent/password", RawHeader.ForAgent("A"), """{"password":"A"}""");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("Security.Authentication.SessionInvalid", await RefusalAsync(session));
    }

    [Fact]
    public async Task A_session_logs_itself_out_and_keeps_quiet_about_others()
    {
        var (mine, other) = (await _client.LogInAsync("R"), await _client.LogInAsync("R"));

        var quiet = await LogOutAsync(RawHeader.ForSession(mine), other);
        Assert.True(quiet.Envelope.GetProperty("successful").GetBoolean());
        Assert.Null(await RefusalAsync(RawHeader.ForSession(other)));
        await LogOutAsync(RawHeader.ForSession(mine), mine);

        Assert.Equal("Security.Authentication.SessionInvalid", await RefusalAsync(RawHeader.ForSession(mine)));
        Assert.Null(await RefusalAsync(RawHeader.ForSession(other)));
        Assert.Equal("""{"session_id":"******"}""", _agent.RequestsTo("/api/v1/logout")[0].Body);
    }

    [Fact]
    public async Task A_password_logs_any_session_out()
    {
        var session = await _client.LogInAsync("R");

        var answer = await LogOutAsync(new RawHeader("R"), session);
        var again = await LogOutAsync(new RawHeader("R"), session);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (answer.Status, again.Status));
        Assert.False(answer.Envelope.TryGetProperty("data", out _));
        Assert.Equal("Security.Authentication.SessionInvalid", await RefusalAsync(RawHeader.ForSession(session)));
    }

    [Fact]
    public async Task A_logout_must_name_the_session()
        => Assert.Equal("Common.BindJsonFailed", (await _client.PostAsync("/api/v1/logout", new RawHeader("R"), "{}")).ErrCode);

    [Fact]
    public async Task A_token_is_exchanged_for_a_session_without_a_password()
    {
        var header = RawHeader.ForToken(await CreateTokenAsync());

        var answer = await _client.GetAsync(Exchange, header);

        var session = RawAgentClient.Decrypt(answer.Data.GetString()!, header.Keys!);
        Assert.Null(await RefusalAsync(RawHeader.ForSession(session)));
    }

    [Fact]
    public async Task A_token_is_good_once()
    {
        var header = RawHeader.ForToken(await CreateTokenAsync());
        await _client.GetAsync(Exchange, header);

        var second = await _client.GetAsync(Exchange, header);
        _time.Advance(TimeSpan.FromMinutes(31));
        var later = await _client.GetAsync(Exchange, header);

        Assert.Equal((HttpStatusCode.Unauthorized, "Security.SSO.Token.AlreadyUsed", null), (second.Status, second.ErrCode, second.Code));
        Assert.Equal("Security.SSO.Token.NotFound", later.ErrCode);
    }

    [Fact]
    public async Task Of_many_callers_with_one_token_one_gets_a_session()
    {
        var header = RawHeader.ForToken(await CreateTokenAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => _client.GetAsync(Exchange, header)));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(15, answers.Count(answer => answer.Text.Contains("AlreadyUsed", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(60, null)]
    [InlineData(61, "Security.SSO.Token.Expired")]
    [InlineData(1861, "Security.SSO.Token.NotFound")]
    public async Task A_token_is_good_for_60_seconds(int seconds, string? errCode)
    {
        var header = RawHeader.ForToken(await CreateTokenAsync());
        _time.Advance(TimeSpan.FromSeconds(seconds));

        var answer = await _client.GetAsync(Exchange, header);

        Assert.Equal(errCode, _agent.RequestsTo(Exchange)[0].ResponseErrorCode);
        Assert.Equal(errCode is null ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, answer.Status);
    }

    [Fact]
    public async Task A_token_is_asked_for_in_this_order_the_time_the_token_the_keys()
    {
        var header = RawHeader.ForToken(await CreateTokenAsync()) with { Keys = new byte[31] };

        var late = await _client.GetAsync(Exchange, RawHeader.ForToken("") with { Ts = "1000" });
        var missing = await _client.GetAsync(Exchange, new RawHeader("R") { Keys = null });
        var unknown = await _client.GetAsync(Exchange, RawHeader.ForToken("other") with { Keys = null });
        var keyless = await _client.GetAsync(Exchange, header);
        var exchanged = await _client.GetAsync(Exchange, header with { Keys = new byte[32] });

        Assert.Equal(
            ["Security.Authentication.Expired", "Security.SSO.Token.Missing", "Security.SSO.Token.NotFound", "Request.AESKey.NotFound"],
            new[] { late, missing, unknown, keyless }.Select(answer => answer.ErrCode));
        Assert.Equal(HttpStatusCode.BadRequest, keyless.Status);
        Assert.Equal(HttpStatusCode.OK, exchanged.Status);
    }

    [Fact]
    public async Task No_other_agent_knows_a_token()
    {
        await using var other = await FakeAgent.StartAsync();
        using var client = new RawAgentClient(other);

        Assert.Equal("Security.SSO.Token.NotFound", (await client.GetAsync(Exchange, RawHeader.ForToken(await CreateTokenAsync()))).ErrCode);
    }

    private async Task<string> CreateTokenAsync()
    {
        var header = new RawHeader("R");
        return RawAgentClient.Decrypt((await _client.PostAsync(Token, header)).Data.GetString()!, header.Keys!);
    }

    private Task<RawAnswer> LogOutAsync(RawHeader header, string session)
        => _client.PostAsync("/api/v1/logout", header, $$"""{"session_id":"{{session}}"}""");

    private async Task<string?> RefusalAsync(RawHeader header)
    {
        await _client.GetAsync(Target, header);
        return _agent.RequestsTo(Target)[^1].ResponseErrorCode;
    }
}
