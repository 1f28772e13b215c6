using System.Text.RegularExpressions;

namespace ObShellSdk.Tests.Conventions;

/// <summary>The program that is published with AOT cannot reflect over the client, so that what it calls is held to the facets here.</summary>
public sealed partial class AotSmokeTests
{
    [Fact]
    public void The_program_published_with_AOT_calls_every_facet()
    {
        string folder = Path.Combine(Repository.Root, "tests", "ObShellSdk.AotSmoke");
        IEnumerable<string> called = Directory.EnumerateFiles(folder, "*.cs")
            .SelectMany(file => Call().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["facet"].Value)
            .Distinct();

        IEnumerable<string> facets = typeof(ObShellClient).GetProperties()
            .Where(property => property.PropertyType.Name.EndsWith("Client", StringComparison.Ordinal))
            .Select(property => property.Name);

        Assert.Equal(facets.Order(StringComparer.Ordinal), called.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"\bawait client\.(?<facet>\w+)\.\w+\(")]
    private static partial Regex Call();
}
