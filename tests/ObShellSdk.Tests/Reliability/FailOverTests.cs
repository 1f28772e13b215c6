using ObShellSdk.Http;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Docs;

namespace ObShellSdk.Tests.Reliability;

/// <summary>Three agents of one cluster and sixty-four callers, while agents go down, come back, and go down again.</summary>
public sealed class FailOverTests
{
    private const int Callers = 64;
    private const string Overview = "/api/v1/tenant/tenant1/backup/overview";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [Shows(Promise.NoReadFailsWhileOneAgentServes)]
    public async Task No_read_fails_when_agents_go_down_under_its_callers_and_one_is_left(int down)
    {
        await using FakeCluster cluster = await StartAsync();
        using ObShellClient client = Connect(cluster);

        Task callers = CallAsync(client, 10);
        await cluster.Agents[0].WaitForRequestsAsync(100);
        foreach (FakeAgent agent in cluster.Agents.Take(down))
        {
            await agent.StopAsync();
        }

        await callers;
        Assert.NotEmpty(cluster.Agents[down].RequestsTo(Overview));
    }

    [Fact]
    [Shows(Promise.AtMostOnce)]
    public async Task A_command_is_carried_out_at_most_once_while_agents_come_and_go()
    {
        await using FakeCluster cluster = await StartAsync();
        string[] tenants = [.. Enumerable.Range(0, Callers).Select(number => $"t{number}")];
        Array.ForEach(tenants, tenant => cluster.Agents[0].AddTenant(tenant));
        using ObShellClient client = Connect(cluster);
        using var stop = new CancellationTokenSource();
        Task flapping = Task.Run(async () =>
        {
            for (int turn = 0; !stop.IsCancellationRequested; turn++)
            {
                await cluster.Agents[turn % 2].StopAsync();
                await cluster.Agents[turn % 2].StartAgainAsync();
            }
        });

        (string Tenant, int Done, int Open)[] told = await Task.WhenAll(tenants.Select(async tenant =>
        {
            (int done, int open) = (0, 0);
            for (int i = 0; i < 10; i++)
            {
                var error = (ObShellException?)await Record.ExceptionAsync(() => client.Tenants.LockAsync(tenant));
                done += error is null ? 1 : 0;
                open += error is { MayHaveRun: true } ? 1 : 0;
            }

            return (tenant, done, open);
        }));
        await stop.CancelAsync();
        await flapping;

        Assert.All(told, each => Assert.InRange(
            cluster.Agents.Sum(agent => agent.RequestsTo(HttpMethod.Post, $"/api/v1/tenant/{each.Tenant}/lock").Count(request => request.Executed)),
            each.Done,
            each.Done + each.Open));
    }

    [Fact]
    [Shows(Promise.NoReadFailsWhileOneAgentServes)]
    public async Task A_dead_agent_is_left_alone_while_another_serves()
    {
        var clock = new TestClock();
        await using FakeCluster cluster = await StartAsync(clock);
        using ObShellClient client = Connect(cluster, clock);
        await client.Backup.GetOverviewAsync("tenant1");
        FakeAgent dead = cluster.Agents[0];
        int before = dead.Requests.Count;
        dead.OnAny().DropConnection();

        await CallAsync(client, 20);
        int seen = dead.Requests.Count - before;
        for (int minute = 0; minute < 10; minute++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await CallAsync(client, 1);
        }

        // Those that were on their way there when it died.
        Assert.InRange(seen, 1, Callers);
        Assert.Equal(seen, dead.Requests.Count - before);
    }

    [Fact]
    public async Task When_no_other_serves_an_agent_is_asked_in_its_pause_too()
    {
        var clock = new TestClock();
        await using FakeCluster cluster = await StartAsync(clock);
        using ObShellClient client = Connect(cluster, clock);
        FakeRule dead = cluster.Agents[0].OnAny().DropConnection().Times(1);
        await client.Backup.GetOverviewAsync("tenant1");
        await cluster.Agents[1].StopAsync();
        await cluster.Agents[2].StopAsync();

        await client.Backup.GetOverviewAsync("tenant1");
        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(1, dead.Hits);
        Assert.Equal(2, cluster.Agents[0].RequestsTo(Overview).Count);
    }

    [Fact]
    public void Callers_that_learn_together_that_an_agent_is_gone_count_for_one_failure()
    {
        var clock = new TestClock();
        var health = new AgentHealth(clock);

        for (int caller = 0; caller < Callers; caller++)
        {
            health.Failed();
        }

        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(health.TryProbe());
        Assert.False(health.TryProbe());
    }

    private static async Task<FakeCluster> StartAsync(TestClock? clock = null)
    {
        FakeCluster cluster = await FakeCluster.StartAsync(agents: 3, options =>
        {
            options.Password = TestClients.Password;
            options.TimeProvider = clock ?? TimeProvider.System;
        });
        cluster.Agents[0].AddTenant("tenant1").WithBackupTask();
        return cluster;
    }

    private static ObShellClient Connect(FakeCluster cluster, TestClock? clock = null) => cluster.CreateClient(options =>
    {
        options.Retry.BaseDelay = TimeSpan.Zero;
        options.TimeProvider = clock ?? TimeProvider.System;
    });

    private static Task CallAsync(ObShellClient client, int times) => Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
    {
        for (int i = 0; i < times; i++)
        {
            await client.Backup.GetOverviewAsync("tenant1");
        }
    }));
}
