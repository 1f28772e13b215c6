using System.Net;
using System.Text.Json;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Testing;

public sealed class FakeDagTests
{
    [Fact]
    public async Task A_new_dag_is_ready_and_shows_no_details_to_its_creator()
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.AddTenant("t").WithBackupConfig();

        var dag = (await test.PostAsync("/tenant/t/backup")).Data;

        Assert.Equal(("11", 1, "READY", "RUN"), (Text(dag, "id"), dag.GetProperty("dag_id").GetInt32(), Text(dag, "state"), Text(dag, "operator")));
        Assert.Equal((1, 4, 1, ""), (Number(dag, "stage"), Number(dag, "max_stage"), Number(dag, "maintenance_type"), Text(dag, "maintenance_key")));
        Assert.Equal(("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"), (Text(dag, "start_time"), Text(dag, "end_time")));
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (dag.GetProperty("nodes").ValueKind, dag.GetProperty("additional_data").ValueKind));
    }

    [Fact]
    public async Task A_dag_goes_through_its_nodes_as_the_clock_does()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var dag = test.Agent.AddDag("work", FakeDagKind.Cluster, "one", "two");
        Assert.Equal(("READY", 1), (dag.State, dag.Stage));

        test.PassTime(0.1);
        Assert.Equal(["RUNNING", "PENDING"], await NodeStatesAsync(test, dag.Id));
        test.PassTime(0.5);
        Assert.Equal(("RUNNING", 2), (dag.State, dag.Stage));
        Assert.Equal(["SUCCEED", "RUNNING"], await NodeStatesAsync(test, dag.Id));
        test.PassTime(0.5);

        Assert.Equal(["SUCCEED", "SUCCEED"], await NodeStatesAsync(test, dag.Id));
        var json = await test.DagAsync(dag.Id);
        Assert.Equal(("2026-06-01T20:00:00.1+08:00", "2026-06-01T20:00:01.1+08:00"), (Text(json, "start_time"), Text(json, "end_time")));
    }

    [Fact]
    public async Task What_nobody_watched_happened_at_its_own_time()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var dag = test.Agent.AddDag("work", FakeDagKind.Cluster, "one", "two");

        test.PassTime(3600);

        Assert.Equal("2026-06-01T20:00:01.1+08:00", Text(await test.DagAsync(dag.Id), "end_time"));
    }

    [Theory]
    [InlineData(1, 1.05, "RUNNING")]
    [InlineData(10, 1.05, "SUCCEED")]
    [InlineData(0.5, 2.1, "RUNNING")]
    public async Task The_speed_of_everything_can_be_set(double speed, double seconds, string state)
    {
        await using var test = await AgentUnderTest.StartAsync(options => options.Speed = speed);
        var dag = test.Agent.AddDag("work", FakeDagKind.Cluster, "one", "two");

        test.PassTime(seconds);

        Assert.Equal(state, dag.State);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Standing_still_is_no_speed(double speed)
        => await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => FakeAgent.StartAsync(new() { Speed = speed }));

    [Fact]
    public async Task A_wrong_clock_writes_wrong_times_and_makes_nothing_go_faster()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var dag = test.Agent.AddDag("work");
        test.PassTime(0.1);

        test.Agent.ClockOffset = TimeSpan.FromHours(1);

        Assert.Equal("RUNNING", dag.State);
        Assert.Equal("2026-06-01T21:00:00.1+08:00", Text(await test.DagAsync(dag.Id), "start_time"));
    }

    [Fact]
    public async Task The_next_dag_can_be_told_how_long_it_takes()
    {
        await using var test = await AgentUnderTest.StartAsync(options => options.Speed = 100);
        test.Agent.AddTenant("t").WithBackupConfig();
        test.Agent.NextDag.WithDuration(TimeSpan.FromMinutes(10));
        await test.PostAsync("/tenant/t/backup");
        var dag = test.Agent.Dags[0];

        test.Time.Advance(TimeSpan.FromMinutes(9.9));
        Assert.Equal("RUNNING", dag.State);
        test.Time.Advance(TimeSpan.FromMinutes(0.2));

        Assert.Equal("SUCCEED", dag.State);
        Assert.Equal("SUCCEED", StateOfNext(test));
    }

    [Fact]
    public async Task Details_are_shown_unless_refused()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var dag = test.Agent.AddDag("work", FakeDagKind.Cluster, "one", "two");

        var full = await test.DagAsync(dag.Id);
        var bare = (await test.GetAsync($"/task/dag/{dag.Id}?show_details=false")).Data;

        Assert.Equal("{}", full.GetProperty("additional_data").GetRawText());
        Assert.Equal(2, full.GetProperty("nodes").GetArrayLength());
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (bare.GetProperty("nodes").ValueKind, bare.GetProperty("additional_data").ValueKind));
    }

    [Fact]
    public async Task A_node_cannot_be_asked_for_without_details()
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.AddDag("work");

        Assert.Equal("work", Text((await test.GetAsync("/task/node/11")).Data, "name"));
        var answer = await test.GetAsync("/task/node/11?show_details=false");

        Assert.Equal((HttpStatusCode.InternalServerError, "Common.Unexpected"), (answer.Status, answer.ErrCode));
        Assert.Equal("", Text(answer.Envelope, "traceId"));
    }

    [Theory]
    [InlineData("1", 400, "Task.GenericID.Invalid")]
    [InlineData("9", 400, "Task.GenericID.Invalid")]
    [InlineData("1abc", 400, "Task.GenericID.Invalid")]
    [InlineData("221307064330288", 400, "Task.GenericID.Invalid")]
    [InlineData("20000000001028861", 400, "Task.GenericID.Invalid")]
    [InlineData("12", 404, "Task.NotFound")]
    [InlineData("23232235777028861", 500, "Common.Unexpected")]
    public async Task An_id_must_be_well_formed_of_this_agent_and_known(string id, int status, string errCode)
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.AddDag("work");

        foreach (var kind in new[] { "dag", "node", "sub_task" })
        {
            var answer = await test.GetAsync($"/task/{kind}/{id}");
            Assert.Equal((status, errCode), ((int)answer.Status, answer.ErrCode));
        }
    }

    [Fact]
    public async Task A_local_id_holds_the_agents_address()
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.AddDag("of the cluster");
        var local = test.Agent.AddDag("of the agent", FakeDagKind.Agent);

        Assert.Equal($"22130706433{test.Agent.Port:D5}1", local.Id);
        Assert.Equal("of the agent", Text(await test.DagAsync(local.Id), "name"));
        Assert.Equal("of the agent", Text((await test.GetAsync($"/task/node/{local.Id}")).Data, "name"));
        Assert.Equal("of the cluster", Text(await test.DagAsync("11"), "name"));
    }

    [Fact]
    public async Task An_ipv6_address_makes_a_longer_id()
    {
        await using var test = await AgentUnderTest.StartAsync(options => options.ReportedIp = "fe80::1");
        var local = test.Agent.AddDag("of the agent", FakeDagKind.Agent);

        Assert.Equal($"3338288524927261089654018896841347694593{test.Agent.Port:D5}1", local.Id);
        Assert.Equal("of the agent", Text(await test.DagAsync(local.Id), "name"));
    }

    [Fact]
    public async Task Cluster_tasks_cannot_be_found_while_the_database_is_away()
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.AddDag("work");
        test.Agent.ObState = 1;

        Assert.Equal("Task.NotFound", (await test.GetAsync("/task/dag/11")).ErrCode);
    }

    private static string StateOfNext(AgentUnderTest test)
    {
        var next = test.Agent.AddDag("next");
        test.PassTime(1);
        return next.State;
    }

    private static async Task<IEnumerable<string?>> NodeStatesAsync(AgentUnderTest test, string id)
        => (await test.DagAsync(id)).GetProperty("nodes").EnumerateArray().Select(node => Text(node, "state"));

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();
}
