using Microsoft.Extensions.DependencyInjection;
using ObShellSdk.Benchmarks;

namespace ObShellSdk.Tests.Reliability;

/// <summary>Clients for many agents in one process. Figures for a thousand are in docs/performance.md.</summary>
public sealed class FleetTests
{
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
}
