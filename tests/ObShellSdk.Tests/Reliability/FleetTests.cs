using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ObShellSdk.Benchmarks;
using ObShellSdk.Tests.Lifetime;

namespace ObShellSdk.Tests.Reliability;

/// <summary>Clients for many agents in one process. Figures for a thousand are in docs/performance.md. By itself: what it weighs is the process's.</summary>
[Collection(ByItself.Name)]
public sealed class FleetTests
{
    /// <summary>Beside the 17 KB of docs/performance.md, what the agents of the test hold of a connection, which live in the same process.</summary>
    private const int MostBytesOfOneClient = 64 * 1024;

    private const int MostThreads = 64;


    [Fact]
    public async Task A_hundred_clients_keep_one_connection_each_and_leave_none()
    {
        using LoopbackFleet fleet = LoopbackFleet.Start(100);
        ObShellClient[] clients = [.. fleet.Endpoints.Select(endpoint => new ObShellClient(endpoint, ObShellCredential.FromPassword(TestClients.Password)))];
        Assert.Equal(0, fleet.Accepted);

        for (int round = 0; round < 5; round++)
        {
            await Task.WhenAll(clients.Select(client => client.Backup.GetOverviewAsync("tenant1")));
        }

        Assert.Equal((100, 100), (fleet.Accepted, fleet.Open));
        Array.ForEach(clients, client => client.Dispose());
        await fleet.WaitForCloseAsync().WaitAsync(TestClients.Patience);
    }

    [Fact]
    public async Task What_a_fleet_weighs_is_bounded_and_does_not_grow_with_the_rounds()
    {
        const int Agents = 300;
        using LoopbackFleet fleet = LoopbackFleet.Start(Agents);
        using var first = new ObShellClient(fleet.Endpoints[0], ObShellCredential.FromPassword(TestClients.Password));
        await first.Backup.GetOverviewAsync("tenant1");
        long before = GC.GetTotalMemory(forceFullCollection: true);
        ObShellClient[] clients = [.. fleet.Endpoints.Select(endpoint => new ObShellClient(endpoint, ObShellCredential.FromPassword(TestClients.Password)))];

        await PollAsync(clients, 2);
        long once = GC.GetTotalMemory(forceFullCollection: true);
        await PollAsync(clients, 10);
        long often = GC.GetTotalMemory(forceFullCollection: true);

        Assert.InRange((once - before) / Agents, 0, MostBytesOfOneClient);
        Assert.InRange((often - once) / Agents, -MostBytesOfOneClient, MostBytesOfOneClient / 16);
        Assert.Equal(Agents + 1, fleet.Accepted);
        using (var self = Process.GetCurrentProcess())
        {
            Assert.InRange(self.Threads.Count, 1, MostThreads);
        }

        Array.ForEach(clients, client => client.Dispose());
    }

    [Fact]
    public async Task A_registered_client_has_one_pool_for_all_who_resolve_it_and_for_its_agents_and_closes_it_with_the_provider()
    {
        using LoopbackFleet fleet = LoopbackFleet.Start(2);
        var services = new ServiceCollection();
        services.AddObShellClient("east", options => options.Endpoint = fleet.Endpoints[0]);
        ServiceProvider provider = services.BuildServiceProvider(validateScopes: true);
        for (int i = 0; i < 10; i++)
        {
            await using AsyncServiceScope scope = provider.CreateAsyncScope();
            var client = scope.ServiceProvider.GetRequiredKeyedService<ObShellClient>("east");
            await client.Backup.GetOverviewAsync("tenant1");
            await client.For(fleet.Endpoints[1]).Backup.GetOverviewAsync("tenant1");
        }

        Assert.Equal(2, fleet.Accepted);
        await provider.DisposeAsync();
        await fleet.WaitForCloseAsync().WaitAsync(TestClients.Patience);
    }

    private static async Task PollAsync(ObShellClient[] clients, int rounds)
    {
        for (int round = 0; round < rounds; round++)
        {
            await Parallel.ForEachAsync(clients, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (client, token) => await client.Backup.GetOverviewAsync("tenant1", null, token));
        }
    }
}
