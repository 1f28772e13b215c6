using System.Text.Json;

namespace ObShellSdk.Tests.Contract;

/// <summary>The contract of obshell 4.5.0, as the project keeps it.</summary>
internal static class ContractFile
{
    private static readonly JsonElement _root = Load();

    public static JsonElement Schema(string name) => _root.GetProperty("components").GetProperty("schemas").GetProperty(name);

    /// <summary>What a reference stands for; anything else is itself.</summary>
    public static JsonElement Resolve(JsonElement element) => element.TryGetProperty("$ref", out JsonElement reference)
        ? reference.GetString()!.Split('/')[1..].Aggregate(_root, (part, name) => part.GetProperty(name))
        : element;

    public static IEnumerable<JsonProperty> Schemas() => _root.GetProperty("components").GetProperty("schemas").EnumerateObject();

    public static IEnumerable<ContractOperation> Operations() =>
        from path in _root.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select new ContractOperation(
            operation.Value.GetProperty("operationId").GetString()!, operation.Name.ToUpperInvariant(), path.Name, operation.Value);

    /// <summary>Which recorded releases serve an operation and which lack it.</summary>
    public static IReadOnlyList<RecordedRoute> RecordedRoutes() => JsonSerializer.Deserialize<RecordedRoute[]>(Load("routes-by-version.json"), JsonSerializerOptions.Web)!;

    private static JsonElement Load(string name = "obshell.openapi.json")
    {
        using Stream stream = typeof(ContractFile).Assembly.GetManifestResourceStream(name)!;
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}

/// <summary>One route of the contract.</summary>
internal sealed record ContractOperation(string Id, string Verb, string Template, JsonElement Definition)
{
    // The contract says 4.3.3 for both, but agents of 4.3.3 have neither (ob/agent/api/agent_route.go first registers them in 4.4.1 and 4.4.0).
    private static readonly Dictionary<string, Version> _corrected = new() { ["observerInfo"] = new(4, 4, 1), ["deletePackage"] = new(4, 4, 0) };

    /// <summary>The first release with the route.</summary>
    public Version Since => _corrected.TryGetValue(Id, out Version? release) ? release : Version.Parse(Version.Parse(Definition.GetProperty("x-since").GetString()!).ToString(3));
}

/// <summary>What running agents of several releases answered to one operation.</summary>
internal sealed record RecordedRoute(string Operation, string[] Lacking, string[] Serving);
