using System.Net;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Http;

/// <summary>Operations that an agent is too old for: decided by its version, whatever it answers.</summary>
public sealed class AgentVersionTests
{
    private const string Tasks = "/api/v1/tenant/tenant1/backup/tasks";
    private const string Start = "/api/v1/tenant/tenant1/backup";

    [Theory]
    [InlineData("4.2.3.0-1")]
    [InlineData("4.2.6.0-1")]
    [InlineData("4.3.1.0-12025070100")]
    public async Task An_operation_newer_than_the_agent_is_not_sent(string version)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Version = version);
        using ObShellClient client = TestClients.Connect(agent);

        var first = await Assert.ThrowsAsync<ObShellVersionException>(() => client.Backup.GetJobsPageAsync("tenant1", page: 1, pageSize: 10));
        var second = await Assert.ThrowsAsync<ObShellVersionException>(() => client.Backup.GetJobsPageAsync("tenant1", page: 1, pageSize: 10));

        Assert.Equal(new Version(4, 3, 2), first.RequiredVersion);
        Assert.Equal(version, first.AgentVersion);
        Assert.False(first.MayHaveRun);
        Assert.Equal(first.Message, second.Message);
        Assert.Equal(["/api/v1/info", "/api/v1/secret"], agent.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task A_command_newer_than_the_agent_is_not_sent()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Version = "4.2.3.0-1");
        using ObShellClient client = TestClients.Connect(agent);

        var error = await Assert.ThrowsAsync<ObShellVersionException>(() => client.Backup.StartAsync("tenant1"));

        Assert.False(error.MayHaveRun);
        Assert.DoesNotContain(agent.Requests, request => request.Path == Start);
    }

    // Without encryption the version is not known before the call.
    [Theory]
    [InlineData(HttpStatusCode.BadRequest, """{"code":1000,"message":"Bad request: 404 not found"}""")]
    [InlineData(HttpStatusCode.BadRequest, """{"code":1000,"message":"Bad request: Tenant 'top-compactions' is not exist."}""")]
    [InlineData(HttpStatusCode.NotFound, """{"errCode":"Common.NotFound","message":"Element not found: 404 not found"}""")]
    [InlineData(HttpStatusCode.BadRequest, """{"errCode":"OB.Tenant.NotExist","message":"Tenant 'support-templates' does not exist."}""")]
    [InlineData(HttpStatusCode.InternalServerError, """{"code":1002,"message":"cannot build response body"}""")]
    public async Task Any_refusal_by_an_agent_older_than_the_operation_is_an_ObShellVersionException(HttpStatusCode status, string refusal)
    {
        await using FakeAgent agent = await StartPlainAsync("4.2.6.0-1");
        agent.OnGet(Tasks).Respond(FakeResponse.Raw(status, $$"""{"successful":false,"status":{{(int)status}},"error":{{refusal}}}""", "application/json"));
        using ObShellClient client = TestClients.Connect(agent, options => options.DisableEncryption = true);

        var error = await Assert.ThrowsAsync<ObShellVersionException>(() => client.Backup.GetJobsPageAsync("tenant1", page: 1, pageSize: 10));

        Assert.Equal((new Version(4, 3, 2), "4.2.6.0-1"), (error.RequiredVersion, error.AgentVersion));
    }

    [Fact]
    public async Task A_command_that_an_older_agent_failed_at_may_have_run()
    {
        await using FakeAgent agent = await StartPlainAsync("4.2.3.0-1");
        agent.On(HttpMethod.Patch, Start).Respond(FakeResponse.Raw(HttpStatusCode.InternalServerError, """{"successful":false,"status":500,"error":{"code":1002,"message":"Unknown"}}""", "application/json"));
        using ObShellClient client = TestClients.Connect(agent, options => options.DisableEncryption = true);

        var error = await Assert.ThrowsAsync<ObShellVersionException>(() => client.Backup.CancelAsync("tenant1"));

        Assert.True(error.MayHaveRun);
        Assert.Single(agent.RequestsTo(Start));
    }

    // What agents before 4.2.3 have is not recorded.
    [Fact]
    public async Task An_agent_before_4_2_3_is_asked_whatever_the_operation()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Version = "4.2.2.0-1");
        agent.OnGet(Tasks).Respond(FakeResponse.Data("""{"contents":[],"page":{"number":0,"size":10,"total_elements":0,"total_pages":0}}""")).Once();
        using ObShellClient client = TestClients.Connect(agent);

        Assert.Empty((await client.Backup.GetJobsPageAsync("tenant1", page: 1, pageSize: 10)).Items);
    }

    [Fact]
    public async Task An_agent_before_4_2_3_that_does_not_know_a_later_route_is_too_old()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Version = "4.2.2.0-1");
        agent.OnGet(Tasks).Respond(FakeResponse.Raw(HttpStatusCode.BadRequest, """{"successful":false,"status":400,"error":{"code":1000,"message":"Bad request: 404 not found"}}""", "application/json"));
        using ObShellClient client = TestClients.Connect(agent);

        var error = await Assert.ThrowsAsync<ObShellVersionException>(() => client.Backup.GetJobsPageAsync("tenant1", page: 1, pageSize: 10));

        Assert.Equal((new Version(4, 3, 2), "4.2.2.0-1"), (error.RequiredVersion, error.AgentVersion));
        Assert.Single(agent.RequestsTo(Tasks));
    }

    [Fact]
    public async Task Any_other_refusal_by_an_agent_before_4_2_3_stays_a_refusal()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Version = "4.2.2.0-1");
        agent.AddTenant("tenant2");
        using ObShellClient client = TestClients.Connect(agent);

        await Assert.ThrowsAsync<ObShellApiException>(() => client.Backup.GetOverviewAsync("tenant2"));
        Assert.Null(await client.Backup.FindTaskAsync("tenant2"));
    }

    [Fact]
    public async Task A_refusal_by_an_agent_that_has_the_operation_stays_a_refusal()
    {
        await using FakeAgent agent = await StartPlainAsync("4.2.6.0-1");
        using ObShellClient client = TestClients.Connect(agent, options => options.DisableEncryption = true);

        await Assert.ThrowsAsync<ObShellApiException>(() => client.Backup.GetOverviewAsync("nobody"));
        await Assert.ThrowsAsync<ObShellApiException>(() => client.Backup.GetOverviewAsync("nobody"));

        Assert.Single(agent.Requests, request => request.Path == "/api/v1/info");
    }

    [Fact]
    public async Task A_refusal_is_reported_even_if_the_version_cannot_be_asked_for()
    {
        await using FakeAgent agent = await StartPlainAsync("4.2.6.0-1");
        agent.OnGet("/api/v1/info").DropConnection();
        using ObShellClient client = TestClients.Connect(agent, options => options.DisableEncryption = true);

        await Assert.ThrowsAsync<ObShellApiException>(() => client.Backup.GetOverviewAsync("nobody"));
    }

    [Theory]
    [InlineData("main")]
    [InlineData("")]
    public async Task An_agent_whose_version_cannot_be_read_is_asked(string version)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        agent.OnGet("/api/v1/info").Respond(FakeResponse.Data($$"""{"version":"{{version}}","identity":"CLUSTER AGENT","supportedAuth":["v2"]}"""));
        using ObShellClient client = TestClients.Connect(agent);

        Assert.Single((await client.Backup.GetJobsPageAsync("tenant1", page: 1, pageSize: 10)).Items);
    }

    [Fact]
    public async Task An_agent_that_was_upgraded_is_asked_after_a_minute_at_the_latest()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await TestClients.StartAgentAsync(options =>
        {
            options.Version = "4.2.6.0-1";
            options.TimeProvider = clock;
        });
        using ObShellClient client = TestClients.Connect(agent, options => options.TimeProvider = clock);
        await Assert.ThrowsAsync<ObShellVersionException>(() => client.Backup.GetJobsPageAsync("tenant1", page: 1, pageSize: 10));

        agent.Version = "4.5.0.0-1";
        clock.Advance(TimeSpan.FromMinutes(1) + TimeSpan.FromTicks(1));

        Assert.Single((await client.Backup.GetJobsPageAsync("tenant1", page: 1, pageSize: 10)).Items);
    }

    [Fact]
    public async Task An_agent_that_has_the_operation_is_preferred_to_one_that_is_too_old()
    {
        await using FakeAgent old = await TestClients.StartAgentAsync(options => options.Version = "4.2.6.0-1");
        await using FakeAgent recent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(old, options => options.Endpoints.Add(recent.Endpoint));
        using ObShellClient one = client.ForAgent(recent.Endpoint);
        await Assert.ThrowsAsync<ObShellVersionException>(() => client.Backup.GetJobsPageAsync("tenant1", page: 1, pageSize: 10));

        await one.Backup.GetOverviewAsync("tenant1");

        Assert.Single((await client.Backup.GetJobsPageAsync("tenant1", page: 1, pageSize: 10)).Items);
    }

    private static Task<FakeAgent> StartPlainAsync(string version) => TestClients.StartAgentAsync(options =>
    {
        options.Version = version;
        options.EncryptionDisabled = true;
    });
}
