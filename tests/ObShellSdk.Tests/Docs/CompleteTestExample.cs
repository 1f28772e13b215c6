namespace ObShellSdk.Tests.Docs;

// snippet: complete-test
using ObShellSdk;
using ObShellSdk.Testing;
using Xunit;

public sealed class OverviewTests
{
    [Fact]
    public async Task An_unknown_tenant_is_refused_by_name()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using FakeAgent agent = await FakeAgent.StartAsync(cancellationToken: ct);
        agent.AddTenant("tenant1").WithBackupTask();
        using ObShellClient client = agent.CreateClient();

        var error = await Assert.ThrowsAsync<ObShellApiException>(() => client.Backup.GetOverviewAsync("tenant2", cancellationToken: ct));

        Assert.Equal(ObShellErrorCodes.TenantNotExist, error.Code);
    }
}
// end-snippet
