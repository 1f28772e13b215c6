using System.Buffers;
using System.Text.Json;

namespace ObShellSdk.Serialization;

/// <summary>Go writes members without a tag as its fields are named (<c>PkgId</c>), and all others in snake case (<c>pkg_id</c>).</summary>
internal static class MemberNames
{
    /// <summary>The same JSON with every member in snake case.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static ReadOnlySpan<byte> ToSnakeCase(ReadOnlySpan<byte> json)
    {
        var renamed = new ArrayBufferWriter<byte>(json.Length + 256);
        using (var writer = new Utf8JsonWriter(renamed))
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
            {
                Copy(ref reader, writer);
            }
        }

        return renamed.WrittenSpan;
    }

    private static void Copy(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                break;
            case JsonTokenType.EndArray:
                writer.WriteEndArray();
                break;
            case JsonTokenType.PropertyName:
                writer.WritePropertyName(JsonNamingPolicy.SnakeCaseLower.ConvertName(reader.GetString()!));
                break;
            case JsonTokenType.String:
                writer.WriteStringValue(reader.GetString());
                break;
            default:
                // Numbers keep all their digits.
                writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
        }
    }
}
