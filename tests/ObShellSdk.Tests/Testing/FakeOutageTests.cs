using System.Net;
using System.Text.Json;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Testing;

/// <summary>Agents of a cluster that are killed or hang, as seen from the others. The clock stands at 12:00:00Z.</summary>
public sealed class FakeOutageTests
{
    private const string Order = """
        {"data_backup_uri":"file:///source","restore_tenant_name":"copy","zone_list":[{"name":"zone1","unit_config_name":"u","unit_num":1}]}
        """;

    public static TheoryData<string, int> FanOutRoutes => new()
    {
        { "/agents/status", 30 },
        { "/task/dag/unfinish", 30 },
        { "/task/dag/maintain/agents", 30 },
        { "/task/dag/agent/main_dags", 30 },
        { "/obcluster/info", 30 },
        { "/obcluster/topology/info", 30 },
        { "/obcluster/statistics", 60 },
    };

    [Theory]
    [MemberData(nameof(FanOutRoutes))]
    public async Task A_hung_agent_costs_thirty_seconds_where_all_are_asked(string route, int seconds)
    {
        await using var cluster = await ClusterUnderTest.StartAsync();
        cluster[0].AddDag("own", FakeDagKind.AgentMaintenance);
        cluster[2].IsHung = true;

        var asking = cluster.GetAsync(0, route);
        await cluster[0].WaitForRequestsAsync(1);
        cluster.PassTime(seconds - 0.1);
        var early = asking.IsCompleted;
        cluster.PassTime(0.1);

        var answer = await asking;
        Assert.False(early);
        Assert.Equal((HttpStatusCode.OK, seconds * 1000), (answer.Status, answer.Envelope.GetProperty("duration").GetInt32()));
    }

    [Theory]
    [InlineData("/agents/status")]
    [InlineData("/task/dag/unfinish")]
    [InlineData("/obcluster/info")]
    [InlineData("/obcluster/statistics")]
    public async Task A_killed_agent_costs_no_time(string route)
    {
        await using var cluster = await ClusterUnderTest.StartAsync();
        cluster[0].AddDag("own", FakeDagKind.AgentMaintenance);
        await cluster[2].KillAsync();

        var answer = await cluster.GetAsync(0, route);

        Assert.Equal((HttpStatusCode.OK, 0), (answer.Status, answer.Envelope.GetProperty("duration").GetInt32()));
    }

    [Theory]
    [InlineData("/task/dag/ob/unfinish")]
    [InlineData("/task/dags/ob")]
    [InlineData("/ob/agents")]
    [InlineData("/ob/info")]
    public async Task Routes_that_ask_only_the_database_answer_at_once(string route)
    {
        await using var cluster = await ClusterUnderTest.StartAsync();
        cluster[1].IsHung = true;

        Assert.Equal(HttpStatusCode.OK, (await cluster.GetAsync(0, route)).Status);
    }

    [Fact]
    public async Task What_only_the_hung_agent_knows_is_missing()
    {
        await using var cluster = await ClusterUnderTest.StartAsync(2);
        cluster[0].AddDag("first", FakeDagKind.Agent);
        cluster[1].AddDag("second", FakeDagKind.Agent);
        cluster[0].AddDag("third");

        var before = await NamesAsync(cluster.GetAsync(0, "/task/dag/unfinish"));
        await cluster[1].KillAsync();
        var after = await NamesAsync(cluster.GetAsync(0, "/task/dag/unfinish"));
        var statuses = (await cluster.GetAsync(0, "/agents/status")).Data.EnumerateObject().Count();
        var servers = (await cluster.GetAsync(0, "/obcluster/info")).Data.GetProperty("zones").EnumerateArray().SelectMany(zone => zone.GetProperty("servers").EnumerateArray());
        var hosts = (await cluster.GetAsync(0, "/obcluster/statistics")).Data.GetProperty("hosts").GetArrayLength();

        Assert.Equal(["first", "second", "third"], before);
        Assert.Equal(["first", "third"], after);
        Assert.Equal(1, statuses);
        Assert.Equal(["/data/1/obcluster", ""], servers.Select(server => server.GetProperty("data_dir").GetString()));
        Assert.Equal(1, hosts);
    }

    [Fact]
    public async Task A_hung_agent_answers_what_waits_once_it_goes_on()
    {
        await using var cluster = await ClusterUnderTest.StartAsync(1);
        cluster[0].IsHung = true;

        var asking = cluster.GetAsync(0, "/info");
        await cluster[0].WaitForRequestsAsync(1);
        var early = asking.IsCompleted;
        cluster[0].IsHung = false;

        Assert.False(early);
        Assert.Equal(HttpStatusCode.OK, (await asking).Status);
    }

    [Fact]
    public async Task A_caller_that_gave_a_hung_agent_up_is_not_served()
    {
        await using var cluster = await ClusterUnderTest.StartAsync(1);
        cluster[0].AddTenant("t").WithBackupConfig();
        cluster[0].IsHung = true;
        using var http = new HttpClient();
        using var cancellation = new CancellationTokenSource();

        var asking = http.GetAsync(new Uri(cluster[0].Endpoint, "/api/v1/info"), cancellation.Token);
        await cluster[0].WaitForRequestsAsync(1);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await cluster[0].StopAsync();
        cluster[0].IsHung = false;

        Assert.False(cluster[0].Requests[0].Executed);
    }

    [Fact]
    public async Task A_dag_whose_agent_is_killed_stays_running_until_the_agent_is_back_and_fails()
    {
        await using var cluster = await ClusterUnderTest.StartAsync();
        var tenant = cluster[0].AddTenant("t").WithBackupConfig();
        await cluster.PostAsync(1, "/tenant/t/backup");
        cluster.PassTime(1.5);

        await cluster[1].KillAsync();
        cluster.PassTime(300);
        var dead = await cluster.GetAsync(0, "/task/dag/11");
        var backup = tenant.BackupTask!.Status;
        await cluster[1].StartAgainAsync();
        cluster.PassTime(1);
        var back = await cluster.GetAsync(0, "/task/dag/11");

        Assert.Equal(("RUNNING", "COMPLETED"), (Text(dead.Data, "state"), backup));
        Assert.Equal(("FAILED", "2026-06-01T12:05:01.6Z"), (Text(back.Data, "state"), Text(back.Data, "end_time")));
        var task = back.Data.GetProperty("nodes")[3].GetProperty("sub_tasks")[0];
        Assert.Equal(cluster[1].Port, task.GetProperty("execute_agent").GetProperty("port").GetInt32());
        Assert.StartsWith("ERROR: [Agent.OceanBase.NotHold]", task.GetProperty("task_logs").EnumerateArray().Last().GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retry_of_that_dag_succeeds()
    {
        await using var cluster = await ClusterUnderTest.StartAsync();
        cluster[0].AddTenant("t").WithBackupConfig();
        await cluster.PostAsync(1, "/tenant/t/backup");
        cluster.PassTime(1.5);
        await cluster[1].KillAsync();
        await cluster[1].StartAgainAsync();
        cluster.PassTime(1);

        await cluster.PostAsync(0, "/task/dag/11", """{"operator":"retry"}""");
        cluster.PassTime();

        Assert.Equal("SUCCEED", cluster[0].Dags[0].State);
    }

    [Fact]
    public async Task Nodes_that_have_not_started_go_to_another_agent()
    {
        await using var cluster = await ClusterUnderTest.StartAsync();
        cluster[1].AddDag("work", FakeDagKind.Cluster, "one", "two");

        await cluster[1].KillAsync();
        cluster.PassTime();
        var dag = (await cluster.GetAsync(0, "/task/dag/11")).Data;

        Assert.Equal("SUCCEED", Text(dag, "state"));
        Assert.Equal(cluster[0].Port, dag.GetProperty("nodes")[0].GetProperty("sub_tasks")[0].GetProperty("execute_agent").GetProperty("port").GetInt32());
    }

    [Fact]
    public async Task Canceling_the_dag_of_a_killed_agent_ends_it()
    {
        await using var cluster = await ClusterUnderTest.StartAsync();
        cluster[1].AddDag("work", FakeDagKind.Cluster, "one", "two");
        cluster.PassTime(0.2);
        await cluster[1].KillAsync();

        await cluster.PostAsync(0, "/task/dag/11", """{"operator":"cancel"}""");
        cluster.PassTime(1);

        Assert.Equal(("FAILED", "CANCEL"), (cluster[0].Dags[0].State, cluster[0].Dags[0].Operator));
    }

    [Fact]
    public async Task A_hung_agents_work_stands_still_and_goes_on()
    {
        await using var cluster = await ClusterUnderTest.StartAsync();
        cluster[1].AddDag("work", FakeDagKind.Cluster, "one");
        cluster.PassTime(0.2);

        cluster[1].IsHung = true;
        cluster.PassTime(60);
        var hung = cluster[0].Dags[0].State;
        cluster[1].IsHung = false;
        var dag = (await cluster.GetAsync(0, "/task/dag/11")).Data;

        Assert.Equal("RUNNING", hung);
        Assert.Equal(("SUCCEED", "2026-06-01T12:01:00.2Z"), (Text(dag, "state"), Text(dag, "end_time")));
    }

    [Fact]
    public async Task The_only_agent_goes_on_with_what_it_had_not_started()
    {
        await using var cluster = await ClusterUnderTest.StartAsync(1);
        cluster[0].AddDag("work", FakeDagKind.Cluster, "one");
        await cluster[0].KillAsync();
        cluster.PassTime(60);

        var dead = cluster[0].Dags[0].State;
        await cluster[0].StartAgainAsync();
        cluster.PassTime(0.7);
        var dag = (await cluster.GetAsync(0, "/task/dag/11")).Data;

        Assert.Equal("READY", dead);
        Assert.Equal(("SUCCEED", "2026-06-01T12:01:00Z"), (Text(dag, "state"), Text(dag, "start_time")));
    }

    [Fact]
    public async Task A_kill_during_the_start_of_a_restore_fails_the_dag_and_the_database_goes_on()
    {
        await using var cluster = await StartWithSourceAsync();
        await cluster.PostAsync(0, "/tenant/restore", Order);
        cluster.PassTime(0.5);

        await cluster[0].KillAsync();
        cluster.PassTime(1);
        var restoring = cluster[1].FindTenant("copy")!.Status;
        await cluster[0].StartAgainAsync();
        cluster.PassTime();
        var restore = (await cluster.GetAsync(0, "/tenant/copy/restore/overview")).Data;
        var failed = (cluster[0].Dags[0].State, cluster[0].Dags[0].Stage, cluster[0].FindTenant("copy")!.Status, cluster[0].FindTenant("copy")!.Role);
        await cluster.PostAsync(0, "/task/dag/11", """{"operator":"retry"}""");
        cluster.PassTime();

        Assert.Equal("RESTORE", restoring);
        Assert.Equal("SUCCESS", Text(restore, "status"));
        Assert.Equal(("FAILED", 2, "NORMAL", "STANDBY"), failed);
        Assert.Equal(("SUCCEED", "PRIMARY"), (cluster[0].Dags[0].State, cluster[0].FindTenant("copy")!.Role));
    }

    [Fact]
    public async Task A_kill_during_the_wait_for_a_restore_delays_its_end_only()
    {
        await using var cluster = await StartWithSourceAsync();
        await cluster.PostAsync(0, "/tenant/restore", Order);
        cluster.PassTime(1.5);

        await cluster[0].KillAsync();
        cluster.PassTime(60);
        var dead = cluster[1].Dags[0].State;
        await cluster[0].StartAgainAsync();
        cluster.PassTime();

        Assert.Equal("RUNNING", dead);
        Assert.Equal(("SUCCEED", "PRIMARY"), (cluster[0].Dags[0].State, cluster[0].FindTenant("copy")!.Role));
    }

    private static async Task<ClusterUnderTest> StartWithSourceAsync()
    {
        var cluster = await ClusterUnderTest.StartAsync(2);
        var start = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
        cluster[0].AddRestoreSource("file:///source").WithWindow(start, start.AddDays(1));
        return cluster;
    }

    private static async Task<IEnumerable<string?>> NamesAsync(Task<RawAnswer> answer)
        => [.. (await answer).Data.GetProperty("contents").EnumerateArray().Select(dag => Text(dag, "name"))];

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
