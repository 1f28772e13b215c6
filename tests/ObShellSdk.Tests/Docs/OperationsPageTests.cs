using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ObShellSdk.Tests.Contract;
using ObShellSdk.Workflows;

namespace ObShellSdk.Tests.Docs;

/// <summary>
/// docs/operations.md, made from the docs of the methods, which the contract tests hold to the contract. With UPDATE_DOCS=1 in the environment the page
/// is written again.
/// </summary>
public sealed partial class OperationsPageTests
{
    private static readonly string _page = Path.Combine(Repository.Root, "docs", "operations.md");

    private static readonly Dictionary<string, string> _docs = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "ObShellSdk.xml")).Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value, member => member.Value);

    private static readonly ContractOperation[] _operations = [.. ContractFile.Operations()];

    [Fact]
    public void The_page_of_operations_is_what_the_code_says() => WrittenPage.Hold(_page, Build());

    [Fact]
    public void The_page_shows_every_operation_of_the_contract()
    {
        string[] shown = [.. Rows().Where(row => row.Operation is not null).SelectMany(row => row.Named)];

        Assert.Empty(_operations.Where(operation => !shown.Contains(operation.Id) && !shown.Contains(Original(operation)) && !_operations.Any(other => Original(other) == operation.Id && shown.Contains(other.Id)))
            .Select(operation => operation.Id));
    }

    private static string Build()
    {
        Row[] rows = [.. Rows()];
        var text = new StringBuilder();
        text.Append("# Operations\n\n");
        text.Append("Every operation of obshell 4.5.0 and the method that calls it, made from the code. *Since* is the first release of obshell that has it; an older agent is\n");
        text.Append("named in an `ObShellVersionException`. Where the agent has a second route for the same thing, one method serves both; those are at the end.\n");
        foreach (IGrouping<string, Row> facet in rows.Where(row => row.Operation is not null).GroupBy(row => row.Facet))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {facet.Key}\n\nRecords: namespace `{facet.First().Namespace}`.\n\n| Method | Route | Since |\n|---|---|---|\n");
            foreach (Row row in facet)
            {
                text.Append(CultureInfo.InvariantCulture, $"| `{row.Method}` | `{row.Operation!.Verb} {row.Operation.Template}` | {row.Since} |\n");
            }
        }

        text.Append("\n## Methods of several calls\n\n| Method | Since |\n|---|---|\n");
        foreach (Row row in rows.Where(row => row.Operation is null))
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{row.Facet}.{row.Method}` | {row.Since} |\n");
        }

        text.Append("\n## Second routes\n\n| Route | Is served by |\n|---|---|\n");
        string[] called = [.. rows.Select(row => row.Operation?.Id).OfType<string>()];
        foreach (ContractOperation operation in _operations.Where(operation => !called.Contains(operation.Id)))
        {
            Row by = rows.First(row => row.Operation is { } served && (served.Id == Original(operation) || Original(served) == operation.Id || row.Named.Contains(operation.Id)));
            text.Append(CultureInfo.InvariantCulture, $"| `{operation.Verb} {operation.Template}` | `{by.Facet}.{by.Method}` |\n");
        }

        return text.ToString();
    }

    private static IEnumerable<Row> Rows()
    {
        var owners = typeof(ObShellClient).GetProperties()
            .Where(property => property.PropertyType.Name.EndsWith("Client", StringComparison.Ordinal))
            .OrderBy(property => property.Name, StringComparer.Ordinal)
            .Select(property => (Name: $"client.{property.Name}", Type: property.PropertyType))
            .Append((Name: nameof(DagOperation), Type: typeof(DagOperation)));
        return
            from owner in owners
            from method in owner.Type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).OrderBy(method => method.Name, StringComparer.Ordinal)
            let docs = _docs.SingleOrDefault(member => Regex.IsMatch(member.Key, $@"^M:{Regex.Escape(owner.Type.FullName!)}\.{method.Name}(\(|$)")).Value ?? ""
            let since = Since().Match(docs)
            where since.Success
            let routes = Route().Matches(docs)
            select new Row(owner.Name, owner.Type.Namespace!, method.Name, since.Groups["version"].Value, docs.Contains("Several calls", StringComparison.Ordinal) || IsStream(method) || owner.Type == typeof(WorkflowClient) ? null : Find(routes[0]), [.. routes.Select(route => Find(route).Id)]);
    }

    private static bool IsStream(MethodInfo method) => method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>);

    private static ContractOperation Find(Match route) => _operations.Single(operation =>
        operation.Verb == route.Groups["verb"].Value && Plain(operation.Template) == Plain(route.Groups["path"].Value));

    private static string Plain(string template) => Regex.Replace(template, @"\{\w+\}", "{}");

    private static string Original(ContractOperation operation) =>
        operation.Definition.TryGetProperty("x-alias-of", out JsonElement original) ? original.GetString()! : operation.Id;

    [GeneratedRegex(@"(?<verb>GET|POST|PUT|PATCH|DELETE) (?<path>/api/v1/[\w/{}-]+)")]
    private static partial Regex Route();

    [GeneratedRegex(@"obshell (?<version>\d\.\d\.\d)\s+and\s+later")]
    private static partial Regex Since();

    /// <summary>One method; the operation is null where it makes several calls.</summary>
    private sealed record Row(string Facet, string Namespace, string Method, string Since, ContractOperation? Operation, string[] Named);
}
