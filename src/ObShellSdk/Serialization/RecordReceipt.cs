using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ObShellSdk.Serialization;

/// <summary>
/// Goes through JSON a second time, beside the records that were read from it, and notes in them what they would write differently
/// (<see cref="ReceivedMembers"/>). Allocates nothing where there is no difference.
/// </summary>
internal static class RecordReceipt
{
    // What a property would write, to compare it. For one value at a time, so one for each thread.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _written;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>Reads JSON, and notes what the records in it cannot represent.</summary>
    public static T? Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
    {
        T? value = JsonSerializer.Deserialize(json, type);
        var reader = new Utf8JsonReader(json);
        reader.Read();
        Compare(ref reader, value, type.Options);
        return value;
    }

    /// <summary>Notes what records cannot represent.</summary>
    /// <param name="reader">At the first token of the value; at its last one afterwards.</param>
    /// <param name="value">A record, a list or dictionary of records, or something else, for which there is nothing to note.</param>
    /// <param name="options">The options that it was read with.</param>
    public static void Compare(ref Utf8JsonReader reader, object? value, JsonSerializerOptions options)
    {
        if (!TryCompare(ref reader, value, options))
        {
            reader.Skip();
        }
    }

    /// <summary>False leaves the reader where it is: no records are there.</summary>
    private static bool TryCompare(ref Utf8JsonReader reader, object? value, JsonSerializerOptions options)
    {
        switch (reader.TokenType, value)
        {
            case (JsonTokenType.StartObject, ObShellRecord record):
                CompareRecord(ref reader, record, options);
                return true;
            case (JsonTokenType.StartArray, IReadOnlyList<ObShellRecord?> list):
                for (int index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
                {
                    Compare(ref reader, index < list.Count ? list[index] : null, options);
                }

                return true;
            case (JsonTokenType.StartObject, IDictionary { Values: IEnumerable<ObShellRecord> } dictionary):
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    object? item = dictionary[reader.GetString()!];
                    reader.Read();
                    Compare(ref reader, item, options);
                }

                return true;
            default:
                return false;
        }
    }

    private static void CompareRecord(ref Utf8JsonReader reader, ObShellRecord record, JsonSerializerOptions options)
    {
        record.Received?.Reset();
        RecordShape shape = RecordShape.Of(options.GetTypeInfo(record.GetType()));
        UInt128 seen = 0;
        int next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            RecordMember? member = shape.Find(ref reader, ref next);
            reader.Read();
            if (member is null)
            {
                // The serializer has put it into the unknown members.
                reader.Skip();
                continue;
            }

            seen |= UInt128.One << member.Index;
            CompareMember(ref reader, record, member, options);
        }

        foreach (RecordMember member in shape.Members)
        {
            if ((seen & (UInt128.One << member.Index)) == 0 && (member.WritesNull || member.Get(record) is not null))
            {
                (record.Received ??= new(record)).SetAbsent(member);
            }
        }
    }

    private static void CompareMember(ref Utf8JsonReader reader, ObShellRecord record, RecordMember member, JsonSerializerOptions options)
    {
        JsonTokenType token = reader.TokenType == JsonTokenType.False ? JsonTokenType.True : reader.TokenType;
        if (token == JsonTokenType.Null)
        {
            (record.Received ??= new(record)).SetNull(member);
        }
        else if (token == member.Exact)
        {
            // An integer writes -0 as 0, and an id beyond 64 bits as the nearest one.
            if (token == JsonTokenType.Number && (!reader.TryGetInt64(out _) || reader.ValueSpan.SequenceEqual("-0"u8)))
            {
                (record.Received ??= new(record)).SetExact(member, JsonElement.ParseValue(ref reader));
            }
        }
        else
        {
            object? value = member.Get(record);
            if (!TryCompare(ref reader, value, options))
            {
                Utf8JsonReader ahead = reader;
                if (!IsWrittenAsRead(ref ahead, member, value, options))
                {
                    (record.Received ??= new(record)).SetExact(member, JsonElement.ParseValue(ref reader));
                }

                reader.Skip();
            }
        }
    }

    /// <summary>Whether the property would be written as the JSON that the reader is at. In doubt it would not.</summary>
    private static bool IsWrittenAsRead(ref Utf8JsonReader reader, RecordMember member, object? value, JsonSerializerOptions options)
    {
        if (value is null && !member.WritesNull)
        {
            return false;
        }

        if (value is IReadOnlyDictionary<string, JsonElement> or JsonElement or IReadOnlyList<string?>)
        {
            return true;
        }

        if (value is double number && member.Converter is null && reader.TokenType == JsonTokenType.Number)
        {
            Span<byte> digits = stackalloc byte[32];
            return number.TryFormat(digits, out int length, default, CultureInfo.InvariantCulture) && reader.ValueSpan.SequenceEqual(digits[..length]);
        }

        ArrayBufferWriter<byte> written = _written ??= new ArrayBufferWriter<byte>();
        Utf8JsonWriter writer = _writer ??= new Utf8JsonWriter(written, new JsonWriterOptions { SkipValidation = true });
        try
        {
            return TryWrite(writer, member, value, options) && HasTokens(ref reader, written.WrittenSpan);
        }
        catch (Exception exception) when (Envelope.IsOfContent(exception))
        {
            return false;
        }
        finally
        {
            // Zeroed: it may be a secret.
            writer.Reset();
            written.Clear();
        }
    }

    private static bool HasTokens(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var other = new Utf8JsonReader(json);
        int depth = reader.CurrentDepth;
        other.Read();
        while (true)
        {
            if (reader.TokenType != other.TokenType || !HasText(ref reader, ref other))
            {
                return false;
            }

            if (reader.CurrentDepth == depth && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            {
                return true;
            }

            if (!reader.Read() || !other.Read())
            {
                return false;
            }
        }
    }

    private static bool HasText(ref Utf8JsonReader reader, ref Utf8JsonReader other) =>
        reader.ValueIsEscaped || other.ValueIsEscaped ? reader.GetString() == other.GetString() : reader.ValueSpan.SequenceEqual(other.ValueSpan);

    /// <summary>Writes the value of a property as it would be written in its record. False if it would not be written, or differently.</summary>
    private static bool TryWrite(Utf8JsonWriter writer, RecordMember member, object? value, JsonSerializerOptions options)
    {
        switch (member.Converter)
        {
            case JsonConverter<DateTimeOffset?> converter:
                converter.Write(writer, (DateTimeOffset?)value, options);
                break;
            case JsonConverter<DateTimeOffset> converter when value is DateTimeOffset time:
                converter.Write(writer, time, options);
                break;
            case JsonConverter<TimeSpan> converter when value is TimeSpan span:
                converter.Write(writer, span, options);
                break;
            case JsonConverter<string> converter when value is string text:
                converter.Write(writer, text, options);
                break;
            case null when value is not null:
                JsonSerializer.Serialize(writer, value, options.GetTypeInfo(member.Type));
                break;
            default:
                return false;
        }

        writer.Flush();
        return true;
    }
}
