using System.Text.Json;

namespace ObShellSdk.Tests.Contract;

/// <summary>Where two JSON values differ. Only the order of members does not count; numbers are compared digit by digit.</summary>
internal static class JsonDifference
{
    public static IEnumerable<string> Of(JsonElement wanted, JsonElement written, string path = "$") => (wanted.ValueKind, written.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => Names(wanted).Union(Names(written)).SelectMany(name =>
            !written.TryGetProperty(name, out JsonElement right) ? [$"{path}.{name} is lost"]
            : !wanted.TryGetProperty(name, out JsonElement left) ? [$"{path}.{name} was absent, and is {right.GetRawText()}"]
            : Of(left, right, $"{path}.{name}")),
        (JsonValueKind.Array, JsonValueKind.Array) when wanted.GetArrayLength() == written.GetArrayLength() =>
            wanted.EnumerateArray().Zip(written.EnumerateArray()).SelectMany((pair, index) => Of(pair.First, pair.Second, $"{path}[{index}]")),
        (JsonValueKind.String, JsonValueKind.String) when wanted.GetString() == written.GetString() => [],
        (JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null, _)
            when wanted.GetRawText() == written.GetRawText() => [],
        _ => [$"{path}: {wanted.GetRawText()} is written as {written.GetRawText()}"],
    };

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(member => member.Name);
}
