using System.Text.Json;
using ObShellSdk.Testing;
using Xunit;

namespace ObShellSdk.Tests.Testing;

public sealed class FakeResponseTests
{
    [Fact]
    public void A_second_delivery_throws()
    {
        FakeResponse response = FakeResponse.FromAgent.WithHeader("A", "1").TruncatedTo(40).WithHeader("B", "2");

        var error = Assert.Throws<InvalidOperationException>(() => response.SentByteByByte());

        Assert.Equal("A response must have at most one delivery, but ByteByByte was added to Truncated.", error.Message);
        Assert.Throws<InvalidOperationException>(() => FakeResponse.Data("1").PaddedTo(9).DroppedHalfway());
    }

    [Fact]
    public void Data_must_be_JSON()
        => Assert.ThrowsAny<JsonException>(() => FakeResponse.Data("{"));

    [Fact]
    public void Lengths_and_pauses_must_not_be_negative()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => FakeResponse.FromAgent.TruncatedTo(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => FakeResponse.FromAgent.DroppedAfter(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => FakeResponse.FromAgent.WithContentLength(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => FakeResponse.FromAgent.PaddedTo(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => FakeResponse.FromAgent.SentByteByByte(TimeSpan.FromTicks(-1)));
    }
}
