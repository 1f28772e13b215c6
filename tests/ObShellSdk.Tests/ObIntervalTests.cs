using CsCheck;

namespace ObShellSdk.Tests;

public sealed class ObIntervalTests
{
    [Theory]
    [InlineData("1d", 86400)]
    [InlineData("7D", 604800)]
    [InlineData("600s", 600)]
    [InlineData("30m", 1800)]
    [InlineData("36h", 129600)]
    [InlineData("1500ms", 1.5)]
    [InlineData("0s", 0)]
    public void A_number_and_a_unit_are_a_time(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), ObInterval.Parse(text).ToTimeSpan());

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("1")]
    [InlineData("-1d")]
    [InlineData("1.5h")]
    [InlineData("1 d")]
    [InlineData("1w")]
    [InlineData("99999999999999d")]
    [InlineData("99999999999999999999s")]
    public void Anything_else_is_refused_with_what_is_allowed(string text)
    {
        Assert.Contains("us, ms, s, m, h, d", Assert.Throws<ArgumentException>(() => ObInterval.Parse(text)).Message, StringComparison.Ordinal);
        Assert.False(ObInterval.TryParse(text, out _));
        Assert.False(ObInterval.TryParse(null, out _));
    }

    [Fact]
    public void Every_time_of_whole_microseconds_is_written_so_that_it_reads_the_same()
    {
        Gen.Long[0, TimeSpan.MaxValue.Ticks / 10].Sample(
            microseconds => ObInterval.Parse(new ObInterval(TimeSpan.FromTicks(microseconds * 10)).ToString()).ToTimeSpan().Ticks == microseconds * 10,
            iter: 500, seed: "0006KeIHqXn1", threads: 1);
        Assert.Equal("1d", new ObInterval(TimeSpan.FromHours(24)).ToString());
        Assert.Equal("36h", new ObInterval(TimeSpan.FromHours(36)).ToString());
        Assert.Equal("0s", default(ObInterval).ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => new ObInterval(TimeSpan.FromTicks(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ObInterval(TimeSpan.FromSeconds(-1)));
    }
}
