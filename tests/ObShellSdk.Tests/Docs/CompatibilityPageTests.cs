using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ObShellSdk.Tests.Contract;

namespace ObShellSdk.Tests.Docs;

/// <summary>Writes the table of docs/compatibility.md: what each obshell release has, by the contract, and how many of its responses were recorded.</summary>
public sealed partial class CompatibilityPageTests
{
    private static readonly string[] _releases = ["4.2.3", "4.2.4", "4.2.5", "4.2.6", "4.3.0", "4.3.1", "4.3.2", "4.3.3", "4.4.0", "4.4.1", "4.4.2", "4.5.0"];

    [Fact]
    public void The_table_of_releases_matches_the_contract_and_the_recordings() =>
        WrittenPage.HoldTables(Path.Combine(Repository.Root, "docs", "compatibility.md"), ("releases", Table()));

    [Fact]
    public void Every_release_that_a_recording_or_the_contract_names_is_in_the_table()
    {
        Assert.Empty(Recorded().Keys.Except(_releases));
        Assert.Empty(OperationList.Operations.Select(operation => operation.Since.ToString(3)).Except(_releases));
    }

    private static string Table()
    {
        ContractOperation[] originals = [.. OperationList.Operations.Where(operation => OperationList.Original(operation) == operation.Id)];
        Dictionary<string, int> recorded = Recorded();
        var table = new StringBuilder("| obshell | Operations | New in this release | Recorded responses |\n|---|---:|---:|---:|\n");
        table.Append("| 4.2.2 | not known | | none |\n");
        foreach (string release in _releases)
        {
            var version = Version.Parse(release);
            int available = originals.Count(operation => operation.Since <= version);
            int added = originals.Count(operation => operation.Since == version);
            string responses = recorded.TryGetValue(release, out int count) ? count.ToString(CultureInfo.InvariantCulture) : "none";
            table.Append(CultureInfo.InvariantCulture, $"| {release} | {available} | {(release == _releases[0] ? "" : added)} | {responses} |\n");
        }

        return table.ToString();
    }

    private static Dictionary<string, int> Recorded() =>
        Contract.RealAnswers.All.CountBy(answer => Release().Match(answer.Name).Value).ToDictionary(StringComparer.Ordinal);

    [GeneratedRegex(@"^\d+\.\d+\.\d+")]
    private static partial Regex Release();
}
