using System.Text.Json;
using ObShellSdk.Serialization;
using ObShellSdk.Tenants;

namespace ObShellSdk.Tests.Tenants;

/// <summary>The agent treats texts, numbers and truth values differently, so each must arrive as what it was.</summary>
public sealed class ParameterValueTests
{
    public static TheoryData<ParameterValue, string> Values => new()
    {
        { "on", "\"on\"" },
        { "10", "\"10\"" },
        { "", "\"\"" },
        { 10, "10" },
        { -3L, "-3" },
        { 9007199254740992, "9007199254740992" },
        { 9007199254740993, "\"9007199254740993\"" },
        { long.MinValue, "\"-9223372036854775808\"" },
        { 0.1, "0.1" },
        { 1e21, "1E+21" },
        { true, "true" },
        { false, "false" },
        { default, "\"\"" },
    };

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public void A_value_is_written_as_what_it_was(ParameterValue value, string json)
    {
        JsonSerializerOptions options = ObShellJson.Options;
        string written = JsonSerializer.Serialize(new Dictionary<string, ParameterValue> { ["x"] = value }, options.GetTypeInfo(typeof(IReadOnlyDictionary<string, ParameterValue>)));

        Assert.Equal($$"""{"x":{{json}}}""", written);
        Assert.Equal(json.Trim('"'), value.ToString());
    }

    [Theory]
    [InlineData("\"v\"")]
    [InlineData("7")]
    [InlineData("0.25")]
    [InlineData("true")]
    [InlineData("false")]
    public void A_value_is_read_as_it_was_written(string json)
    {
        var value = (ParameterValue)JsonSerializer.Deserialize(json, ObShellJson.Options.GetTypeInfo(typeof(ParameterValue)))!;

        Assert.Equal(json, JsonSerializer.Serialize(value, ObShellJson.Options.GetTypeInfo(typeof(ParameterValue))));
    }

    [Fact]
    public void What_JSON_cannot_say_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => (ParameterValue)double.NaN);
        Assert.Throws<ArgumentOutOfRangeException>(() => (ParameterValue)double.PositiveInfinity);
        Assert.Throws<ArgumentNullException>(() => (ParameterValue)(string)null!);
    }
}
