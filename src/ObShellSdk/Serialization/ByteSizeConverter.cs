using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObShellSdk.Serialization;

/// <summary>Sizes that travel as a number of bytes.</summary>
internal sealed class ByteSizeConverter : JsonConverter<ObSize>
{
    public override ObSize Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ObSize.Received(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, ObSize value, JsonSerializerOptions options) => writer.WriteNumberValue(value.ToBytes());
}
