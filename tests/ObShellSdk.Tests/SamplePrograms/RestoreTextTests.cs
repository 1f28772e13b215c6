using ObShellSdk.Tenants;
using RestoreTenant;

namespace ObShellSdk.Tests.SamplePrograms;

/// <summary>How the restore sample reads moments and zones.</summary>
public sealed class RestoreTextTests
{
    // An hour ahead from the last Sunday of March to that of October, as in the middle of Europe.
    private static readonly TimeZoneInfo _zone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(1), "test", "test", "test",
    [
        TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1),
            TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 5, DayOfWeek.Sunday),
            TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 5, DayOfWeek.Sunday)),
    ]);

    [Theory]
    [InlineData("2026-03-01T02:00:00+08:00", "2026-02-28T18:00:00Z")]
    [InlineData("2026-03-01 02:00:00.1234567-03:30", "2026-03-01T05:30:00.1234567Z")]
    [InlineData("2026-07-01T02:00:00Z", "2026-07-01T02:00:00Z")]
    [InlineData("2026-01-01T02:00:00", "2026-01-01T01:00:00Z")]
    [InlineData("2026-07-01 02:00", "2026-07-01T00:00:00Z")]
    public void A_moment_is_exact_with_an_offset_and_local_without(string text, string moment) =>
        Assert.Equal(DateTimeOffset.Parse(moment, null), RestoreText.ReadMoment(text, _zone));

    [Theory]
    [InlineData("2026-03-29T02:30:00")]
    [InlineData("2026-10-25T02:30:00")]
    [InlineData("yesterday")]
    [InlineData("2026-03-01")]
    [InlineData("01/03/2026 02:00:00")]
    [InlineData("")]
    public void A_moment_that_is_none_or_two_is_refused(string text) =>
        Assert.Contains("--to", Assert.Throws<ArgumentException>(() => RestoreText.ReadMoment(text, _zone)).Message, StringComparison.Ordinal);

    [Fact]
    public void Zones_have_one_unit_unless_said_otherwise()
    {
        IReadOnlyList<TenantZone> zones = RestoreText.ReadZones(["zone1=small", "zone-2=large*1"]);

        Assert.Equal([("zone1", "small", 1), ("zone-2", "large", 1)], zones.Select(zone => (zone.Name, zone.UnitConfigName, zone.UnitNum)));
    }

    [Theory]
    [InlineData("zone1")]
    [InlineData("zone1=")]
    [InlineData("=small")]
    [InlineData("zone1=small*0")]
    [InlineData("zone1=small*many")]
    [InlineData("zone1=small*99999999999")]
    [InlineData("zone1=small=2")]
    [InlineData("zone1=small", "zone1=large")]
    [InlineData("zone1=small", "zone2=large*2")]
    public void Zones_that_are_not_clear_are_refused(params string[] texts) =>
        Assert.Contains("--zone", Assert.Throws<ArgumentException>(() => RestoreText.ReadZones(texts)).Message, StringComparison.Ordinal);
}
