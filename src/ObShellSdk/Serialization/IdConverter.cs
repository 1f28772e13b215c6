using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObShellSdk.Serialization;

/// <summary>
/// Ids that agents send as numbers. One beyond 64 bits does not make the whole response unreadable: it becomes the nearest that a long holds, and the record keeps its
/// digits (<see cref="ReceivedMembers"/>).
/// </summary>
internal sealed class IdConverter : JsonConverter<long>
{
    public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number || reader.TryGetInt64(out long id) || reader.ValueSpan.IndexOfAny(".eE"u8) >= 0)
        {
            return reader.GetInt64();
        }

        return reader.ValueSpan[0] == '-' ? long.MinValue : long.MaxValue;
    }

    public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
