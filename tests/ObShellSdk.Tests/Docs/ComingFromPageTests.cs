using System.Globalization;
using System.Text.Json;
using ObShellSdk.Tests.Contract;

namespace ObShellSdk.Tests.Docs;

/// <summary>
/// Writes the tables of docs/guide/coming-from-python.md and coming-from-go.md: each method of an official SDK and the method of this library. The names of the official
/// methods are in official-sdks.json (obshell-sdk-python 88ae912, obshell-sdk-go 3bf700d).
/// </summary>
public sealed class ComingFromPageTests
{
    // In the Go SDK the client itself sends this request; no method of the SDK does.
    private const string Internal = "(internal)";

    private static readonly OfficialMethods[] _methods = Read();

    [Theory]
    [InlineData("python", 120)]
    [InlineData("go", 73)]
    public void The_data_has_every_operation_of_the_official_SDK(string language, int operations) => Assert.Equal(operations, Of(language).Count());

    [Fact]
    public void The_data_names_operations_of_the_contract_once() =>
        Assert.Equal(_methods.Length, OperationList.Operations.Count(operation => _methods.Any(method => method.Operation == operation.Id)));

    [Theory]
    [InlineData("python")]
    [InlineData("go")]
    public void The_table_has_the_method_of_this_library_for_each_official_method(string language) =>
        WrittenPage.HoldTables(Path.Combine(Repository.Root, "docs", "guide", $"coming-from-{language}.md"), ("methods", Table(language)));

    private static string Table(string language) => (language == "python" ? "| Python |" : "| Go |") + " ObShellSdk |\n|---|---|\n" + string.Concat(
        from entry in Of(language)
        let operation = OperationList.Operations.Single(operation => operation.Id == entry.Operation)
        select string.Create(CultureInfo.InvariantCulture, $"| {string.Join(", ", Names(entry, language).Select(Shown))} | {string.Join(", ", OperationList.Serving(operation).Select(method => $"`{Short(method)}`"))} |\n"));

    private static string Shown(string name) => name == Internal ? "sent by the client itself" : $"`{name}`";

    private static string Short(OperationMethod method) => $"{(method.Facet.StartsWith("client.", StringComparison.Ordinal) ? method.Facet["client.".Length..] : method.Facet)}.{method.Name}";

    private static IEnumerable<OfficialMethods> Of(string language) => _methods.Where(method => Names(method, language).Length > 0);

    private static string[] Names(OfficialMethods methods, string language) => language == "python" ? methods.Python : methods.Go;

    private static OfficialMethods[] Read()
    {
        using Stream stream = typeof(ComingFromPageTests).Assembly.GetManifestResourceStream("official-sdks.json")!;
        return JsonSerializer.Deserialize<OfficialMethods[]>(stream, JsonSerializerOptions.Web)!;
    }

    private sealed record OfficialMethods(string Operation, string[] Python, string[] Go);
}
