namespace ObShellSdk.Tests.Docs;

// snippet: fixture
using ObShellSdk;
using ObShellSdk.Testing;
using Xunit;

public sealed class AgentFixture : IAsyncLifetime
{
    public FakeAgent Agent { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Agent = await FakeAgent.StartAsync();

    public ValueTask DisposeAsync() => Agent.DisposeAsync();
}

public sealed class SharedAgentTests(AgentFixture fixture) : IClassFixture<AgentFixture>
{
    [Fact]
    public async Task A_backup_that_failed_is_told()
    {
        fixture.Agent.AddTenant("failed").WithBackupTask(new FakeBackupTask { Status = "FAILED", Comment = "no space left" });
        using ObShellClient client = fixture.Agent.CreateClient();

        Assert.Equal("FAILED", await new BackupWatch(client).DescribeAsync("failed", CancellationToken.None));
    }
}
// end-snippet
