using System.Text.Json;
using System.Text.Json.Serialization;
using ObShellSdk.Diagnostics;

namespace ObShellSdk.Serialization;

/// <summary>Writes a location as an agent needs it, access keys included.</summary>
internal class StorageUriConverter : JsonConverter<StorageUri>
{
    public override StorageUri? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } value ? new StorageUri(value) : null;

    public override void Write(Utf8JsonWriter writer, StorageUri value, JsonSerializerOptions options)
    {
        foreach (string secret in Redaction.SecretsOf(value.Reveal()))
        {
            WrittenSecrets.Add(secret);
        }

        writer.WriteStringValue(value.Reveal());
    }
}

/// <summary>Writes a location without its secrets.</summary>
internal sealed class MaskingStorageUriConverter : StorageUriConverter
{
    public override void Write(Utf8JsonWriter writer, StorageUri value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
