using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObShellSdk.Serialization;

/// <summary>
/// Times as the agent writes them: RFC 3339 with up to nine fraction digits (cut to seven) and the agent's offset. Go's zero
/// time, which stands for "not yet", is null here and zero time again when written.
/// </summary>
internal class GoTimeConverter : JsonConverter<DateTimeOffset?>
{
    /// <summary>How "not yet" is written.</summary>
    protected virtual string Unset => "0001-01-01T00:00:00Z";

    public override bool HandleNull => true;

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        // A zero time with an offset east of Greenwich lies before the first moment that .NET can express.
        if (reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && !reader.HasValueSequence
            && reader.ValueSpan.StartsWith("0001-01-01T"u8))
        {
            return null;
        }

        return reader.GetDateTimeOffset();
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is not { } time)
        {
            writer.WriteStringValue(Unset);
        }
        else if (time.Offset == TimeSpan.Zero)
        {
            writer.WriteStringValue(time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) + "Z");
        }
        else
        {
            writer.WriteStringValue(time);
        }
    }
}

/// <summary>Times of tasks, where the Unix epoch, with the agent's offset, stands for "not yet" as well.</summary>
internal sealed class TaskTimeConverter : GoTimeConverter
{
    protected override string Unset => "1970-01-01T00:00:00Z";

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        base.Read(ref reader, typeToConvert, options) is { } time && time > DateTimeOffset.UnixEpoch ? time : null;
}
