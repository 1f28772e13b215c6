using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObShellSdk.Serialization;

/// <summary>Moments that travel as Unix seconds with a fraction; what .NET cannot express becomes the nearest that it can.</summary>
internal sealed class UnixTimeConverter : JsonConverter<DateTimeOffset>
{
    private static readonly decimal _first = Seconds(DateTimeOffset.MinValue);
    private static readonly decimal _last = Seconds(DateTimeOffset.MaxValue);

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        decimal seconds = reader.TryGetDecimal(out decimal exact) ? exact : reader.GetDouble() < 0 ? _first : _last;
        return DateTimeOffset.UnixEpoch.AddTicks((long)(Math.Clamp(seconds, _first, _last) * TimeSpan.TicksPerSecond));
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteNumberValue(Seconds(value));

    // In decimal, since a double has no room for all ticks.
    private static decimal Seconds(DateTimeOffset value) => (value.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / (decimal)TimeSpan.TicksPerSecond;
}
