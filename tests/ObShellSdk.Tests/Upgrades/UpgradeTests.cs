using System.Net;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Tasks;
using ObShellSdk.Upgrades;

namespace ObShellSdk.Tests.Upgrades;

/// <summary>Upgrades: what is sent, what is found again, and what is no upgrade at all.</summary>
public sealed class UpgradeTests
{
    private static readonly UpgradeRequest _request = new() { Version = "4.3.5.0", Release = "100000012024.el7" };

    private static readonly ObserverUpgradeRequest _rolling = new() { Version = "4.3.5.0", Release = "100000012024.el7", Mode = UpgradeMode.Rolling };

    public static TheoryData<string, string, string> Starts => new()
    {
        { "check observers", "/api/v1/ob/upgrade/check", "Upgrade check OB 4.3.5.0-100000012024.el7" },
        { "rolling", "/api/v1/ob/upgrade", "OB rolling upgrade 4.3.5.0-100000012024.el7" },
        { "stop service", "/api/v1/ob/upgrade", "OB stop service upgrade 4.3.5.0-100000012024.el7" },
        { "check agents", "/api/v1/agent/upgrade/check", "Upgrade check obshell 4.3.5.0-100000012024.el7" },
        { "agents", "/api/v1/agent/upgrade", "Upgrade obshell 4.3.5.0-100000012024.el7" },
    };

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task A_lost_start_is_found_by_what_it_does_and_to_which_version(string work, string path, string name)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPost(path).DropConnection();
        string earlier = Dag(name, 70);
        agent.OnGet("/api/v1/task/dag/ob/unfinish").Respond(FakeResponse.Data("""{"contents":[]}"""));
        agent.OnGet("/api/v1/task/dags/ob").Respond(FakeResponse.Data($$"""{"contents":[{{earlier}}]}"""));
        agent.OnGet("/api/v1/task/dag/maintain/ob").Respond(FakeResponse.Data(earlier));
        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => StartAsync(client, work));
        Assert.Equal((true, 70L), (error.MayHaveRun, error.LostStart!.LastDagId));

        IEnumerable<string> otherNames = Starts.Select(row => row.Data.Item3).Where(other => other != name).Append(name.Replace("4.3.5.0", "4.3.4.0", StringComparison.Ordinal));
        string others = string.Join(',', otherNames.Select((other, index) => Dag(other, 71 + index)).Prepend(earlier));
        agent.OnGet("/api/v1/task/dag/ob/unfinish").Respond(FakeResponse.Data($$"""{"contents":[{{others}}]}"""));
        agent.OnGet("/api/v1/task/dags/ob").Respond(FakeResponse.Data($$"""{"contents":[{{others}}]}"""));
        Assert.Null(await client.Tasks.FindStartedAsync(error));
        agent.OnGet("/api/v1/task/dags/ob").Respond(FakeResponse.Data($$"""{"contents":[{{others}},{{Dag(name, 80)}}]}"""));

        Assert.Equal((name, 80L), (await client.Tasks.FindStartedAsync(error))!.Dag is { } dag ? (dag.Name, dag.DagId) : default);
        Assert.Single(agent.RequestsTo(path));
    }

    [Fact]
    public async Task Observers_are_upgraded_as_the_request_says()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPost("/api/v1/ob/upgrade").Respond(FakeResponse.Data(Dag("OB rolling upgrade 4.3.5.0-100000012024.el7", 77)));

        DagOperation operation = await client.Upgrades.UpgradeObserversAsync(_rolling with { UpgradeDirectory = "/data", FreezeServer = true });

        Assert.Equal(DagJson.Id, operation.Id);
        Assert.Equal(
            """{"mode":"ROLLING","freeze_server":true,"version":"4.3.5.0","release":"100000012024.el7","upgradeDir":"/data"}""",
            Assert.Single(agent.RequestsTo("/api/v1/ob/upgrade")).RevealBody());
    }

    [Fact]
    public async Task A_request_that_no_agent_would_take_is_not_sent()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        await Assert.ThrowsAsync<ArgumentException>(() => client.Upgrades.UpgradeObserversAsync(_rolling with { Mode = new UpgradeMode("FAST") }));
        await Assert.ThrowsAsync<ArgumentException>(() => client.Upgrades.UpgradeObserversAsync(_rolling with { Mode = default }));
        await Assert.ThrowsAsync<ArgumentException>(() => client.Upgrades.UpgradeObserversAsync(_rolling with { Version = "" }));
        await Assert.ThrowsAsync<ArgumentException>(() => client.Upgrades.CheckObserversAsync(_request with { Release = "" }));
        await Assert.ThrowsAsync<ArgumentException>(() => client.Upgrades.CheckAgentsAsync(_request with { Version = " " }));
        await Assert.ThrowsAsync<ArgumentException>(() => client.Upgrades.UpgradeAgentsAsync(_request with { Release = null! }));

        Assert.Empty(agent.Requests);
    }

    [Fact]
    public async Task What_changes_nothing_is_repeated_as_a_read_and_what_may_is_not()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        foreach (string path in (string[])["/api/v1/upgrade/env/check", "/api/v1/upgrade/params/backup", "/api/v1/upgrade/params/restore"])
        {
            agent.OnPost(path).Respond(FakeResponse.Data(path.EndsWith("backup", StringComparison.Ordinal) ? """{"contents":[{"SvrIp":"10.0.0.1","Name":"enable_rebalance"}]}""" : "null"));
            agent.OnPost(path).Respond(FakeResponse.Raw(HttpStatusCode.ServiceUnavailable, "<html>", "text/html")).Once();
        }

        await client.Upgrades.CheckEnvironmentAsync();
        PreservedParameter parameter = Assert.Single(await client.Upgrades.ListPreservedParametersAsync());
        var error = await Assert.ThrowsAsync<ObShellProtocolException>(() => client.Upgrades.RestorePreservedParametersAsync());

        Assert.Equal(("10.0.0.1", "enable_rebalance"), (parameter.ServerIp, parameter.Name));
        Assert.Equal(2, agent.RequestsTo("/api/v1/upgrade/env/check").Count);
        Assert.True(error.MayHaveRun);
        Assert.Single(agent.RequestsTo("/api/v1/upgrade/params/restore"));
        await client.Upgrades.RestorePreservedParametersAsync();
    }

    [Fact]
    public async Task A_host_without_Python_is_told_by_an_error()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPost("/api/v1/upgrade/env/check").Respond(FakeResponse.Error(ObShellErrorCodes.EnvironmentWithoutPython));

        var error = await Assert.ThrowsAsync<ObShellApiException>(() => client.Upgrades.CheckEnvironmentAsync());

        Assert.Equal(ObShellErrorCodes.EnvironmentWithoutPython, error.Code);
        Assert.False(error.MayHaveRun);
    }

    private static Task<DagOperation> StartAsync(ObShellClient client, string work) => work switch
    {
        "check observers" => client.Upgrades.CheckObserversAsync(_request),
        "rolling" => client.Upgrades.UpgradeObserversAsync(_rolling),
        "stop service" => client.Upgrades.UpgradeObserversAsync(_rolling with { Mode = UpgradeMode.StopService }),
        "check agents" => client.Upgrades.CheckAgentsAsync(_request),
        _ => client.Upgrades.UpgradeAgentsAsync(_request),
    };

    private static string Dag(string name, long dagId) => DagJson.Of("RUNNING", maintenance: 2, name: name, dagId: dagId);
}
