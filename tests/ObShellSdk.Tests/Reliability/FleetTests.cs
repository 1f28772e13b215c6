using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using ObShellSdk.Tests.Docs;
using ObShellSdk.Tests.Lifetime;

namespace ObShellSdk.Tests.Reliability;

/// <summary>Clients for many agents in one process; docs/contributors/performance.md shows what they weigh. By itself: it is the process that is weighed.</summary>
[Collection(ByItself.Name)]
public sealed class FleetTests
{
    private const int Agents = 1000;
    private const int MostThreads = 64;

    private static readonly string _page = Path.Combine(Repository.Root, "docs", "contributors", "performance.md");

    [Fact]
    [Shows(Promise.ConnectionsAreKept)]
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
    [Shows(Promise.FleetsWeighTheSame)]
    public async Task What_a_thousand_clients_weigh_is_bounded_and_does_not_grow_with_the_rounds()
    {
        using LoopbackFleet fleet = LoopbackFleet.Start(Agents);
        using (var first = new ObShellClient(fleet.Endpoints[0], ObShellCredential.FromPassword(TestClients.Password)))
        {
            await first.Backup.GetOverviewAsync("tenant1");
        }

        await fleet.WaitForCloseAsync().WaitAsync(TestClients.Patience);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        ObShellClient[] clients = [.. fleet.Endpoints.Select(endpoint => new ObShellClient(endpoint, ObShellCredential.FromPassword(TestClients.Password)))];
        var rows = new List<FleetRow> { Weigh("1,000 clients, no call yet") };
        await PollAsync(clients, 1);
        rows.Add(Weigh("after a call of each"));
        await PollAsync(clients, 10);
        rows.Add(Weigh("after 10 more"));
        await PollAsync(clients, 10);
        rows.Add(Weigh("after 10 more"));
        Array.ForEach(clients, client => client.Dispose());
        await fleet.WaitForCloseAsync().WaitAsync(TestClients.Patience);
        rows.Add(Weigh("all disposed of"));

        if (WrittenPage.IsWritten)
        {
            WrittenPage.HoldTables(_page, ("fleet", "| | Heap for each | Connections | Threads of the process |\n|---|---:|---:|---:|\n" + string.Concat(rows)));
        }

        Assert.Equal(1 + Agents, fleet.Accepted);
        string[][] page = WrittenPage.Rows(_page, "fleet");
        Assert.Equal(rows.Count, page.Length);
        Assert.All(page.Zip(rows, (written, row) => (written, row)), pair =>
        {
            Assert.Equal([pair.row.What, string.Create(CultureInfo.InvariantCulture, $"{pair.row.Connections:N0}")], [pair.written[0], pair.written[2]]);
            Assert.InRange(pair.row.Kilobytes, double.MinValue, (int.Parse(pair.written[1].Split(' ')[0], CultureInfo.InvariantCulture) * 1.25) + 2);
            Assert.InRange(pair.row.Threads, 1, MostThreads);
        });
        Assert.InRange(rows[3].Kilobytes, double.MinValue, rows[2].Kilobytes + 1);

        FleetRow Weigh(string what)
        {
            long heap = GC.GetTotalMemory(forceFullCollection: true) - before;
            using var self = Process.GetCurrentProcess();
            return new FleetRow(what, heap / 1e3 / Agents, fleet.Open, self.Threads.Count);
        }
    }

    [Fact]
    [Shows(Promise.ConnectionsAreKept)]
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
            await client.ForAgent(fleet.Endpoints[1]).Backup.GetOverviewAsync("tenant1");
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

    /// <summary>What one moment weighs. The heap holds the agents' side of the connections too, which are in the same process.</summary>
    private sealed record FleetRow(string What, double Kilobytes, int Connections, int Threads)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"| {What} | {Kilobytes:0} KB | {Connections:N0} | {Threads} |\n");
    }
}
