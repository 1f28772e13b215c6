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

    private static JsonElement Load()
    {
        using Stream stream = typeof(ContractFile).Assembly.GetManifestResourceStream("obshell.openapi.json")!;
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}

/// <summary>One route of the contract.</summary>
internal sealed record ContractOperation(string Id, string Verb, string Template, JsonElement Definition);
