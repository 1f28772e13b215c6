using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObShellSdk.Serialization;

/// <summary>Reads a record and then what its properties cannot represent. Only the outermost record meets it; those within are read with it.</summary>
/// <param name="reading">The options that it is read with, without this converter.</param>
/// <param name="writing">The options that it is written with, without this converter.</param>
internal sealed class ReceivedRecordConverter(JsonSerializerOptions reading, JsonSerializerOptions writing) : JsonConverter<object>
{
    public override bool CanConvert(Type typeToConvert) => typeof(ObShellRecord).IsAssignableFrom(typeToConvert);

    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Utf8JsonReader again = reader;
        object? record = JsonSerializer.Deserialize(ref reader, reading.GetTypeInfo(typeToConvert));
        RecordReceipt.Compare(ref again, record, reading);
        return record;
    }

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, writing.GetTypeInfo(value.GetType()));
}
