using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObShellSdk.Serialization;

/// <summary>Reads a record and then what its properties cannot represent. Only the outermost record meets it; those within are read with it.</summary>
/// <param name="inner">The same options without this converter.</param>
internal sealed class ReceivedRecordConverter(JsonSerializerOptions inner) : JsonConverter<object>
{
    public override bool CanConvert(Type typeToConvert) => typeof(ObShellRecord).IsAssignableFrom(typeToConvert);

    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Utf8JsonReader again = reader;
        object? record = JsonSerializer.Deserialize(ref reader, inner.GetTypeInfo(typeToConvert));
        RecordReceipt.Note(ref again, record, inner);
        return record;
    }

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, inner.GetTypeInfo(value.GetType()));
}
