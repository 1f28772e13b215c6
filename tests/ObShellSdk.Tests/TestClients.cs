using ObShellSdk.Testing;

namespace ObShellSdk.Tests;

/// <summary>Clients as the tests want them: quick to give up, without random pauses, content with the keys of old agents.</summary>
internal static class TestClients
{
    public const string Password = "s3cret-Pä55 \"word\"";

    /// <summary>Longer than any test may take, so that a hanging one ends with a message.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<FakeAgent> StartAgentAsync(Action<FakeAgentOptions>? configure = null)
    {
        var options = new FakeAgentOptions { Password = Password };
        configure?.Invoke(options);
        FakeAgent agent = await FakeAgent.StartAsync(options);
        agent.AddTenant("tenant1").WithBackupTask(new FakeBackupTask());
        return agent;
    }

    public static ObShellClient Connect(FakeAgent agent, Action<ObShellClientOptions>? configure = null)
    {
        var options = new ObShellClientOptions
        {
            Endpoint = agent.Endpoint,
            Credential = agent.Password is { } password ? ObShellCredential.FromPassword(password) : ObShellCredential.None,
            MinimumKeyBits = 512,
            Retry = { BaseDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(5), UseJitter = false },
        };
        configure?.Invoke(options);
        return new ObShellClient(options);
    }
}
