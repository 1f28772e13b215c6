using System.Text.Json;
using System.Text.Json.Serialization;
using ObShellSdk.Diagnostics;

namespace ObShellSdk.Serialization;

/// <summary>Writes text of agents with the secrets masked that it names, such as those of a location.</summary>
internal sealed class MaskingStringConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(Redaction.Secrets(value));

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString()!;

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);
}

/// <summary>Writes JSON of no fixed shape with the secrets masked that its texts and member names name.</summary>
internal sealed class MaskingElementConverter : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonElement.ParseValue(ref reader);

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) => RedactedElement.Write(writer, value, Redaction.Secrets);
}
