using System.Globalization;
using System.Text.Json;
using ObShellSdk.Restore;
using ObShellSdk.Serialization;
using ObShellSdk.Tests.Contract;

namespace ObShellSdk.Tests.Restore;

public sealed class RestoreWindowsTests
{
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(8));

    private static readonly RestoreWindows _windows = new()
    {
        Windows =
        [
            new RestoreWindow { StartTime = _noon, EndTime = _noon.AddHours(1) },
            new RestoreWindow { StartTime = _noon.AddHours(3), EndTime = _noon.AddHours(4) },
            new RestoreWindow { StartTime = _noon.AddDays(9), EndTime = _noon.AddDays(8) },
            new RestoreWindow(),
        ],
    };

    [Theory]
    [InlineData(0, true, 0)]
    [InlineData(30, true, 30)]
    [InlineData(60, true, 60)]
    [InlineData(61, false, 60)]
    [InlineData(119, false, 60)]
    [InlineData(180, true, 180)]
    [InlineData(99999, false, 240)]
    public void A_moment_is_possible_or_has_a_nearest_one(int minutes, bool isPossible, int nearest)
    {
        RestorePoint point = _windows.Find(_noon.AddMinutes(minutes).ToUniversalTime());

        Assert.Equal(isPossible, point.IsPossible);
        Assert.Equal(_noon.AddMinutes(nearest), point.Nearest);
    }

    [Theory]
    [InlineData(121, 180)]
    [InlineData(-9999, 0)]
    public void Find_returns_the_start_of_a_window_for_a_time_before_it(int minutes, int nearest)
    {
        RestorePoint point = _windows.Find(_noon.AddMinutes(minutes));

        Assert.False(point.IsPossible);
        Assert.Equal(_noon.AddMinutes(nearest), point.Nearest);
    }

    /// <summary>The agent cuts the true start, such as 04:00:00.123456789, to the microsecond and refuses what lies before it.</summary>
    [Theory]
    [InlineData("2026-03-01T04:00:00.123456Z", "2026-03-01T04:00:00.123457Z")]
    [InlineData("2026-03-01T04:00:00.123456789Z", "2026-03-01T04:00:00.123457Z")]
    [InlineData("2026-03-01T04:00:00Z", "2026-03-01T04:00:00.000001Z")]
    [InlineData("2026-03-01T12:00:00.999999+08:00", "2026-03-01T04:00:01Z")]
    public void StartTime_is_the_first_whole_microsecond_inside_the_window(string sent, string first)
    {
        string json = $$"""{"restore_windows":[{"start_time":"{{sent}}","end_time":"2026-03-01T05:00:00Z"}]}""";

        RestoreWindows windows = JsonSerializer.Deserialize(json, ObShellJson.TypeInfo<RestoreWindows>())!;

        DateTimeOffset start = DateTimeOffset.Parse(first, CultureInfo.InvariantCulture);
        Assert.Equal(start, windows.Windows[0].StartTime);
        Assert.True(windows.Windows[0].Contains(start));
        Assert.False(windows.Windows[0].Contains(start.AddTicks(-1)));
        Assert.Equal(start, windows.Find(start.AddDays(-1)).Nearest);
        Assert.Empty(JsonDifference.Of(JsonElement.Parse(json), JsonSerializer.SerializeToElement(windows, ObShellJson.TypeInfo<RestoreWindows>())));
    }

    [Fact]
    public void A_window_within_one_microsecond_is_empty()
    {
        string json = """{"restore_windows":[{"start_time":"2026-03-01T04:00:00.123456Z","end_time":"2026-03-01T04:00:00.123456Z"}]}""";

        RestoreWindows windows = JsonSerializer.Deserialize(json, ObShellJson.TypeInfo<RestoreWindows>())!;

        Assert.True(windows.Windows[0].IsEmpty);
        Assert.Null(windows.Find(_noon).Nearest);
        Assert.Null(windows.Latest);
    }

    [Fact]
    public void A_window_of_one_moment_has_that_one()
    {
        var windows = new RestoreWindows { Windows = [new RestoreWindow { StartTime = _noon, EndTime = _noon }] };

        Assert.True(windows.Find(_noon).IsPossible);
        Assert.Equal(_noon, windows.Find(_noon.AddDays(-1)).Nearest);
        Assert.False(windows.Find(_noon.AddTicks(1)).IsPossible);
        Assert.Equal(_noon, windows.Latest);
    }

    [Fact]
    public void Without_a_window_nothing_is_possible_and_nothing_near()
    {
        RestorePoint point = new RestoreWindows { Windows = null! }.Find(_noon);

        Assert.False(point.IsPossible);
        Assert.Null(point.Nearest);
        Assert.Null(new RestoreWindows().Latest);
    }
}
