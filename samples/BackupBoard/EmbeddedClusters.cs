using ObShellSdk.Testing;

namespace BackupBoard;

/// <summary>Two clusters of fake agents that the sample brings along, so that it runs without a database.</summary>
internal sealed class EmbeddedClusters : IAsyncDisposable
{
    private readonly List<FakeAgent> _agents = [];

    /// <summary>Returns null if the configuration names clusters; else adds these to it.</summary>
    public static async Task<EmbeddedClusters?> StartUnlessConfiguredAsync(IConfigurationManager configuration)
    {
        if (configuration.GetSection("Clusters").GetChildren().Any())
        {
            return null;
        }

        var clusters = new EmbeddedClusters();
        DateTimeOffset now = DateTimeOffset.UtcNow;
        FakeAgent east = await clusters.StartAsync("east", configuration);
        Add(east, "orders", Ended("COMPLETED", now.AddHours(-9)), now);
        Add(east, "customers", Ended("COMPLETED", now.AddHours(-24)), now).WithRunningBackup(TimeSpan.FromMinutes(10), progress: 0.35);
        Add(east, "inventory", Ended("FAILED", now.AddHours(-8), "No space left on the backup destination."), now);
        FakeAgent west = await clusters.StartAsync("west", configuration);
        Add(west, "reporting", Ended("COMPLETED", now.AddDays(-3)), now);
        west.AddTenant("archive");
        return clusters;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (FakeAgent agent in _agents)
        {
            await agent.DisposeAsync();
        }
    }

    private async Task<FakeAgent> StartAsync(string name, IConfigurationManager configuration)
    {
        // Slower than the fake's own pace, so that people see something move.
        string password = Guid.NewGuid().ToString("N");
        FakeAgent agent = await FakeAgent.StartAsync(new FakeAgentOptions { Password = password, Speed = 0.6 });
        _agents.Add(agent);
        configuration[$"Clusters:{name}:Endpoint"] = agent.Endpoint.OriginalString;
        configuration[$"Clusters:{name}:Password"] = password;
        return agent;
    }

    private static FakeTenant Add(FakeAgent agent, string name, FakeBackupTask last, DateTimeOffset now)
    {
        string data = $"file:///backup/{name}/data";
        agent.AddRestoreSource(data, name).WithWindow(now.AddDays(-7), now.AddMinutes(-5));
        return agent.AddTenant(name).WithBackupTask(last).WithBackupConfig(data, $"file:///backup/{name}/logs");
    }

    private static FakeBackupTask Ended(string status, DateTimeOffset at, string comment = "") =>
        new() { Status = status, StartTimestamp = at.AddMinutes(-40), EndTimestamp = at, Comment = comment, Result = status == "FAILED" ? -4184 : 0 };
}
