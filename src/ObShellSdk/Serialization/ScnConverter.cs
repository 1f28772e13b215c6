using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObShellSdk.Serialization;

internal sealed class ScnConverter : JsonConverter<Scn>
{
    public override Scn Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, Scn value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
}
