using ObShellSdk.Restore;
using ObShellSdk.Tenants;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Tasks;

/// <summary>What tests of long work have in common: an agent and clients that go by one clock, which the test drives.</summary>
internal static class LongWork
{
    public const string DataUri = "file:///backup/data";

    public static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>Looks a second apart.</summary>
    public static readonly WaitOptions Steady = new() { MinPollInterval = Second, MaxPollInterval = Second };

    /// <summary>An agent with tenant1, whose backup is set up, and with a backup that can be restored.</summary>
    public static async Task<FakeAgent> StartAsync(TestClock clock)
    {
        FakeAgent agent = await FakeAgent.StartAsync(new FakeAgentOptions { Password = TestClients.Password, TimeProvider = clock });
        agent.AddTenant("tenant1").WithBackupConfig();
        agent.AddRestoreSource(DataUri).WithWindow(clock.GetUtcNow().AddDays(-1), clock.GetUtcNow());
        return agent;
    }

    /// <summary>
    /// Without time-outs: while one of several waits is driven on, a slow machine may let many seconds of the clock pass during the request of another.
    /// </summary>
    public static ObShellClient Connect(FakeAgent agent, TestClock clock, Action<ObShellClientOptions>? configure = null) => TestClients.Connect(agent, options =>
    {
        (options.TimeProvider, options.Retry.AttemptTimeout, options.Retry.TotalTimeout) = (clock, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        configure?.Invoke(options);
    });

    public static RestoreRequest NewRestore() => new()
    {
        DataBackupUri = DataUri, TenantName = "new", Zones = [new TenantZone { Name = "z", UnitConfigName = "u" }],
    };
}

/// <summary>Takes each report at once, on the thread that makes it.</summary>
internal sealed class Reports<T>(Action<T> take) : IProgress<T>
{
    public void Report(T value) => take(value);
}
