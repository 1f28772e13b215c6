using ObShellSdk.Restore;

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
    public void The_nearest_moment_at_the_beginning_of_a_window_is_one_that_the_agent_has_not_cut(int minutes, int nearest)
    {
        RestorePoint point = _windows.Find(_noon.AddMinutes(minutes));

        Assert.False(point.IsPossible);
        Assert.Equal(_noon.AddMinutes(nearest).AddMicroseconds(1), point.Nearest);
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
