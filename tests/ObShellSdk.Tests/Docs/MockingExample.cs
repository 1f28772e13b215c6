namespace ObShellSdk.Tests.Docs;

// snippet: mock
using ObShellSdk;
using ObShellSdk.Backup;
using Xunit;

public sealed class MockedClientTests
{
    [Fact]
    public async Task A_failed_backup_is_described_by_its_status()
    {
        var overview = new TenantBackupOverview { Task = new CdbObBackupTask { Status = BackupTaskStatus.Failed } };
        using var client = new ClientMock(new BackupMock(overview));

        Assert.Equal("FAILED", await new BackupWatch(client).DescribeAsync("tenant1", CancellationToken.None));
    }

    private sealed class ClientMock(BackupClient backup) : ObShellClient
    {
        public override BackupClient Backup => backup;
    }

    private sealed class BackupMock(TenantBackupOverview overview) : BackupClient
    {
        public override Task<TenantBackupOverview> GetOverviewAsync(
            string tenantName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) => Task.FromResult(overview);
    }
}
// end-snippet
