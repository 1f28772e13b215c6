using ObShellSdk.Backup;
using ObShellSdk.Hosting;

namespace ObShellSdk.Tests.Hosting;

/// <summary>A week of nights.</summary>
public sealed class BackupScheduleWeekTests
{
    [Fact]
    public async Task Two_schedulers_and_three_agents_back_up_each_tenant_once_each_night()
    {
        string[] tenants = ["crm", "orders", "users"];
        await using ScheduleStage stage = await ScheduleStage.StartAsync("2026-03-01T22:00Z", agents: 3, tenants, options =>
        {
            options.DatabaseTimeZone = TimeZoneInfo.CreateCustomTimeZone("+8", TimeSpan.FromHours(8), null, null);

            // A backup takes some 5 minutes, 3 of them in the database.
            options.Speed = 0.01;
        });
        ScheduledHost[] hosts = [await stage.StartHostAsync(configure: Configure), await stage.StartHostAsync(configure: Configure)];
        stage.Step = TimeSpan.FromSeconds(15);

        await stage.PassUntilAsync("2026-03-08T12:00Z");

        foreach (string tenant in tenants)
        {
            IReadOnlyList<BackupJob> jobs = await stage.ListJobsAsync(tenant);
            Assert.Equal([2, 3, 4, 5, 6, 7, 8], jobs.Where(job => job.Status == BackupTaskStatus.Completed).Select(job => job.StartTimestamp!.Value.AddHours(-8).Day).Order());
            foreach (ScheduledHost host in hosts)
            {
                ObShellBackupResult[] results = [.. host.Results.Where(result => result.TenantName == tenant)];
                Assert.Equal([2, 3, 4, 5, 6, 7, 8], results.Select(result => result.DueAt.Day));
                Assert.All(results, result => Assert.Contains(result.Outcome, new[] { ObShellBackupOutcome.Succeeded, ObShellBackupOutcome.AlreadyBackedUp }));
            }
        }

        // The night before the hosts start is not made up for.
        static void Configure(ObShellBackupScheduleOptions schedule) => schedule.CatchUp = TimeSpan.FromHours(6);
    }
}
