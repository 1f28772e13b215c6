using System.Net;
using System.Net.Sockets;
using ObShellSdk.Testing;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;

namespace ObShellSdk.Tests.Testing;

public sealed class FakeAgentLifetimeTests
{
    [Fact]
    public async Task A_port_in_use_is_told_and_a_cluster_that_cannot_start_leaves_no_agent_behind()
    {
        await using FakeAgent agent = await FakeAgent.StartAsync();
        int free = 0;

        var error = await Assert.ThrowsAsync<IOException>(() => FakeAgent.StartAsync(new() { Port = agent.Port }));
        await Assert.ThrowsAsync<IOException>(async () =>
        {
            await using FakeAgent last = await FakeAgent.StartAsync();
            free = last.Port;
            await last.DisposeAsync();
            int started = 0;
            await FakeCluster.StartAsync(agents: 2, options => options.Port = started++ == 0 ? free : agent.Port);
        });

        Assert.Equal($"Port {agent.Port} of 127.0.0.1 is in use.", error.Message);
        await using FakeAgent again = await FakeAgent.StartAsync(new() { Port = free });
        Assert.Equal(free, again.Port);
    }

    [Fact]
    public async Task Disposal_frees_the_port()
    {
        var agent = await FakeAgent.StartAsync();
        using (var client = new RawAgentClient(agent))
        {
            await client.GetAsync("/api/v1/info");
        }

        await agent.DisposeAsync();
        agent.Dispose();

        using var listener = new TcpListener(IPAddress.Loopback, agent.Port);
        listener.Start();
    }

    [Fact]
    public async Task An_agent_takes_the_port_that_it_is_given()
    {
        var first = await FakeAgent.StartAsync();
        var port = first.Port;
        await first.DisposeAsync();

        await using var agent = await FakeAgent.StartAsync(new() { Port = port });
        using var client = new RawAgentClient(agent);

        Assert.Equal(port, agent.Port);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/info")).Status);
    }

    [Fact]
    public async Task A_stopped_agent_refuses_connections_and_comes_back_with_all_it_knew()
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.AddTenant("t").WithBackupConfig();
        await test.PostAsync("/tenant/t/backup");
        var (port, key) = (test.Agent.Port, test.Agent.PublicKey);

        await test.Agent.StopAsync();
        await test.Agent.StopAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => test.GetAsync("/task/dag/11"));
        test.PassTime();
        await test.Agent.StartAgainAsync();
        await test.Agent.StartAgainAsync();
        var dag = await test.DagAsync("11");

        Assert.Equal((port, key), (test.Agent.Port, test.Agent.PublicKey));
        Assert.Equal("SUCCEED", dag.GetProperty("state").GetString());
        Assert.Equal("COMPLETED", test.Agent.FindTenant("t")!.BackupTask!.Status);
        Assert.Equal(2, test.Agent.Requests.Count);
        Assert.Equal(1780315210000000000, (await test.GetAsync("/info")).Data.GetProperty("startAt").GetInt64());
    }

    [Fact]
    public async Task A_request_that_hangs_is_cut_when_the_agent_stops()
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.OnGet("/api/v1/info").Hang().Once();
        var hanging = test.GetAsync("/info");
        await test.Agent.WaitForRequestsAsync(1);

        await test.Agent.StopAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => hanging);
        await test.Agent.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(test.Agent.StartAgainAsync);
    }

    [Fact]
    public async Task Sixteen_agents_start_at_once_and_know_nothing_of_one_another()
    {
        FakeAgent[] agents = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => FakeAgent.StartAsync(new() { Password = $"R{number}" })));
        try
        {
            await Task.WhenAll(agents.Select((agent, number) => Task.Run(async () =>
            {
                agent.AddTenant($"t{number}");
                agent.OnGet("/api/v1/time").Respond(FakeResponse.Error("Common.Unexpected", $"of {number}"));
                using var client = new RawAgentClient(agent);

                var tenants = await client.GetAsync("/api/v1/tenants/overview", new RawHeader($"R{number}"));
                var time = await client.GetAsync("/api/v1/time");

                Assert.Equal(["sys", $"t{number}"], tenants.Data.GetProperty("contents").EnumerateArray().Select(tenant => tenant.GetProperty("tenant_name").GetString()));
                Assert.Equal($"of {number}", time.Error.GetProperty("message").GetString());
                Assert.Equal(2, agent.Requests.Count);
            })));

            Assert.Equal(16, agents.Select(agent => agent.Port).Distinct().Count());
            Assert.Equal(16, agents.Select(agent => agent.PublicKey).Distinct().Count());
        }
        finally
        {
            await Task.WhenAll(agents.Select(agent => agent.DisposeAsync().AsTask()));
        }
    }

    [Fact]
    public async Task Sixty_four_callers_at_once_are_each_answered_rightly()
    {
        await using var agent = await FakeAgent.StartAsync(new() { Password = "R" });
        var rule = agent.OnGet("/api/v1/nothing").Respond(FakeResponse.Error("OB.Cluster.UnderMaintenance")).Times(100);
        foreach (var number in Enumerable.Range(0, 64))
        {
            agent.AddTenant($"t{number}").WithBackupTask();
        }

        using var client = new RawAgentClient(agent);
        await Task.WhenAll(Enumerable.Range(0, 64).Select(number => Task.Run(async () =>
        {
            for (var round = 0; round < 4; round++)
            {
                var answer = await client.GetAsync($"/api/v1/tenant/t{number}/backup/overview", new RawHeader("R"));
                Assert.Equal(1002 + (2 * number), answer.Data.GetProperty("status").GetProperty("tenant_id").GetInt64());
                await client.GetAsync("/api/v1/nothing", new RawHeader("R"));
            }
        })));

        Assert.Equal(512, agent.Requests.Count);
        Assert.Equal(Enumerable.Range(1, 512), agent.Requests.Select(request => request.Number));
        Assert.Equal(100, rule.Hits);
        Assert.Equal(156, agent.UnexpectedRequests.Count);
    }

    [Fact]
    public async Task A_stub_of_the_test_replaces_a_route_sees_plain_bodies_and_is_still_behind_the_password()
    {
        await using var agent = await FakeAgent.StartAsync(new() { Password = "R" });
        agent.WireMock
            .Given(Request.Create().WithPath("/api/v1/ob/init").UsingPost().WithBody("""{"import_script":true}"""))
            .RespondWith(Response.Create().WithStatusCode(200).WithBody("""{"successful":true,"data":{"id":"11"}}"""));
        using var client = new RawAgentClient(agent);

        var refused = await client.SendAsync(HttpMethod.Post, "/api/v1/ob/init", new RawHeader("wrong"), """{"import_script":true}""");
        var answered = await client.SendAsync(HttpMethod.Post, "/api/v1/ob/init", new RawHeader("R"), """{"import_script":true}""");

        Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
        Assert.Equal("11", answered.Data.GetProperty("id").GetString());
        Assert.Equal([false, true], agent.Requests.Select(request => request.Executed));
        Assert.Empty(agent.WireMock.LogEntries);
        agent.VerifyNoUnexpectedRequests();
    }

    [Fact]
    public async Task A_reset_of_the_stubs_leaves_the_agent_itself()
    {
        await using var agent = await FakeAgent.StartAsync();
        agent.WireMock.Given(Request.Create().WithPath("/api/v1/info")).RespondWith(Response.Create().WithStatusCode(500));
        using var client = new RawAgentClient(agent);

        var stubbed = await client.GetAsync("/api/v1/info");
        agent.WireMock.Reset();
        var own = await client.GetAsync("/api/v1/info");

        Assert.Equal((HttpStatusCode.InternalServerError, HttpStatusCode.OK), (stubbed.Status, own.Status));
    }

    [Fact]
    public async Task A_caller_that_waits_for_requests_can_give_up()
    {
        await using var agent = await FakeAgent.StartAsync();
        using var cancelled = new CancellationTokenSource();
        var waiting = agent.WaitForRequestsAsync(1, cancelled.Token);
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
