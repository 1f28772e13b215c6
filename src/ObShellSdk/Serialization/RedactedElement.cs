using System.Buffers;
using System.Text.Json;
using ObShellSdk.Diagnostics;

namespace ObShellSdk.Serialization;

/// <summary>JSON of no fixed shape, taken over with the secrets in its texts masked.</summary>
internal static class RedactedElement
{
    public static JsonElement Read(ref Utf8JsonReader reader)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, document.RootElement);
        }

        using JsonDocument masked = JsonDocument.Parse(buffer.WrittenMemory);
        return masked.RootElement.Clone();
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(Redaction.Message(element.GetString()!));
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
