using System.Net;
using ObShellSdk.Backup;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Testing;

/// <summary>What tests want to say about an agent, each in one line, as a user's client meets it.</summary>
public sealed class FakeAgentScriptTests
{
    private const string Overview = "/api/v1/tenant/{name}/backup/overview";
    private const string Start = "/api/v1/tenant/{name}/backup";

    [Fact]
    public async Task A_script_reads_like_the_test()
    {
        await using FakeAgent agent = await FakeAgent.StartAsync(new() { Password = TestClients.Password, Speed = 100 });
        using ObShellClient client = agent.CreateClient(options => options.Retry.BaseDelay = TimeSpan.Zero);

        // A tenant with a running backup at 40 percent.
        agent.AddTenant("shop").WithRunningBackup(TimeSpan.FromHours(100), progress: 0.4);
        CdbObBackupTask task = await OverviewAsync();
        Assert.Equal(BackupTaskStatus.Doing, task.Status);
        Assert.InRange(task.MacroBlockPercent!.Value, 39, 41);

        // The next start fails with this code.
        agent.AddTenant("orders").WithBackupConfig();
        agent.OnPost(Start).Respond(FakeResponse.Error(ObShellErrorCodes.TenantUnderMaintenance)).Once();
        var refused = await Assert.ThrowsAsync<ObShellApiException>(() => client.Backup.StartAsync("orders"));
        Assert.Equal(ObShellErrorCodes.TenantUnderMaintenance, refused.Code);

        // This DAG fails at node 3.
        agent.NextDag.FailAtNode(2, "ERROR: [OB.Backup.Failed]: no space left");
        FakeDag dag = agent.AddDag("Move zone", FakeDagKind.Cluster, "stop", "copy", "switch", "start");
        var failed = await Assert.ThrowsAsync<DagFailedException>(() => client.Tasks.GetOperation(dag.Id).WaitAsync());
        Assert.Equal(("switch", "FAILED", 3), (failed.FailedNode!.Name, dag.State, dag.Stage));
        Assert.Contains("no space left", failed.ErrorText, StringComparison.Ordinal);

        // The agent restarts with a new key at the fifth request.
        string key = agent.PublicKey;
        FakeRule restart = agent.OnAny().After(4).Do(FakeAction.Restart(newKey: true)).Once();
        for (int call = 1; call <= 6; call++)
        {
            await OverviewAsync();
        }

        Assert.NotEqual(key, agent.PublicKey);

        // It answers slowly: late, or byte by byte.
        agent.OnGet(Overview).Do(FakeAction.Delay(TimeSpan.FromMilliseconds(10)).Then(FakeAction.Respond(FakeResponse.FromAgent.SentByteByByte()))).Once();
        await OverviewAsync();

        // The connection breaks after the request was executed.
        agent.OnPost(Start).DropConnection(FakeDropPoint.AfterExecution).Once();
        var lost = await Assert.ThrowsAsync<ObShellTransportException>(() => client.Backup.StartAsync("orders"));
        Assert.True(lost.MayHaveRun);

        // Half an answer, whose connection breaks, or which pretends to be whole.
        agent.OnGet(Overview).DropConnection(FakeDropPoint.DuringResponse).Once();
        await OverviewAsync();
        agent.OnGet(Overview).Respond(FakeResponse.FromAgent.TruncatedTo(40)).Once();
        await Assert.ThrowsAsync<ObShellProtocolException>(OverviewAsync);

        // A proxy's HTML page.
        agent.OnGet(Overview).Respond(FakeResponse.Raw(HttpStatusCode.BadGateway, "<html>502 Bad Gateway</html>", "text/html")).Once();
        await OverviewAsync();

        // A clock ten minutes ahead.
        agent.ClockOffset = TimeSpan.FromMinutes(10);
        await OverviewAsync();

        // And what came of it: how often, in which order, and done once.
        Assert.Equal(1, restart.Hits);
        agent.VerifyReceived(HttpMethod.Post, Start, times: 2);
        agent.VerifyExecuted(HttpMethod.Post, Start, times: 1);
        agent.VerifyOrder("GET /api/v1/info", $"GET {Overview}", $"POST {Start}", "GET /api/v1/task/dag/{id}", "GET /api/v1/secret", $"POST {Start}");
        agent.VerifyRulesUsed();
        agent.VerifyNoUnexpectedRequests();

        async Task<CdbObBackupTask> OverviewAsync() => (await client.Backup.GetOverviewAsync("shop")).Task;
    }

    [Fact]
    public async Task A_node_that_is_to_fail_can_be_named_and_succeeds_when_it_is_tried_again()
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.NextDag.FailAtNode("two", "ERROR: [OB.Invented]: no");
        FakeDag dag = test.Agent.AddDag("three steps", FakeDagKind.Cluster, "one", "two", "three");
        FakeDag other = test.Agent.AddDag("other", FakeDagKind.Cluster, "two");

        test.PassTime();
        Assert.Equal(("FAILED", 2, "SUCCEED"), (dag.State, dag.Stage, other.State));
        await test.OperateAsync(dag.Id, "retry");
        test.PassTime();

        Assert.Equal("SUCCEED", dag.State);
    }

    [Fact]
    public async Task A_rule_may_let_requests_pass_first()
    {
        await using FakeAgent agent = await FakeAgent.StartAsync();
        FakeRule rule = agent.OnGet("/api/v1/info").After(2).Respond(FakeResponse.Raw(HttpStatusCode.BadGateway, "")).Times(2);
        using var client = new RawAgentClient(agent);
        var answers = new List<int>();

        for (int request = 1; request <= 6; request++)
        {
            await client.GetAsync("/api/v1/time");
            answers.Add((int)(await client.GetAsync("/api/v1/info")).Status);
        }

        Assert.Equal([200, 200, 502, 502, 200, 200], answers);
        Assert.Equal(2, rule.Hits);
        Assert.Throws<ArgumentOutOfRangeException>(() => rule.After(-1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_restart_cuts_every_connection_ends_sessions_and_keeps_the_rest(bool newKey)
    {
        await using FakeAgent agent = await FakeAgent.StartAsync(new() { Password = "R", UseTls = newKey });
        agent.AddTenant("t").WithBackupConfig();
        agent.OnGet("/api/v1/time").Hang().Once();
        agent.OnPost(Start).Do(FakeAction.Restart(newKey)).Once();
        using var client = new RawAgentClient(agent);
        string session = await client.LogInAsync("R");
        (string key, long start) = (agent.PublicKey, await StartOfAsync());
        Task hanging = client.GetAsync("/api/v1/time");
        await agent.WaitForRequestsAsync(3).WaitAsync(RawAgentClient.Patience);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync("/api/v1/tenant/t/backup", new RawHeader("R")));

        await Assert.ThrowsAsync<HttpRequestException>(() => hanging.WaitAsync(RawAgentClient.Patience));
        Assert.Equal((newKey, true), (key != agent.PublicKey, await StartOfAsync() > start));
        Assert.Equal("Security.Authentication.SessionInvalid", (await client.GetAsync("/api/v1/ob/info", RawHeader.ForSession(session))).ErrCode);
        agent.VerifyExecuted(HttpMethod.Post, Start, times: 0);
        Assert.Equal("t", Assert.Single(agent.Tenants).Name);

        async Task<long> StartOfAsync() => (await client.GetAsync("/api/v1/info")).Data.GetProperty("startAt").GetInt64();
    }
}
