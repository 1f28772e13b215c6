using CsCheck;

namespace ObShellSdk.Tests;

public sealed class ObSizeTests
{
    [Theory]
    [InlineData("1K", 1024)]
    [InlineData("512M", 536870912)]
    [InlineData("2G", 2147483648)]
    [InlineData("2gb", 2147483648)]
    [InlineData("1T", 1099511627776)]
    [InlineData("8191P", 9222246136947933184)]
    public void A_number_and_a_unit_are_bytes(string text, long bytes) => Assert.Equal(bytes, ObSize.Parse(text).ToBytes());

    [Theory]
    [InlineData("")]
    [InlineData("G")]
    [InlineData("2")]
    [InlineData("0G")]
    [InlineData("-1G")]
    [InlineData("1.5G")]
    [InlineData("1 G")]
    [InlineData("1B")]
    [InlineData("1GiB")]
    [InlineData("8192P")]
    [InlineData("99999999999999999999K")]
    public void Anything_else_is_refused(string text) => Assert.Throws<FormatException>(() => ObSize.Parse(text));

    [Fact]
    public void Every_size_is_written_so_that_it_reads_the_same()
    {
        Gen.Long[1, long.MaxValue / 1024].Sample(
            kilobytes => ObSize.Parse(new ObSize(kilobytes * 1024).ToString()).ToBytes() == kilobytes * 1024,
            iter: 500, seed: "0006KeIHqXn1", threads: 1);
        Assert.Equal("2G", new ObSize(2L << 30).ToString());
        Assert.Equal("1536M", new ObSize(3L << 29).ToString());
        Assert.Equal(ObSize.Parse("1024M"), ObSize.Parse("1G"));
        Assert.Equal("0K", default(ObSize).ToString());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public void ObSize_refuses_a_negative_number_of_bytes(long bytes) => Assert.Throws<ArgumentOutOfRangeException>(() => new ObSize(bytes));

    [Fact]
    public void ObSize_converts_from_text_and_compares_by_bytes()
    {
        ObSize size = "2G";

        Assert.Equal(2L << 30, size.ToBytes());
        Assert.True(size > ObSize.FromString("2047M") && size >= "2048M" && size < "3G" && size <= "2G");
        Assert.Equal("1500B", new ObSize(1500).ToString());
        Assert.False(ObSize.TryParse("1500B", out _));
    }
}
