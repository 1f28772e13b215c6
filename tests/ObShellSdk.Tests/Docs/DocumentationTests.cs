using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ObShellSdk.Tests.Docs;

/// <summary>Checks README.md and docs/: code blocks are compiled, link targets exist, and lists are complete.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string _root = Repository.Root;

    public static TheoryData<string> Pages => [.. Directory.GetFiles(Path.Combine(_root, "docs"), "*.md", SearchOption.AllDirectories)
        .Prepend(Path.Combine(_root, "README.md"))
        .Prepend(Path.Combine(_root, "README.zh-CN.md"))
        .Prepend(Path.Combine(_root, "SECURITY.md"))
        .Concat(Directory.GetDirectories(Path.Combine(_root, "src")).Select(package => Path.Combine(package, "README.md")))
        .Select(file => Path.GetRelativePath(_root, file))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Code_in_the_documentation_is_cut_from_compiled_code(string page)
    {
        var snippets = Snippets();
        string[] unknown = [.. Blocks(page, "csharp").Where(block => !snippets.ContainsValue(block))];

        Assert.True(unknown.Length == 0, $"{page} shows code that is not a snippet of tests/ObShellSdk.Tests/Docs or samples:\n\n{string.Join("\n\n", unknown)}");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_to_files(string page)
    {
        string folder = Path.GetDirectoryName(Path.Combine(_root, page))!;
        string[] dead = [.. Link().Matches(Read(page)).Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#'))
            .Where(target => !Path.Exists(Path.Combine(folder, target.Split('#')[0])))];

        Assert.Empty(dead);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Anchors_lead_to_headings(string page)
    {
        string folder = Path.GetDirectoryName(page)!;
        string[] dead = [.. Link().Matches(Read(page)).Select(match => match.Groups["target"].Value)
            .Where(target => target.Contains('#', StringComparison.Ordinal) && !target.Contains("://", StringComparison.Ordinal))
            .Where(target => target.Split('#') is [var file, var anchor] && !Anchors(file.Length == 0 ? page : Path.Combine(folder, file)).Contains(anchor))];

        Assert.Empty(dead);
    }

    [Fact]
    public void Every_snippet_is_shown()
    {
        var shown = Pages.SelectMany(page => Blocks(page.Data, "csharp")).ToHashSet();

        Assert.Empty(Snippets().Where(snippet => !shown.Contains(snippet.Value)).Select(snippet => snippet.Key));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/guide/configuration-and-di.md")]
    public void The_appsettings_of_a_page_configure_a_client(string page)
    {
        string json = Blocks(page, "json")[0];
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json));
        IConfigurationRoot configuration = new ConfigurationBuilder().AddJsonStream(stream).Build();
        var services = new ServiceCollection();
        services.AddObShellClient(configuration.GetSection("ObShell"));
        using ServiceProvider provider = services.BuildServiceProvider();

        Assert.Equal("10.10.10.1:2886", provider.GetRequiredService<ObShellClient>().Endpoint.Authority);
    }

    [Fact]
    public void The_readme_has_at_most_170_lines() => Assert.InRange(Read("README.md").Split('\n').Length, 1, 171);

    [Fact]
    public void The_error_guide_names_every_kind_of_failure()
    {
        string guide = Read("docs/guide/errors.md");
        IEnumerable<string> names = typeof(ObShellException).Assembly.GetExportedTypes()
            .Where(type => type.IsAssignableTo(typeof(Exception))).Select(type => type.Name)
            .Concat(Enum.GetNames<AuthenticationFailureReason>())
            .Concat(Enum.GetNames<TrustFailureReason>().Where(name => name != nameof(TrustFailureReason.Unknown)));

        Assert.All(names, name => Assert.Contains($"`{name}`", guide, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("BackupOverview", "BackupOverview")]
    [InlineData("NightlyBackup", "NightlyBackup")]
    [InlineData("RestoreTenant", "RestoreTenant")]
    [InlineData("FakeAgent", "FakeAgent")]
    [InlineData("Shared", "What all have in common")]
    public void The_page_of_the_samples_lists_every_option_and_none_that_is_not_there(string folder, string section)
    {
        string[] listed = [.. Row().Matches(Section("docs/reference/samples.md", section)).Select(match => match.Groups["name"].Value)];

        Assert.Equal(OptionsOf(folder).Order(), listed.Order());
    }

    [Fact]
    public void The_page_of_the_samples_lists_every_exit_code_and_event()
    {
        string page = Read("docs/reference/samples.md");

        Assert.All(ExitCodes(), code => Assert.Contains($"| {code} |", page, StringComparison.Ordinal));
        Assert.All(Enum.GetNames<Samples.JobEvent>(), name => Assert.Contains($"| `{name.ToLowerInvariant()}` |", page, StringComparison.Ordinal));
    }

    /// <summary>The anchors that GitHub makes of the headings of a page.</summary>
    private static IEnumerable<string> Anchors(string page) => Heading().Matches(Read(page))
        .Select(match => Punctuation().Replace(match.Groups["title"].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    private static string[] OptionsOf(string sample) =>
        [.. Directory.GetFiles(Path.Combine(_root, "samples", sample), "*.cs").SelectMany(file => Option().Matches(File.ReadAllText(file))).Select(match => match.Groups["name"].Value)];

    private static IEnumerable<string> ExitCodes() => ExitCode().Matches(Read("samples/Shared/ExitCode.cs")).Select(match => match.Groups["code"].Value);

    /// <summary>A chapter of a page, up to the next one.</summary>
    private static string Section(string page, string title) => Read(page).Split("\n## ").Single(section => section.StartsWith(title + "\n", StringComparison.Ordinal));

    private static string[] Blocks(string page, string language) =>
        [.. Block().Matches(Read(page)).Where(match => match.Groups["language"].Value == language).Select(match => Dedent(match.Groups["text"].Value))];

    private static Dictionary<string, string> Snippets()
    {
        var snippets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string folder in new[] { "tests/ObShellSdk.Tests/Docs", "samples" })
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(_root, folder), "*.cs", SearchOption.AllDirectories))
            {
                foreach (Match match in Marked().Matches(File.ReadAllText(file).ReplaceLineEndings("\n")))
                {
                    string name = match.Groups["name"].Value;
                    string text = Dedent(match.Groups["text"].Value);

                    // What stands apart in compiled code, such as usings, is one piece on a page.
                    snippets[name] = snippets.TryGetValue(name, out string? before) ? $"{before}\n\n{text}" : text;
                }
            }
        }

        return snippets;
    }

    private static string Dedent(string text)
    {
        string[] lines = text.Split('\n');
        int indent = lines.Where(line => !string.IsNullOrWhiteSpace(line)).Min(line => line.Length - line.TrimStart(' ').Length);
        return string.Join('\n', lines.Select(line => string.IsNullOrWhiteSpace(line) ? "" : line[indent..].TrimEnd())).Trim('\n');
    }

    private static string Read(string page) => File.ReadAllText(Path.Combine(_root, page)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^ *// snippet: (?<name>\S+)\n(?<text>.*?)^ *// end-snippet$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Marked();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();

    [GeneratedRegex("new\\(\"(?<name>--[a-z0-9-]+)\"\\)")]
    private static partial Regex Option();

    [GeneratedRegex(@"^\| `(?<name>--[a-z0-9-]+)", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"const int \w+ = (?<code>\d+);")]
    private static partial Regex ExitCode();
}
