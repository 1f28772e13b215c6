using System.Reflection;
using System.Text.RegularExpressions;

namespace ObShellSdk.Tests.Docs;

/// <summary>Pages that promise something name the test that shows it; each such name, <c>`Tests.Sentence_of_a_test`</c>, is one of a test.</summary>
public sealed partial class TestNamesInDocsTests
{
    private static readonly HashSet<string> _tests = [.. typeof(TestNamesInDocsTests).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods().Where(method => method.GetCustomAttributes<FactAttribute>().Any()).Select(method => $"{type.Name}.{method.Name}"))];

    [Theory]
    [MemberData(nameof(DocumentationTests.Pages), MemberType = typeof(DocumentationTests))]
    public void Tests_that_a_page_names_exist(string page)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, page));

        string[] unknown = [.. Named().Matches(text).Select(match => match.Groups["test"].Value).Except(_tests)];
        Assert.Empty(unknown);
    }

    [GeneratedRegex(@"`(?<test>\w+Tests\.\w+)`")]
    private static partial Regex Named();
}
