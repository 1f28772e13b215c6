using ObShellSdk.Testing;

namespace BackupService;

/// <summary>The fake agent that the sample brings along. The last night was missed there, so the service begins with two backups.</summary>
internal sealed class EmbeddedAgent(FakeAgent agent) : IAsyncDisposable
{
    /// <summary>Returns null if the configuration names an agent; else adds this one to it.</summary>
    public static async Task<EmbeddedAgent?> StartUnlessConfiguredAsync(IConfigurationManager configuration)
    {
        if (configuration["ObShell:obshell:Endpoint"] is { Length: > 0 } || configuration.GetConnectionString("obshell") is { Length: > 0 })
        {
            return null;
        }

        FakeAgent agent = await FakeAgent.StartAsync(new FakeAgentOptions { Password = Guid.NewGuid().ToString("N") });
        DateTimeOffset ended = DateTimeOffset.UtcNow.AddHours(-30);
        foreach (string tenant in configuration.GetSection("Backups:Tenants").Get<string[]>() ?? [])
        {
            agent.AddTenant(tenant).WithBackupTask(new FakeBackupTask { StartTimestamp = ended.AddHours(-1), EndTimestamp = ended }).WithBackupConfig();
        }

        configuration["ObShell:obshell:Endpoint"] = agent.Endpoint.OriginalString;
        configuration["ObShell:obshell:Password"] = agent.Password;
        return new EmbeddedAgent(agent);
    }

    public ValueTask DisposeAsync() => agent.DisposeAsync();
}
