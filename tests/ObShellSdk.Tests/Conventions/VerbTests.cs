using System.Reflection;
using System.Text.RegularExpressions;

namespace ObShellSdk.Tests.Conventions;

/// <summary>The verbs of the table in CONTRIBUTING.md, and the rule for lists.</summary>
public sealed partial class VerbTests
{
    private static readonly MethodInfo[] _methods =
    [
        .. typeof(ObShellClient).Assembly.GetExportedTypes()
            .Where(type => type.Name.EndsWith("Client", StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal) && method.Name != nameof(IAsyncDisposable.DisposeAsync)),
    ];

    [Fact]
    public void Every_method_of_a_client_begins_with_a_verb_of_the_table()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "CONTRIBUTING.md"));
        string table = page[page.IndexOf("| Verb | Means |", StringComparison.Ordinal)..page.IndexOf("## Six rules", StringComparison.Ordinal)];
        HashSet<string> verbs = [.. Row().Matches(table).SelectMany(row => Verb().Matches(row.Value)).Select(verb => verb.Groups[1].Value)];

        Assert.Equal([], _methods.Select(method => FirstWord().Match(method.Name).Value).Where(verb => !verbs.Contains(verb)).Distinct());
        Assert.Equal([], verbs.Except(_methods.Select(method => FirstWord().Match(method.Name).Value)));
    }

    [Fact]
    public void A_list_is_a_stream_exactly_where_the_agent_pages()
    {
        foreach (MethodInfo method in _methods.Where(method => method.Name.StartsWith("List", StringComparison.Ordinal)))
        {
            bool streams = method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>);
            string page = "Get" + method.Name["List".Length..^"Async".Length] + "PageAsync";

            Assert.Equal(streams, _methods.Any(other => other.DeclaringType == method.DeclaringType && other.Name == page));
        }
    }

    [GeneratedRegex(@"^\| `.*?\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([A-Z][a-z]+)`")]
    private static partial Regex Verb();

    [GeneratedRegex("^[A-Z][a-z]+")]
    private static partial Regex FirstWord();
}
