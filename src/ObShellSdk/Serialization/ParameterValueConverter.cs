using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObShellSdk.Serialization;

internal sealed class ParameterValueConverter : JsonConverter<ParameterValue>
{
    public override ParameterValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.True or JsonTokenType.False => new ParameterValue(reader.GetBoolean()),
        JsonTokenType.Number => reader.TryGetInt64(out long number) ? new ParameterValue(number) : new ParameterValue(Finite(reader.GetDouble())),
        _ => new ParameterValue(reader.GetString() ?? ""),
    };

    public override void Write(Utf8JsonWriter writer, ParameterValue value, JsonSerializerOptions options)
    {
        if (value.IsLiteral)
        {
            writer.WriteRawValue(value.ToString());
        }
        else
        {
            writer.WriteStringValue(value.ToString());
        }
    }

    private static double Finite(double number) => double.IsFinite(number) ? number : throw new JsonException("No number that can be expressed.");
}
