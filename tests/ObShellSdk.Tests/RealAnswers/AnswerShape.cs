using System.Text.Json;
using System.Text.Json.Nodes;

namespace ObShellSdk.Tests.RealAnswers;

/// <summary>Compares which members two answers have and of which JSON kind; values may differ.</summary>
internal static class AnswerShape
{
    /// <summary>All differences; none means the same status, codes and members at every level.</summary>
    public static string[] Compare(RecordedLine line, JsonObject actual)
    {
        var recorded = line.Envelope;
        if (line.Method == HttpMethod.Get && line.Target == "/api/v1/agents/status")
        {
            (recorded, actual) = ((JsonObject)recorded.DeepClone(), (JsonObject)actual.DeepClone());
            (recorded["data"], actual["data"]) = (ToList(recorded["data"]), ToList(actual["data"]));
        }

        return [.. CompareAll([recorded], [actual], "$")];
    }

    private static IEnumerable<string> CompareAll(JsonNode?[] recorded, JsonNode?[] actual, string path)
    {
        if (recorded.Length == 0)
        {
            yield break;
        }

        if (actual.Length == 0)
        {
            yield return $"{path}: the list is empty";
            yield break;
        }

        var kinds = recorded.Select(KindOf).Distinct().ToArray();
        if (!actual.Select(KindOf).Intersect(kinds).Any())
        {
            yield return $"{path}: {string.Join('/', kinds)} was recorded, but the fake has {string.Join('/', actual.Select(KindOf).Distinct())}";
            yield break;
        }

        var elements = (Recorded: recorded.OfType<JsonArray>().ToArray(), Actual: actual.OfType<JsonArray>().ToArray());
        if (elements.Recorded.Length > 0 && elements.Actual.Length > 0)
        {
            foreach (var difference in CompareAll([.. elements.Recorded.SelectMany(list => list)], [.. elements.Actual.SelectMany(list => list)], path + "[]"))
            {
                yield return difference;
            }
        }

        var objects = (Recorded: recorded.OfType<JsonObject>().ToArray(), Actual: actual.OfType<JsonObject>().ToArray());
        if (objects.Recorded.Length > 0 && objects.Actual.Length > 0)
        {
            foreach (var difference in CompareMembers(objects.Recorded, objects.Actual, path))
            {
                yield return difference;
            }
        }
    }

    private static IEnumerable<string> CompareMembers(JsonObject[] recorded, JsonObject[] actual, string path)
    {
        if (path.EndsWith(".topology", StringComparison.Ordinal))
        {
            return CompareAll([.. recorded.SelectMany(map => map).Select(member => member.Value)], [.. actual.SelectMany(map => map).Select(member => member.Value)], path + ".*");
        }

        var (known, present) = (NamesOf(recorded), NamesOf(actual));
        return known.Except(present).Select(name => $"{path}.{name}: missing")
            .Concat(present.Except(known).Select(name => $"{path}.{name}: not recorded"))
            .Concat(known.Intersect(present).SelectMany(name => CompareAll(ValuesOf(recorded, name), ValuesOf(actual, name), $"{path}.{name}")));
    }

    private static string[] NamesOf(JsonObject[] objects) => [.. objects.SelectMany(value => value).Select(member => member.Key).Distinct()];

    private static JsonNode?[] ValuesOf(JsonObject[] objects, string name) => [.. objects.Where(value => value.ContainsKey(name)).Select(value => value[name])];

    private static string KindOf(JsonNode? node) => node?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        { } kind => kind.ToString().ToLowerInvariant(),
    };

    private static JsonArray? ToList(JsonNode? map) => map is JsonObject members ? new JsonArray([.. members.Select(member => member.Value?.DeepClone())]) : null;
}
