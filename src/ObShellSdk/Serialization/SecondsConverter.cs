using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObShellSdk.Serialization;

/// <summary>Durations that travel as a number of seconds with a fraction. One beyond the range of <see cref="TimeSpan"/> becomes its largest or smallest value.</summary>
internal sealed class SecondsConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        double seconds = reader.GetDouble();
        return Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds)
            : seconds > 0 ? TimeSpan.MaxValue
            : TimeSpan.MinValue;
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteNumberValue(value.TotalSeconds);
}
