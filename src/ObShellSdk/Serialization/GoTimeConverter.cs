using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObShellSdk.Serialization;

/// <summary>
/// Times as the agent writes them: RFC 3339 with up to nine fraction digits, of which .NET holds seven, and the agent's offset. Go's zero time, which stands for
/// "not yet", is null.
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

        return IsZero(ref reader) ? null : reader.GetDateTimeOffset();
    }

    /// <summary>
    /// Whether the reader is at Go's zero time, in any time zone. East of Greenwich .NET cannot express it; west of Greenwich its date is the last day of the year 0.
    /// </summary>
    internal static bool IsZero(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return false;
        }

        ReadOnlySpan<byte> text = reader.ValueIsEscaped || reader.HasValueSequence ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
        return text.StartsWith("0001-01-01T"u8) || text.StartsWith("0000-12-31T"u8);
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

/// <summary>
/// Times where the Unix epoch stands for "not yet" as well. The agent prints the epoch as the wall clock of the database's time zone and labels it with the offset of
/// its own host, so that it may be off by up to 26 hours.
/// </summary>
internal sealed class TaskTimeConverter : GoTimeConverter
{
    private static readonly DateTimeOffset _first = DateTimeOffset.UnixEpoch.AddHours(26);

    protected override string Unset => "1970-01-01T00:00:00Z";

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        base.Read(ref reader, typeToConvert, options) is { } time && time > _first ? time : null;
}

/// <summary>
/// The start of a window, which the agent cuts to the microsecond. The true start is up to a microsecond later; the next whole microsecond lies in the window.
/// </summary>
internal sealed class WindowStartConverter : GoTimeConverter
{
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        base.Read(ref reader, typeToConvert, options) is { } time && time < DateTimeOffset.MaxValue.AddDays(-1)
            ? time.AddTicks(TimeSpan.TicksPerMicrosecond - (time.Ticks % TimeSpan.TicksPerMicrosecond))
            : null;

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) =>
        base.Write(writer, value > DateTimeOffset.MinValue.AddDays(1) ? value.Value.AddTicks(-TimeSpan.TicksPerMicrosecond) : value, options);
}
