using System.Text.Json;
using System.Text.Json.Nodes;

namespace ObShellSdk.Tests.Contract;

/// <summary>
/// Answers made from a schema of the contract. Without chance: every member filled, numbers beyond 2^53, words that no client knows. With chance: also
/// nulls, unset times, empty lists, the ends of the numbers' ranges, and members that the agent leaves out.
/// </summary>
internal sealed class SchemaAnswer(Random? chance = null)
{
    private static readonly string[] _words = ["a word that no client knows", "", "中文 \"quoted\" \\ </script>", "NORMAL", "\u0000\uFFFD😀"];
    private static readonly string[] _taskIds = [Samples.Text, "", "9z"];
    private static readonly JsonElement _smallNumber = JsonElement.Parse("""{"type":"integer","format":"int64","minimum":0,"maximum":65535}""");
    private static readonly long[] _unixSeconds = [1772330584L, 0L, 253402300799L];
    private static readonly string[] _times = ["2026-03-01T02:03:04.1234567+08:00", "9999-12-31T23:59:59Z", "1970-01-01T08:00:00+08:00"];

    public JsonNode? Of(JsonElement schema)
    {
        if (chance is not null && Flag(schema, "nullable") && chance.Next(4) == 0)
        {
            return null;
        }

        if (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            return Of(ContractFile.Schema(reference.GetString()!.Split('/')[^1]));
        }

        if (schema.TryGetProperty("allOf", out JsonElement all))
        {
            return Of(all[0]);
        }

        if (schema.TryGetProperty("properties", out JsonElement properties))
        {
            var members = new JsonObject { ["unknown_member_of_a_newer_agent"] = "x" };
            foreach (JsonProperty property in properties.EnumerateObject())
            {
                if (chance is null || !Flag(property.Value, "x-omitempty") || chance.Next(4) > 0)
                {
                    members[property.Name] = property.Name switch
                    {
                        // What the contract does not say of them: Unix seconds, and the range of what people count.
                        "last_evaluation" => Pick(_unixSeconds),
                        _ => Of(IsSmallNumber(property) ? _smallNumber : property.Value),
                    };
                }
            }

            return members;
        }

        if (schema.TryGetProperty("additionalProperties", out JsonElement values) && values.ValueKind == JsonValueKind.Object)
        {
            return new JsonObject { ["10.0.0.1:2886"] = Of(values) };
        }

        string format = schema.TryGetProperty("format", out JsonElement text) ? text.GetString()! : "";
        return (schema.TryGetProperty("type", out JsonElement type) ? type.GetString() : "") switch
        {
            "array" => new JsonArray([.. Enumerable.Range(0, chance?.Next(3) ?? 1).Select(_ => Of(schema.GetProperty("items")))]),
            "integer" when schema.TryGetProperty("enum", out JsonElement numbers) => numbers[0].GetInt64(),
            "integer" when IsUnixTime(schema, "nanoseconds") => Pick([1772330584123456700L, 0L, 9223372036854775800L]),
            "integer" when IsUnixTime(schema) => Pick(_unixSeconds),
            "integer" => Integer(schema, format),
            "number" when IsUnixTime(schema) => Pick([1772330584.123, 0, 253402300799]),
            "number" => chance is null ? 0.1 : Pick([0.1, -0.25, 0, 1e300, double.MaxValue, double.Epsilon]),
            "boolean" => chance is null || chance.Next(2) == 0,
            "string" when format == "date-time" => chance?.Next(3) == 0 && Flag(schema, "x-zero-time") ? "0001-01-01T00:00:00Z" : Pick(_times),
            "string" when Says(schema, "Generic id") => Pick(_taskIds),
            "string" => Pick(_words),
            _ => new JsonObject { ["free"] = 1 },
        };
    }

    private JsonNode Integer(JsonElement schema, string format)
    {
        long most = schema.TryGetProperty("maximum", out JsonElement maximum) ? maximum.GetInt64() : format == "int32" ? int.MaxValue : chance is null ? 9007199254740993 : long.MaxValue;
        long least = schema.TryGetProperty("minimum", out JsonElement minimum) ? minimum.GetInt64() : -most;
        return chance is null ? most : Pick([most, least, 0L, 1L]);
    }

    // The contract knows Go's int and float only, which hold 64 bits; ports, counts and durations cannot be so large.
    private static bool IsSmallNumber(JsonProperty property) =>
        property.Name.EndsWith("port", StringComparison.OrdinalIgnoreCase) || property.Name is "sample_percentage" or "unit_num" or "UnitCount" or "duration" or "evaluationTime" or "evaluation_time" or "cost_time" or "time" or "max_active_time";

    private static bool IsUnixTime(JsonElement schema, string unit = "") => Says(schema, "Unix") && Says(schema, unit);

    private static bool Says(JsonElement schema, string words) =>
        schema.TryGetProperty("description", out JsonElement text) && text.GetString()!.Contains(words, StringComparison.Ordinal);

    private T Pick<T>(T[] values) => values[chance?.Next(values.Length) ?? 0];

    private static bool Flag(JsonElement schema, string name) => schema.TryGetProperty(name, out JsonElement flag) && flag.ValueKind == JsonValueKind.True;
}
