using System.Globalization;
using ObShellSdk.Backup;
using ObShellSdk.Hosting;
using ObShellSdk.Hosting.Schedule;

namespace ObShellSdk.Tests.Hosting;

public sealed class BackupPlanTests
{
    private static readonly TimeZoneInfo _berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2026-03-28T12:00Z", "2026-03-29T01:00Z")] // 02:30 does not exist: the end of the gap, 03:00 +02:00.
    [InlineData("2026-10-24T12:00Z", "2026-10-25T00:30Z")] // 02:30 occurs twice: the first.
    [InlineData("2026-10-25T00:30Z", "2026-10-26T01:30Z")]
    public void Next_follows_daylight_saving(string after, string next) => Assert.Equal(At(next), Plan("30 2 * * *").Next(At(after)));

    [Theory]
    [InlineData("0 2 * * *", "2026-03-04T02:00Z", "2026-03-04T02:00Z")]
    [InlineData("0 2 * * *", "2026-03-04T01:59Z", "2026-03-03T02:00Z")]
    [InlineData("0 2 * * SUN", "2026-03-04T01:59Z", "2026-03-01T02:00Z")]
    [InlineData("0 2 29 2 *", "2027-03-04T01:59Z", "2024-02-29T02:00Z")]
    [InlineData("*/20 0 2 * * *", "2026-03-04T02:00:25Z", "2026-03-04T02:00:20Z")]
    [InlineData("@monthly", "2026-03-04T02:00Z", "2026-03-01T00:00Z")]
    public void Last_is_the_latest_due_time_up_to_now(string cron, string now, string last) => Assert.Equal(At(last), Plan(cron, TimeZoneInfo.Utc).Last(At(now)));

    [Theory]
    [InlineData("2026-03-07T02:00Z", "2026-03-06T02:10Z", "incremental")] // Saturday
    [InlineData("2026-03-08T02:00Z", "2026-03-07T02:10Z", "full")] // Sunday
    [InlineData("2026-03-10T02:00Z", "2026-03-07T02:10Z", "full")] // Sunday was missed.
    [InlineData("2026-03-10T02:00Z", "2026-03-09T02:10Z", "incremental")]
    [InlineData("2026-03-10T02:00Z", "2026-01-01T02:10Z", "full")]
    [InlineData("2026-03-10T02:00Z", null, "incremental")]
    public void ModeAt_is_full_on_the_days_of_FullOn_and_after_a_missed_one(string due, string? lastSuccess, string mode)
    {
        BackupPlan plan = Plan("0 2 * * *", TimeZoneInfo.Utc, BackupMode.Incremental, [DayOfWeek.Sunday]);

        Assert.Equal(new BackupMode(mode), plan.ModeAt(At(due), lastSuccess is null ? null : At(lastSuccess)));
    }

    [Theory]
    [InlineData("0 2 * * *", 15)]
    [InlineData("*/20 * * * *", 5)]
    public void Tolerance_is_15_minutes_or_a_quarter_of_the_period(string cron, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), Plan(cron, TimeZoneInfo.Utc).Tolerance(At("2026-03-04T02:00Z")));

    private static BackupPlan Plan(string cron, TimeZoneInfo? zone = null, BackupMode? mode = null, DayOfWeek[]? fullOn = null) =>
        new(new ObShellBackupScheduleOptions { Cron = cron, TimeZone = zone ?? _berlin, Mode = mode ?? BackupMode.Full, FullOn = fullOn ?? [] });

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
