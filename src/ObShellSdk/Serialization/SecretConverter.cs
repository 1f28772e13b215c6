using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObShellSdk.Serialization;

/// <summary>Writes a secret as an agent needs it.</summary>
internal class SecretConverter : JsonConverter<Secret>
{
    public override Secret? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } value ? new Secret(value) : null;

    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options)
    {
        WrittenSecrets.Add(value.Reveal());
        writer.WriteStringValue(value.Reveal());
    }
}

/// <summary>Writes <c>***</c>.</summary>
internal sealed class MaskingSecretConverter : SecretConverter
{
    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
