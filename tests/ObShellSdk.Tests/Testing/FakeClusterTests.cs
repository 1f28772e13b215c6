using System.Net;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Testing;

/// <summary>Several agents that become a cluster, grow, shrink and are started and stopped together.</summary>
public sealed class FakeClusterTests
{
    [Fact]
    public async Task Three_hosts_become_a_cluster_whose_password_is_the_one_that_was_set()
    {
        await using var test = await ClusterUnderTest.StartHostsAsync();

        await test.RunAsync(0, "/agent/join", Join(test[0], "z1"));
        await test.RunAsync(1, "/agent/join", Join(test[0], "z2"));
        await test.RunAsync(2, "/agent", Join(test[0], "z3"));
        Assert.Equal(["MASTER", "FOLLOWER", "FOLLOWER"], Identities(test, 3));
        await test.RunAsync(1, "/obcluster/config", """{"clusterId":7,"clusterName":"seven","rootPwd":"R"}""");
        Assert.Equal(HttpStatusCode.Unauthorized, (await test.GetAsync(0, "/ob/info")).Status);
        test.Password = "R";
        await test.RunAsync(0, "/observer/config", """{"observerConfig":{"mysql_port":"12881"},"scope":{"type":"ZONE","target":["z2"]}}""");
        var init = await test.RunAsync(0, "/ob/init", """{"create_proxyro_user":true}""");

        Assert.Equal(["CLUSTER AGENT", "CLUSTER AGENT", "CLUSTER AGENT"], Identities(test, 3));
        Assert.All(Enumerable.Range(0, 3), index => Assert.Equal(("R", 3), (test[index].Password, test[index].ObState)));
        Assert.Equal("2", init.GetProperty("id").GetString()![..1]);
        Assert.Equal("SUCCEED", (await test.GetAsync(2, "/task/dag/" + init.GetProperty("id").GetString())).Data.GetProperty("state").GetString());
        var info = (await test.GetAsync(2, "/ob/info")).Data;
        Assert.Equal(["z1", "z2", "z3"], info.GetProperty("agent_info").EnumerateArray().Select(agent => agent.GetProperty("zone").GetString()));
        Assert.Equal((7, "seven"), (info.GetProperty("obcluster_info").GetProperty("id").GetInt32(), info.GetProperty("obcluster_info").GetProperty("name").GetString()));
        Assert.Equal(12881, (await test.GetAsync(1, "/status")).Data.GetProperty("sqlPort").GetInt32());
        Assert.Equal(3, (await test.GetAsync(1, "/agents/status")).Data.EnumerateObject().Count());
    }

    [Fact]
    public async Task Joining_wants_a_master_that_can_be_reached_and_is_alike()
    {
        await using var test = await ClusterUnderTest.StartHostsAsync(2);
        var old = await test.AddHostAsync(options => options.Version = "4.4.2.0-1");

        Assert.Equal("Agent.Identify.NotSupportOperation", (await test.PostAsync(1, "/agent/join", Join(test[0], "z"))).ErrCode);
        Assert.Equal("Common.Unexpected", (await test.PostAsync(1, "/agent/join", """{"agentInfo":{"ip":"127.0.0.1","port":1},"zoneName":"z"}""")).ErrCode);
        Assert.Equal("Common.BindJsonFailed", (await test.PostAsync(1, "/agent/join", """{"zoneName":"z"}""")).ErrCode);
        await test.RunAsync(0, "/agent/join", Join(test[0], "z"));
        Assert.Equal("Agent.Version.Inconsistent", (await test.SendAsync(old, HttpMethod.Post, "/agent/join", Join(test[0], "z"))).ErrCode);
        Assert.Equal("Agent.Identify.NotSupportOperation", (await test.PostAsync(0, "/agent/join", Join(test[0], "z"))).ErrCode);
    }

    [Fact]
    public async Task A_follower_can_be_removed_and_the_master_takes_all_with_it()
    {
        await using var test = await ClusterUnderTest.StartHostsAsync();
        await test.RunAsync(0, "/agent/join", Join(test[0], "z1"));
        await test.RunAsync(1, "/agent/join", Join(test[0], "z2"));
        await test.RunAsync(2, "/agent/join", Join(test[0], "z3"));

        await test.RunAsync(0, "/agent/remove", Address(test[2]));
        Assert.Equal(["MASTER", "FOLLOWER", "SINGLE"], Identities(test, 3));
        Assert.Equal(HttpStatusCode.NoContent, (await test.PostAsync(0, "/agent/remove", Address(test[2]))).Status);
        await test.RunAsync(0, "/agent/remove", Address(test[0]));

        Assert.Equal(["SINGLE", "SINGLE", "SINGLE"], Identities(test, 3));
        Assert.Equal(HttpStatusCode.NoContent, (await test.PostAsync(0, "/agent/remove", Address(test[0]))).Status);
        Assert.Single((await test.GetAsync(0, "/ob/agents")).Data.GetProperty("contents").EnumerateArray());
    }

    [Fact]
    public async Task A_cluster_that_was_not_configured_does_not_start()
    {
        await using var test = await ClusterUnderTest.StartHostsAsync(1);
        await test.RunAsync(0, "/agent/join", Join(test[0], "z1"));

        await test.PostAsync(0, "/ob/init");
        test.PassTime();

        Assert.Equal("FAILED", test[0].Dags[^1].State);
        Assert.Equal("OB.Cluster.Id.Invalid", (await test.PostAsync(0, "/obcluster/config", """{"clusterId":0,"clusterName":"n"}""")).ErrCode);
        Assert.Equal("OB.Cluster.Name.Empty", (await test.PostAsync(0, "/obcluster/config", """{"clusterId":1}""")).ErrCode);
    }

    [Fact]
    public async Task Members_share_tenants_and_tasks()
    {
        await using var test = await ClusterUnderTest.StartAsync();
        test[0].AddTenant("t").WithBackupConfig();

        var dag = (await test.PostAsync(1, "/tenant/t/backup")).Data.GetProperty("id").GetString();
        test.PassTime();

        Assert.Equal("SUCCEED", (await test.GetAsync(2, "/task/dag/" + dag)).Data.GetProperty("state").GetString());
        Assert.Equal("COMPLETED", test[2].FindTenant("t")!.BackupTask!.Status);
        Assert.Equal("OB.Cluster.AlreadyInitialized", (await test.PostAsync(0, "/ob/init")).ErrCode);
    }

    [Theory]
    [InlineData("dag")]
    [InlineData("node")]
    [InlineData("sub_task")]
    public async Task Any_member_asks_the_owner_of_a_task_and_passes_its_answer_on(string kind)
    {
        await using var test = await ClusterUnderTest.StartAsync(2);
        (test[0].Password, test.Password) = ("R", "R");
        string target = $"/task/{kind}/{test[1].AddDag("work", FakeDagKind.Agent).Id}";

        test[1].ClockOffset = TimeSpan.FromSeconds(-40);
        var answer = await test.GetAsync(0, target);
        Assert.Equal((HttpStatusCode.OK, "work"), (answer.Status, answer.Data.GetProperty("name").GetString()));
        Assert.Equal(new DateTimeOffset(2026, 6, 1, 11, 59, 20, TimeSpan.Zero), answer.Envelope.GetProperty("timestamp").GetDateTimeOffset());
        Assert.Equal((false, true), (Assert.Single(test[0].Requests).Executed, Assert.Single(test[1].Requests).Executed));

        // The header that one agent makes for another is good for ten seconds.
        test[1].ClockOffset = TimeSpan.FromSeconds(10);
        Assert.Equal(HttpStatusCode.OK, (await test.GetAsync(0, target)).Status);
        test[1].ClockOffset = TimeSpan.FromSeconds(11);
        answer = await test.GetAsync(0, target);
        Assert.Equal((HttpStatusCode.Unauthorized, "Security.Authentication.Expired"), (answer.Status, answer.ErrCode));

        await test[1].StopAsync();
        answer = await test.GetAsync(0, target);
        Assert.Equal((HttpStatusCode.InternalServerError, "Common.Unexpected"), (answer.Status, answer.ErrCode));
        test[1].ClockOffset = TimeSpan.Zero;
        await test[1].StartAgainAsync();
        Assert.Equal(HttpStatusCode.OK, (await test.GetAsync(0, target)).Status);
    }

    [Fact]
    public async Task What_is_done_to_a_task_through_another_member_is_carried_out_once_at_its_owner()
    {
        await using var test = await ClusterUnderTest.StartAsync(2);
        test[0].NextDag.FailAtNode(0, "no");
        FakeDag dag = test[1].AddDag("work", FakeDagKind.Agent);
        test.PassTime();
        Assert.Equal("FAILED", dag.State);

        Assert.Equal(HttpStatusCode.OK, (await test.PostAsync(0, "/task/dag/" + dag.Id, """{"operator":"retry"}""")).Status);
        test.PassTime();

        Assert.Equal("SUCCEED", dag.State);
        test[0].VerifyExecuted(HttpMethod.Post, "/api/v1/task/dag/{id}", times: 0);
        Assert.Equal("""{"operator":"retry"}""", Assert.Single(test[1].VerifyExecuted(HttpMethod.Post, "/api/v1/task/dag/{id}")).Body);
    }

    [Fact]
    public async Task Before_there_is_a_cluster_the_master_asks_its_followers_with_their_token()
    {
        await using var test = await ClusterUnderTest.StartHostsAsync(2);
        await test.RunAsync(0, "/agent/join", Join(test[0], "z1"));
        await test.RunAsync(1, "/agent/join", Join(test[0], "z2"));
        FakeDag dag = test[1].AddDag("work", FakeDagKind.Agent);

        // The follower itself passes every call on to the master, which sends it back.
        Assert.Equal("work", (await test.GetAsync(0, "/task/dag/" + dag.Id)).Data.GetProperty("name").GetString());
        Assert.Equal("work", (await test.GetAsync(1, "/task/dag/" + dag.Id)).Data.GetProperty("name").GetString());
    }

    [Fact]
    public async Task Tasks_of_an_obproxy_are_asked_of_their_own_agent()
    {
        await using var test = await ClusterUnderTest.StartAsync(2);
        (test[0].AgentPassword, test[1].AgentPassword) = ("A", "A");
        test[1].ObProxy = new FakeObProxy { Name = "p", HomePath = "/p", Version = "4.3.0.0-1", SqlPort = 2883, IsRunning = false };
        using var owner = new RawAgentClient(test[1]);
        using var other = new RawAgentClient(test[0]);
        var id = (await owner.PostAsync("/api/v1/obproxy/start", RawHeader.ForAgent("A"))).Data.GetProperty("id").GetString();

        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync("/api/v1/task/dag/" + id, RawHeader.ForAgent("A"))).Status);
        Assert.Equal("Security.Authentication.WithAgentPassword", (await other.GetAsync("/api/v1/task/dag/" + id, RawHeader.ForAgent("A"))).ErrCode);
    }

    [Theory]
    [InlineData("/tenants/overview", 1)]
    [InlineData("/obcluster/info", 1)]
    [InlineData("/obcluster/topology/info", 1)]
    [InlineData("/task/dag/11", 0)]
    public async Task An_agent_whose_observer_is_away_asks_another_for_what_the_cluster_is(string target, int asked)
    {
        await using var test = await ClusterUnderTest.StartAsync();
        test[0].AddDag("work");
        test[0].ObState = 1;
        test[1].ObState = 0;

        Assert.Equal(HttpStatusCode.OK, (await test.GetAsync(0, target)).Status);
        Assert.Equal((0, asked), (test[1].Requests.Count, test[2].Requests.Count));
        Assert.NotEqual(HttpStatusCode.OK, (await test.GetAsync(0, "/tenant/sys")).Status);

        // Without a database anywhere the agent tells what it can by itself.
        test[2].ObState = 0;
        await test.GetAsync(0, target);
        Assert.Equal((0, asked), (test[1].Requests.Count, test[2].Requests.Count));
    }

    [Fact]
    public async Task A_client_of_the_cluster_trusts_all_its_agents_under_tls()
    {
        await using var cluster = await FakeCluster.StartAsync(2, options => options.UseTls = true);
        using var client = cluster.CreateClient(options => options.Retry.BaseDelay = TimeSpan.Zero);
        await cluster.Agents[0].StopAsync();

        var agents = await client.SendJsonAsync(HttpMethod.Get, "/api/v1/ob/agents");

        Assert.Equal(2, agents.GetProperty("contents").GetArrayLength());
    }

    [Fact]
    public async Task A_cluster_grows_by_a_host_and_shrinks_again()
    {
        await using var test = await ClusterUnderTest.StartAsync();
        var host = await test.AddHostAsync();
        var body = $$"""{"agentInfo":{{Address(host)}},"zone":"zone4","obConfigs":{} }""";

        await test.PostAsync(0, "/ob/scale_out", body);
        test.PassTime(1);
        Assert.Equal("SCALING OUT", host.Identity);
        test.PassTime();
        Assert.Equal(("CLUSTER AGENT", 3), (host.Identity, host.ObState));
        Assert.Equal("OB.Server.DeleteSelf", (await test.SendAsync(host, HttpMethod.Post, "/ob/scale_in", $$"""{"agent_info": {{Address(host)}} }""")).ErrCode);

        await test.RunAsync(0, "/ob/scale_in", $$"""{"agent_info": {{Address(host)}} }""");

        Assert.Equal("SINGLE", host.Identity);
        Assert.Equal(HttpStatusCode.NoContent, (await test.PostAsync(0, "/ob/scale_in", $$"""{"agent_info": {{Address(host)}} }""")).Status);
        await test.RunAsync(test[0], HttpMethod.Delete, "/zone/zone4");
        Assert.Equal(HttpStatusCode.NoContent, (await test.SendAsync(test[0], HttpMethod.Delete, "/zone/zone4")).Status);
        Assert.Equal("OB.Zone.DeleteSelf", (await test.SendAsync(test[0], HttpMethod.Delete, "/zone/zone1")).ErrCode);
    }

    [Fact]
    public async Task A_zone_stops_and_starts_if_the_tenants_can_do_without_it()
    {
        await using var test = await ClusterUnderTest.StartAsync();
        test[0].AddTenant("t");

        await test.RunAsync(0, "/ob/zone/zone3/stop");
        Assert.Equal(0, test[2].ObState);
        Assert.Equal("OB.Server.StoppedInMultiZone", (await test.PostAsync(0, "/ob/zone/zone2/stop/check")).ErrCode);
        Assert.Equal("STOPPED", ZoneStatus(await test.GetAsync(0, "/obcluster/topology/info"), 2));
        await test.RunAsync(0, "/ob/start", """{"scope":{"type":"ZONE","target":["zone3"]}}""");

        Assert.Equal(3, test[2].ObState);
        Assert.Equal("RUNNING", ZoneStatus(await test.GetAsync(0, "/obcluster/topology/info"), 2));
        Assert.Equal("OB.Zone.NotExist", (await test.PostAsync(0, "/ob/zone/none/stop/check")).ErrCode);
        Assert.Equal("OB.Cluster.ForceStopOrTerminateRequired", (await test.PostAsync(0, "/ob/stop", """{"scope":{"type":"GLOBAL"}}""")).ErrCode);
    }

    [Fact]
    public async Task A_zone_that_holds_the_majority_of_a_tenant_does_not_stop()
    {
        await using var test = await ClusterUnderTest.StartAsync(1);
        Assert.Equal(HttpStatusCode.OK, (await test.PostAsync(0, "/ob/zone/zone1/stop/check")).Status);

        test[0].AddTenant("t");

        Assert.Equal("OB.Cluster.Tenant.Replica.Invalid", (await test.PostAsync(0, "/ob/zone/zone1/stop")).ErrCode);
    }

    [Fact]
    public async Task Agents_that_are_upgraded_go_away_and_come_back_with_the_new_version()
    {
        await using var test = await ClusterUnderTest.StartAsync();
        test[0].AddPackage("obshell-4.6.0.0-12026120100.el7.x86_64.rpm");
        const string target = """{"version":"4.6.0.0","release":"12026120100.el7"}""";
        await test.RunAsync(1, "/agent/upgrade/check", target);

        await test.PostAsync(1, "/agent/upgrade", target);
        test.PassTime(2);
        await Assert.ThrowsAsync<HttpRequestException>(() => test.GetAsync(2, "/info"));
        test.PassTime();

        Assert.All(Enumerable.Range(0, 3), index => Assert.Equal("4.6.0.0-12026120100", test[index].Version));
        Assert.Equal("SUCCEED", test[0].Dags[^1].State);
        Assert.Equal("Agent.Upgrade.ToLowerVersion", (await test.PostAsync(0, "/agent/upgrade", target)).ErrCode);
    }

    [Fact]
    public async Task Observers_are_upgraded_zone_by_zone_if_all_packages_are_there()
    {
        await using var test = await ClusterUnderTest.StartAsync();
        const string target = """{"version":"4.3.5.2","release":"102000012025.el7","mode":"rolling"}""";
        Assert.Equal("Common.Unexpected", (await test.PostAsync(0, "/ob/upgrade", target)).ErrCode);
        test[0].AddPackage("oceanbase-ce-4.3.5.2-102000012025.el7.x86_64.rpm");
        Assert.Equal("OB.Package.NotExist", (await test.PostAsync(0, "/ob/upgrade", target)).ErrCode);
        test[0].AddPackage("oceanbase-ce-libs-4.3.5.2-102000012025.el7.x86_64.rpm");

        await test.RunAsync(0, "/ob/upgrade", target);

        Assert.Equal("4.3.5.2-102000012025", (await test.GetAsync(2, "/info")).Data.GetProperty("obVersion").GetString());
        Assert.Equal("OB.Upgrade.ToLowerVersion", (await test.PostAsync(0, "/ob/upgrade/check", target)).ErrCode);
    }

    private static string Join(FakeAgent master, string zone) => $$"""{"agentInfo":{{Address(master)}},"zoneName":"{{zone}}"}""";

    private static string Address(FakeAgent agent) => $$"""{"ip":"127.0.0.1","port":{{agent.Port}}}""";

    private static IEnumerable<string> Identities(ClusterUnderTest test, int count) => Enumerable.Range(0, count).Select(index => test[index].Identity);

    private static string? ZoneStatus(RawAnswer topology, int index) => topology.Data.GetProperty("zones")[index].GetProperty("status").GetString();
}
