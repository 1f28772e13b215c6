using System.Buffers;
using System.Text.Json;
using ObShellSdk.Diagnostics;

namespace ObShellSdk.Serialization;

/// <summary>JSON of no fixed shape, taken over with the secrets in its texts masked.</summary>
internal static class RedactedElement
{
    public static JsonElement Read(ref Utf8JsonReader reader, SecretMask mask)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, document.RootElement, mask.Apply);
        }

        using JsonDocument masked = JsonDocument.Parse(buffer.WrittenMemory);
        return masked.RootElement.Clone();
    }

    /// <param name="writer">Where to.</param>
    /// <param name="element">What to write.</param>
    /// <param name="mask">Masks the secrets that a text names.</param>
    public static void Write(Utf8JsonWriter writer, JsonElement element, Func<string, string> mask)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    writer.WritePropertyName(mask(property.Name));
                    if (Redaction.IsSecret(property.Name, property.Value))
                    {
                        writer.WriteStringValue(Redaction.Mask);
                    }
                    else
                    {
                        Write(writer, property.Value, mask);
                    }
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Write(writer, item, mask);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(mask(element.GetString()!));
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
