using System.Text.Json;
using System.Text.Json.Nodes;

namespace ObShellSdk.Tests.Contract;

/// <summary>An answer that fills every member of a schema, with numbers beyond 2^53 and words that no client knows.</summary>
internal static class SchemaExample
{
    public static JsonNode? Of(JsonElement schema, int depth = 0)
    {
        if (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            return Of(ContractFile.Schema(reference.GetString()!.Split('/')[^1]), depth + 1);
        }

        if (schema.TryGetProperty("allOf", out JsonElement all))
        {
            return Of(all[0], depth);
        }

        if (schema.TryGetProperty("properties", out JsonElement properties))
        {
            var members = new JsonObject { ["unknown_member_of_a_newer_agent"] = "x" };
            foreach (JsonProperty property in properties.EnumerateObject())
            {
                members[property.Name] = Of(property.Value, depth + 1);
            }

            return members;
        }

        string format = schema.TryGetProperty("format", out JsonElement text) ? text.GetString()! : "";
        return (schema.TryGetProperty("type", out JsonElement type) ? type.GetString() : "") switch
        {
            "array" => new JsonArray(Of(schema.GetProperty("items"), depth + 1)),
            "integer" when schema.TryGetProperty("enum", out JsonElement numbers) => numbers[0].GetInt64(),
            "integer" => schema.TryGetProperty("maximum", out JsonElement most) ? most.GetInt64() : 9007199254740993,
            "number" => 0.1,
            "boolean" => true,
            "string" when format == "date-time" => "2026-03-01T02:03:04.1234567+08:00",
            "string" => "a word that no client knows",
            _ => new JsonObject { ["free"] = 1 },
        };
    }
}
