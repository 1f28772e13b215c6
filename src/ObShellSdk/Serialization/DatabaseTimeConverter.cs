using System.Globalization;
using System.Text.Json;

namespace ObShellSdk.Serialization;

/// <summary>
/// Times that agents keep as text: RFC 3339 (obshell scans a time into a string), or as the database prints it, without an offset. The empty text stands for "not yet".
/// </summary>
internal sealed class DatabaseTimeConverter : GoTimeConverter
{
    protected override string Unset => "";

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null || IsZero(ref reader))
        {
            return null;
        }

        string text = reader.GetString()!;

        // What .NET parses is limited to seven digits of a second; more are cut off, not rounded into the next day.
        int fraction = text.IndexOf('.', StringComparison.Ordinal);
        int end = fraction + 1;
        while (fraction >= 0 && end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        string known = fraction >= 0 && end - fraction > 8 ? text.Remove(fraction + 8, end - fraction - 8) : text;
        return DateTimeOffset.TryParseExact(
            known,
            ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFF zzz"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out DateTimeOffset time) && time > DateTimeOffset.UnixEpoch.AddHours(26)
            ? time
            : null;
    }
}
