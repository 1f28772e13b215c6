using System.Text.Json;
using ObShellSdk.Tests.Contract;

namespace ObShellSdk.Tests.Testing;

/// <summary>Compares answers with the contract: every required member is there, no other is, and all are of the right type.</summary>
internal static class ContractShape
{
    public static IEnumerable<string> Compare(JsonElement answer, JsonElement schema, string path = "data")
    {
        var isNullable = schema.TryGetProperty("nullable", out var nullable) && nullable.GetBoolean();
        var actual = Resolve(schema);
        if (answer.ValueKind is JsonValueKind.Null)
        {
            return isNullable ? [] : [$"{path} is null"];
        }

        return TypeOf(actual) switch
        {
            "object" => CompareObject(answer, actual, path),
            "array" when answer.ValueKind is JsonValueKind.Array => answer.EnumerateArray().SelectMany((item, index) => Compare(item, actual.GetProperty("items"), $"{path}[{index}]")),
            "string" => CompareText(answer, actual, path),
            "integer" => answer.ValueKind is JsonValueKind.Number && answer.TryGetInt64(out _) ? [] : [$"{path} is no integer"],
            "number" => answer.ValueKind is JsonValueKind.Number ? [] : [$"{path} is no number"],
            "boolean" => answer.ValueKind is JsonValueKind.True or JsonValueKind.False ? [] : [$"{path} is no flag"],
            var type => [$"{path} is no {type}"],
        };
    }

    private static IEnumerable<string> CompareObject(JsonElement answer, JsonElement schema, string path)
    {
        if (answer.ValueKind is not JsonValueKind.Object)
        {
            return [$"{path} is no object"];
        }

        if (!schema.TryGetProperty("properties", out var properties))
        {
            return schema.TryGetProperty("additionalProperties", out var values) && values.ValueKind is JsonValueKind.Object && values.TryGetProperty("$ref", out _)
                ? answer.EnumerateObject().SelectMany(member => Compare(member.Value, values, $"{path}.{member.Name}"))
                : [];
        }

        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!) : [];
        var missing = required.Where(name => !answer.TryGetProperty(name, out _)).Select(name => $"{path}.{name} is missing");
        return missing.Concat(answer.EnumerateObject().SelectMany(member => properties.TryGetProperty(member.Name, out var property)
            ? Compare(member.Value, property, $"{path}.{member.Name}")
            : [$"{path}.{member.Name} is not in the contract"]));
    }

    private static IEnumerable<string> CompareText(JsonElement answer, JsonElement schema, string path)
    {
        if (answer.ValueKind is not JsonValueKind.String)
        {
            return [$"{path} is no text"];
        }

        var isTime = schema.TryGetProperty("format", out var format) && format.GetString() == "date-time";
        if (isTime && !answer.TryGetDateTimeOffset(out _))
        {
            return [$"{path} is no time"];
        }

        return schema.TryGetProperty("enum", out var values) && values.EnumerateArray().All(value => value.GetString() != answer.GetString())
            ? [$"{path} is '{answer}'"]
            : [];
    }

    private static JsonElement Resolve(JsonElement schema)
    {
        var target = schema.TryGetProperty("allOf", out var all) ? all[0] : schema;
        return target.TryGetProperty("$ref", out var reference) ? Resolve(ContractFile.Schema(reference.GetString()!.Split('/')[^1])) : target;
    }

    private static string TypeOf(JsonElement schema) => schema.GetProperty("type").GetString()!;
}
