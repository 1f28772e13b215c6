using System.Text.Json;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Docs;

namespace ObShellSdk.Tests.SignIn;

/// <summary>Sessions in place of passwords: opened once, renewed when they end, closed with the client; and those that are handed on.</summary>
public sealed class SessionTests
{
    private const string LogIn = "/api/v1/login";
    private const string LogOut = "/api/v1/logout";

    [Fact]
    public async Task Calls_that_start_together_share_one_session_and_it_is_closed_with_the_client()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        await using (ObShellClient client = Connect(agent))
        {
            await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.Backup.GetOverviewAsync("tenant1")));
            Assert.Equal(1, Calls(agent, LogIn));
            Assert.Equal(0, Calls(agent, LogOut));
        }

        ReceivedRequest closed = Assert.Single(agent.Requests, request => request.Path == LogOut);
        Assert.Equal(200, closed.ResponseStatus);
    }

    [Fact]
    public async Task A_session_shows_no_password_so_that_a_wrong_one_is_not_noticed_any_more()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        string password = TestClients.Password;
        await using ObShellClient client = Connect(agent, options => options.Credential = ObShellCredential.FromProvider(
            _ => ValueTask.FromResult(ObShellCredential.FromPassword(password))));
        await client.Backup.GetOverviewAsync("tenant1");
        password = "another one";

        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(1, Calls(agent, LogIn));
    }

    [Theory]
    [InlineData("4.4.0.0-1")]
    [InlineData("4.4.2.0-1")]
    [InlineData("4.5.0.0-1")]
    public async Task A_session_that_was_idle_for_too_long_is_renewed_by_the_call_that_finds_out(string version)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => (options.TimeProvider, options.Version) = (clock, version));
        await using ObShellClient client = Connect(agent, options => options.TimeProvider = clock);
        await client.Backup.GetOverviewAsync("tenant1");
        clock.Advance(TimeSpan.FromMinutes(31));

        await client.Backup.GetOverviewAsync("tenant1");
        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(2, Calls(agent, LogIn));
    }

    [Fact]
    public async Task A_restart_of_the_agent_ends_its_sessions_and_the_client_opens_another_one()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        await using ObShellClient client = Connect(agent);
        await client.Backup.GetOverviewAsync("tenant1");
        await agent.StopAsync();
        agent.RotateKey();
        await agent.StartAgainAsync();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => client.Backup.GetOverviewAsync("tenant1")));

        Assert.Equal(2, agent.Requests.Count(request => request is { Path: LogIn, ResponseStatus: 200 }));
    }

    [Theory]
    [InlineData("4.4.0.0-1")]
    [InlineData("4.5.0.0-1")]
    public async Task A_clock_that_differs_is_learned_with_a_session_too(string version)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Version = version);
        await using ObShellClient client = Connect(agent);
        await client.Backup.GetOverviewAsync("tenant1");
        agent.ClockOffset = TimeSpan.FromMinutes(10);

        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(1, Calls(agent, LogIn));
    }

    [Theory]
    [InlineData("4.3.2.0-1", FakeAgentIdentity.ClusterAgent)]
    [InlineData("4.5.0.0-1", FakeAgentIdentity.Master)]
    public async Task An_agent_without_sessions_gets_the_password(string version, string identity)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => (options.Version, options.Identity) = (version, identity));
        await using ObShellClient client = Connect(agent);

        await client.SendJsonAsync(HttpMethod.Get, "/api/v1/task/dag/unfinish");
        await client.SendJsonAsync(HttpMethod.Get, "/api/v1/task/dag/unfinish");

        Assert.True(Calls(agent, LogIn) <= 1);
        Assert.Equal(0, Calls(agent, LogOut));
    }

    [Fact]
    public async Task A_wrong_password_is_said_by_the_call_and_tried_again_by_the_next()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        await using ObShellClient client = Connect(agent, options => options.Credential = ObShellCredential.FromPassword("wrong"));

        var error = await Assert.ThrowsAsync<ObShellAuthenticationException>(() => client.Backup.GetOverviewAsync("tenant1"));
        await Assert.ThrowsAsync<ObShellAuthenticationException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal(AuthenticationFailureReason.WrongPassword, error.Reason);
        Assert.Equal(2, Calls(agent, LogIn));
    }

    [Fact]
    public async Task A_session_can_be_handed_on_and_closed()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient owner = TestClients.Connect(agent);
        Secret session = await owner.SignIn.LogInAsync();
        using ObShellClient guest = TestClients.Connect(agent, options => options.Credential = ObShellCredential.FromSession(session.Reveal()));

        await guest.Backup.GetOverviewAsync("tenant1");
        await owner.SignIn.LogOutAsync(session);
        var error = await Assert.ThrowsAsync<ObShellAuthenticationException>(() => guest.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal(AuthenticationFailureReason.SessionEnded, error.Reason);
        Assert.DoesNotContain(session.Reveal(), error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, Calls(agent, LogIn));
    }

    [Fact]
    public async Task LogOutAsync_closes_the_session_that_is_passed_in_and_not_the_clients_own()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        await using ObShellClient owner = Connect(agent);
        await owner.Backup.GetOverviewAsync("tenant1");
        Secret other = await owner.SignIn.LogInAsync();
        using ObShellClient guest = TestClients.Connect(agent, options => options.Credential = ObShellCredential.FromSession(other.Reveal()));
        await guest.Backup.GetOverviewAsync("tenant1");

        await owner.SignIn.LogOutAsync(other);

        var error = await Assert.ThrowsAsync<ObShellAuthenticationException>(() => guest.Backup.GetOverviewAsync("tenant1"));
        Assert.Equal(AuthenticationFailureReason.SessionEnded, error.Reason);
        int before = Calls(agent, LogIn);
        await owner.Backup.GetOverviewAsync("tenant1");
        Assert.Equal(before, Calls(agent, LogIn));
    }

    [Fact]
    public async Task A_token_is_swapped_for_a_session_once()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient owner = TestClients.Connect(agent);
        using ObShellClient guest = TestClients.Connect(agent, options => options.Credential = ObShellCredential.None);
        Secret token = await owner.SignIn.CreateSsoTokenAsync();

        Secret session = await guest.SignIn.ExchangeSsoTokenAsync(token);
        await Assert.ThrowsAsync<ObShellAuthenticationException>(() => guest.SignIn.ExchangeSsoTokenAsync(token));

        using ObShellClient signedIn = TestClients.Connect(agent, options => options.Credential = ObShellCredential.FromSession(session.Reveal()));
        await signedIn.Backup.GetOverviewAsync("tenant1");
    }

    [Fact]
    public async Task An_exchange_whose_answer_is_lost_is_not_sent_again()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        Secret token = await client.SignIn.CreateSsoTokenAsync();
        agent.OnGet("/api/v1/sso/exchange").DropConnection(FakeDropPoint.AfterExecution);

        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => client.SignIn.ExchangeSsoTokenAsync(token));

        Assert.True(error.MayHaveRun);
        Assert.Equal(1, Calls(agent, "/api/v1/sso/exchange"));
    }

    [Fact]
    [Shows(Promise.SealedAnswersAreOpenedOrNone)]
    public async Task An_answer_that_cannot_be_opened_is_no_session()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        // 63 bytes are not a whole block, so no key decrypts them.
        agent.OnPost(LogIn).Respond(FakeResponse.Data(JsonSerializer.Serialize(Convert.ToBase64String(new byte[63]))));

        await Assert.ThrowsAsync<ObShellProtocolException>(() => client.SignIn.LogInAsync());
    }

    private static ObShellClient Connect(FakeAgent agent, Action<ObShellClientOptions>? configure = null) => TestClients.Connect(agent, options =>
    {
        options.UseSessions = true;
        configure?.Invoke(options);
    });

    private static int Calls(FakeAgent agent, string path) => agent.Requests.Count(request => request.Path == path);
}
