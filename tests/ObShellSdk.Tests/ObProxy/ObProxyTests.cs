using System.Net;
using ObShellSdk.ObProxy;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Packages;
using ObShellSdk.Tests.Tasks;

namespace ObShellSdk.Tests.ObProxy;

/// <summary>The OBProxy of one agent: guarded by that agent's own password, and meant for that agent alone.</summary>
public sealed class ObProxyTests
{
    private const string Route = "/api/v1/obproxy";
    private const string Id = "421307064330288600001";
    private const string AgentPassword = "the agent's own";

    public static TheoryData<string, string, string> Starts => new()
    {
        { "Add", Route, "Add obproxy" },
        { "Delete", Route, "Delete obproxy" },
        { "Start", $"{Route}/start", "Start obproxy" },
        { "Stop", $"{Route}/stop", "Stop obproxy" },
        { "Upgrade", $"{Route}/upgrade", "Upgrade obproxy" },
    };

    [Fact]
    public async Task An_obproxy_is_added_with_what_the_request_says()
    {
        await using FakeAgent agent = await StartAgentAsync();
        using ObShellClient client = Connect(agent);
        agent.OnPost(Route).Respond(FakeResponse.Data(Dag("Add obproxy")));

        DagOperation operation = await client.ObProxy.AddAsync(new AddObProxyRequest
        {
            HomePath = "/home/admin/obproxy",
            SqlPort = 3306,
            ProxyroPassword = "ro",
            ObProxySysPassword = "sys",
            RsList = "10.0.0.1:2881",
            Parameters = new Dictionary<string, string> { ["work_thread_num"] = "8" },
        });

        Assert.Equal(Id, operation.Id);
        ReceivedRequest request = Assert.Single(agent.RequestsTo(Route));
        Assert.Equal(FakeHeaderKind.Agent, request.HeaderKind);
        Assert.Equal(
            """{"home_path":"/home/admin/obproxy","sql_port":3306,"proxyro_password":"ro","obproxy_sys_password":"sys","rs_list":"10.0.0.1:2881","parameters":{"work_thread_num":"8"}}""",
            request.RevealBody());
    }

    [Theory]
    [InlineData("fd00::1", null, null, true)]
    [InlineData("fd00::1", "[fd00::1]:2881", null, false)]
    [InlineData("fd00::1", null, "http://config", false)]
    [InlineData("10.0.0.1", null, null, false)]
    public async Task AddAsync_needs_root_servers_where_the_host_has_an_IPv6_address(string ip, string? rsList, string? configUrl, bool isRefused)
    {
        await using FakeAgent agent = await StartAgentAsync();
        using ObShellClient client = Connect(agent);
        agent.OnPost(Route).Respond(FakeResponse.Data(Dag("Add obproxy")));
        agent.OnGet("/api/v1/info").Respond(FakeResponse.Data($$"""{"ip":"{{ip}}","port":2886,"identity":"CLUSTER AGENT","version":"4.5.0.0-1"}"""));
        var request = new AddObProxyRequest { HomePath = "/home/admin/obproxy", RsList = rsList, ConfigUrl = configUrl };

        if (isRefused)
        {
            Assert.Contains("IPv6", (await Assert.ThrowsAsync<ArgumentException>(() => client.ObProxy.AddAsync(request))).Message, StringComparison.Ordinal);
        }
        else
        {
            await client.ObProxy.AddAsync(request);
        }

        Assert.Equal(isRefused ? 0 : 1, agent.RequestsTo(HttpMethod.Post, Route).Count);
    }

    [Fact]
    public async Task Where_there_is_no_obproxy_its_removal_has_ended_at_once()
    {
        await using FakeAgent agent = await StartAgentAsync();
        using ObShellClient client = Connect(agent);
        agent.OnDelete(Route).Respond(FakeResponse.Raw(System.Net.HttpStatusCode.NoContent, ""));

        DagOperation operation = await client.ObProxy.DeleteAsync();

        Assert.True(operation.HasEnded);
        Assert.Equal(DagOutcome.Succeeded, await operation.WaitAsync());
    }

    [Fact]
    public async Task The_work_is_followed_at_the_same_agent_with_the_same_password()
    {
        await using FakeAgent agent = await StartAgentAsync();
        await using FakeAgent other = await StartAgentAsync();
        using ObShellClient client = Connect(agent, options => options.Endpoints.Add(other.Endpoint));
        agent.OnPost($"{Route}/stop").Respond(FakeResponse.Data(Dag("Stop obproxy")));
        agent.OnGet($"/api/v1/task/dag/{Id}").Respond(FakeResponse.Data(Dag("Stop obproxy", "SUCCEED")));

        DagOutcome outcome = await (await client.ObProxy.StopAsync()).WaitAsync();

        Assert.Equal(DagOutcome.Succeeded, outcome);
        Assert.All(agent.RequestsTo($"/api/v1/task/dag/{Id}"), request => Assert.Equal((FakeHeaderKind.Agent, 200), (request.HeaderKind, request.ResponseStatus)));
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_session_opens_all_operations_in_the_header_of_the_agent(bool handedOn)
    {
        await using FakeAgent agent = await StartAgentAsync();
        using ObShellClient owner = TestClients.Connect(agent);
        Secret session = await owner.SignIn.LogInAsync();
        using ObShellClient client = TestClients.Connect(agent, options =>
        {
            options.UseSessions = !handedOn;
            options.Credential = handedOn ? ObShellCredential.FromSession(session.Reveal()) : ObShellCredential.FromPassword(TestClients.Password);
        });
        agent.OnPost(Route).Respond(FakeResponse.Data(Dag("Add obproxy")));
        agent.OnDelete(Route).Respond(FakeResponse.Data(Dag("Delete obproxy")));
        foreach (string path in (string[])["start", "stop", "upgrade"])
        {
            agent.OnPost($"{Route}/{path}").Respond(FakeResponse.Data(Dag("Work")));
        }

        foreach (string operation in (string[])["Add", "Delete", "Start", "Stop", "Upgrade"])
        {
            await StartAsync(client, operation);
        }

        ReceivedRequest[] requests = [.. agent.Requests.Where(request => request.Path.StartsWith(Route, StringComparison.Ordinal))];
        Assert.Equal(5, requests.Length);
        Assert.All(requests, request => Assert.Equal((FakeHeaderKind.Agent, true, 200), (request.HeaderKind, request.HasSession, request.ResponseStatus)));
    }

    [Fact]
    public async Task An_agent_that_is_away_hands_nothing_on_to_another_one()
    {
        await using FakeAgent agent = await StartAgentAsync();
        await using FakeAgent other = await StartAgentAsync();
        using ObShellClient client = Connect(agent, options => options.Endpoints.Add(other.Endpoint));
        await agent.StopAsync();

        await Assert.ThrowsAsync<ObShellTransportException>(() => client.ObProxy.DeleteAsync());
        await Assert.ThrowsAsync<ObShellTransportException>(() => client.ObProxy.UploadAsync(UploadRoute.File(UploadRoute.ObProxy, new GeneratedFile(10))));
        other.OnDelete(Route).Respond(FakeResponse.Raw(System.Net.HttpStatusCode.NoContent, ""));
        await client.ForAgent(other.Endpoint).ObProxy.DeleteAsync();

        Assert.Single(other.RequestsTo(Route));
    }

    [Fact]
    public async Task Without_the_password_of_the_agent_nothing_is_sent()
    {
        await using FakeAgent agent = await StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        var error = await Assert.ThrowsAsync<ObShellAuthenticationException>(() => client.ObProxy.StartAsync());

        Assert.Equal(AuthenticationFailureReason.AgentPasswordNeeded, error.Reason);
        Assert.Equal((HttpStatusCode.Unauthorized, ObShellErrorCodes.SecurityAuthenticationWithAgentPassword), (error.StatusCode, error.Code));
        Assert.Empty(agent.RequestsTo($"{Route}/start"));
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task A_lost_start_is_found_in_the_lists_of_that_agent(string operation, string path, string dag)
    {
        await using FakeAgent agent = await StartAgentAsync();
        using ObShellClient client = Connect(agent);
        agent.On(operation == "Delete" ? HttpMethod.Delete : HttpMethod.Post, path).DropConnection();
        agent.OnGet("/api/v1/task/dag/agent/unfinish").Respond(FakeResponse.Data("""{"contents":null}"""));
        agent.OnGet("/api/v1/task/dags/agent").Respond(FakeResponse.Data($$"""{"contents":[{{Dag(dag)}}]}"""));
        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => StartAsync(client, operation));

        Assert.True(error.MayHaveRun);
        agent.OnGet("/api/v1/task/dags/agent").Respond(FakeResponse.Data($$"""{"contents":[{{Dag("Join self", dagId: 80)}},{{Dag(dag)}}]}"""));
        Assert.Null(await client.Tasks.FindStartedAsync(error));
        agent.OnGet("/api/v1/task/dags/agent").Respond(FakeResponse.Data($$"""{"contents":[{{Dag("Join self", dagId: 80)}},{{Dag(dag, dagId: 78)}},{{Dag(dag)}}]}"""));

        Assert.Equal((dag, 78L), (await client.Tasks.FindStartedAsync(error))!.Dag is { } found ? (found.Name, found.DagId) : default);
        Assert.DoesNotContain(agent.Requests, request => request.Path is "/api/v1/task/dag/unfinish" or "/api/v1/task/dag/ob/unfinish" or "/api/v1/task/dags/ob");
    }

    [Fact]
    public async Task A_request_that_no_agent_would_take_is_not_sent()
    {
        await using FakeAgent agent = await StartAgentAsync();
        using ObShellClient client = Connect(agent);
        var request = new AddObProxyRequest { HomePath = "/home/admin/obproxy" };

        await Assert.ThrowsAsync<ArgumentException>(() => client.ObProxy.AddAsync(request with { HomePath = " " }));
        await Assert.ThrowsAsync<ArgumentException>(() => client.ObProxy.AddAsync(request with { RsList = "10.0.0.1:2881", ConfigUrl = "http://10.0.0.1" }));
        await Assert.ThrowsAsync<ArgumentException>(() => client.ObProxy.AddAsync(request with { RpcPort = 0 }));
        await Assert.ThrowsAsync<ArgumentException>(() => client.ObProxy.AddAsync(request with { ExporterPort = 65536 }));
        await Assert.ThrowsAsync<ArgumentException>(() => client.ObProxy.UpgradeAsync(new UpgradeObProxyRequest { Version = "", Release = "11.el8" }));
        await Assert.ThrowsAsync<ArgumentException>(() => client.ObProxy.UpgradeAsync(new UpgradeObProxyRequest { Version = "4.3.0.0", Release = "" }));

        Assert.Empty(agent.Requests);
    }

    private static Task<DagOperation> StartAsync(ObShellClient client, string operation) => operation switch
    {
        "Add" => client.ObProxy.AddAsync(new AddObProxyRequest { HomePath = "/home/admin/obproxy" }),
        "Delete" => client.ObProxy.DeleteAsync(),
        "Start" => client.ObProxy.StartAsync(),
        "Stop" => client.ObProxy.StopAsync(),
        _ => client.ObProxy.UpgradeAsync(new UpgradeObProxyRequest { Version = "4.3.0.0", Release = "11.el8" }),
    };

    private static string Dag(string name, string state = "RUNNING", long dagId = 77) => DagJson.Of(state, stage: 2, maintenance: 4, name: name, dagId: dagId)
        .Replace(DagJson.Id, Id, StringComparison.Ordinal);

    private static Task<FakeAgent> StartAgentAsync() => TestClients.StartAgentAsync(options => options.AgentPassword = AgentPassword);

    private static ObShellClient Connect(FakeAgent agent, Action<ObShellClientOptions>? configure = null) => TestClients.Connect(agent, options =>
    {
        options.Credential = ObShellCredential.FromPasswords(TestClients.Password, AgentPassword);
        configure?.Invoke(options);
    });
}
