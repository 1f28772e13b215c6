using System.Globalization;
using System.Text;
using ObShellSdk.Tests.Contract;

namespace ObShellSdk.Tests.Docs;

/// <summary>Writes docs/reference/operations.md from the XML documentation of the methods.</summary>
public sealed class OperationsPageTests
{
    private static readonly string _page = Path.Combine(Repository.Root, "docs", "reference", "operations.md");

    [Fact]
    public void The_page_of_operations_matches_the_code() => WrittenPage.Hold(_page, Build());

    [Fact]
    public void The_page_shows_every_operation_of_the_contract() =>
        Assert.Empty(OperationList.Operations.Where(operation => OperationList.Serving(operation).Count == 0).Select(operation => operation.Id));

    private static string Build()
    {
        IReadOnlyList<OperationMethod> methods = OperationList.Methods;
        var text = new StringBuilder();
        text.Append("# Operations\n\n");
        text.Append("Every operation of obshell 4.5.0 and the method that calls it. *Since* is the first obshell release that has the operation; with an older agent the method\n");
        text.Append("throws an `ObShellVersionException`. Where the agent has a second route for the same operation, one method serves both; see [second routes](#second-routes).\n");
        text.Append("A test generates this page from the code.\n");
        foreach (IGrouping<string, OperationMethod> facet in methods.Where(method => method.Operation is not null).GroupBy(method => method.Facet))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {facet.Key}\n\nRecords: namespace `{facet.First().Namespace}`.\n\n| Method | Route | Since |\n|---|---|---|\n");
            foreach (OperationMethod method in facet)
            {
                text.Append(CultureInfo.InvariantCulture, $"| `{method.Name}` | `{method.Operation!.Verb} {method.Operation.Template}` | {method.Since} |\n");
            }
        }

        text.Append("\n## Methods of several calls\n\n| Method | Since |\n|---|---|\n");
        foreach (OperationMethod method in methods.Where(method => method.Operation is null))
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{method.Facet}.{method.Name}` | {method.Since} |\n");
        }

        text.Append("\n## Second routes\n\n| Route | Served by |\n|---|---|\n");
        string[] called = [.. methods.Select(method => method.Operation?.Id).OfType<string>()];
        foreach (ContractOperation operation in OperationList.Operations.Where(operation => !called.Contains(operation.Id)))
        {
            OperationMethod by = OperationList.Serving(operation)[0];
            text.Append(CultureInfo.InvariantCulture, $"| `{operation.Verb} {operation.Template}` | `{by.Facet}.{by.Name}` |\n");
        }

        return text.ToString();
    }
}
