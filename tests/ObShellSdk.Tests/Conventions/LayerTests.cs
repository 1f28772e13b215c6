using System.Text.RegularExpressions;

namespace ObShellSdk.Tests.Conventions;

/// <summary>
/// The layers are those of the map in CONTRIBUTING.md: each row names the layers that a folder may depend on. A type belongs to the folder of its source file, whatever its
/// namespace.
/// </summary>
public sealed partial class LayerTests
{
    private const string Entry = "Entry";
    private const string Values = "Values";

    // The files of the root folder that stand above all others.
    private static readonly string[] _entryTypes = [nameof(ObShellClient), nameof(ObShellJson)];

    private static readonly string _source = Path.Combine(Repository.Root, "src", "ObShellSdk");

    private static readonly Lazy<(string From, string To, string Example)[]> _dependencies = new(Dependencies);

    public static TheoryData<string> Rows => [.. Map().Select(row => row.Layer)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_layer_depends_only_on_those_that_its_row_names(string layer)
    {
        (_, string[] folders, string[] allowed) = Map().Single(row => row.Layer == layer);
        string[] reachable = [.. Map().Where(row => allowed.Contains(row.Layer)).SelectMany(row => row.Folders), .. allowed, .. folders];

        Assert.Empty(_dependencies.Value.Where(pair => folders.Contains(pair.From) && !reachable.Contains(pair.To)).Select(pair => $"{pair.From} -> {pair.To}: {pair.Example}"));
    }

    [Fact]
    public void The_map_has_every_folder_once()
    {
        string[] folders = [.. Directory.EnumerateDirectories(_source).Where(folder => Directory.EnumerateFiles(folder, "*.cs").Any()).Select(folder => Path.GetFileName(folder)).Except(["bin", "obj"]), Entry, Values];

        Assert.Equal(folders.Order(StringComparer.Ordinal), Map().SelectMany(row => row.Folders).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Only_the_pairs_of_the_architecture_page_depend_on_each_other()
    {
        HashSet<(string From, string To)> all = [.. _dependencies.Value.Select(pair => (pair.From, pair.To))];
        string[] mutual = [.. all.Where(pair => string.CompareOrdinal(pair.From, pair.To) < 0 && all.Contains((pair.To, pair.From))).Select(pair => $"{pair.From} <-> {pair.To}")];
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"));
        string[] named = [.. MutualPair().Matches(page).Select(match => $"{match.Groups[1].Value} <-> {match.Groups[2].Value}")];

        string[] different = [.. mutual.Except(named).Select(pair => $"{pair} is not on the page"), .. named.Except(mutual).Select(pair => $"{pair} is on the page only")];

        // The runner cuts long lists, and each pair must be decided.
        Assert.True(different.Length == 0, string.Join(Environment.NewLine, different.Order(StringComparer.Ordinal)));
    }

    /// <summary>Which folder refers to which, with one pair of types that shows it.</summary>
    private static (string From, string To, string Example)[] Dependencies()
    {
        var folders = new Dictionary<string, string>();
        foreach (string file in Directory.EnumerateFiles(_source, "*.cs", SearchOption.AllDirectories))
        {
            string[] path = Path.GetRelativePath(_source, file).Split(Path.DirectorySeparatorChar);
            if (path[0] is "bin" or "obj")
            {
                continue;
            }

            string text = File.ReadAllText(file);
            string space = Namespace().Match(text).Groups[1].Value;
            foreach (string name in Declaration().Matches(text).Select(match => match.Groups[1].Value))
            {
                folders[$"{space}.{name}"] = path.Length > 1 ? path[0] : _entryTypes.Contains(name) ? Entry : Values;
            }
        }

        Assert.True(folders.Count > 300);
        return [.. TypeReferences.Within(typeof(ObShellClient).Assembly)
            .Select(pair => (From: FolderOf(pair.From), To: FolderOf(pair.To), Example: $"{pair.From.Name} -> {pair.To.Name}"))
            .Where(pair => pair.From is not null && pair.To is not null && pair.From != pair.To)
            .GroupBy(pair => (pair.From, pair.To))
            .Select(group => (group.Key.From!, group.Key.To!, string.Join(", ", group.Select(pair => pair.Example).Distinct().Order(StringComparer.Ordinal).Take(3))))];

        string? FolderOf(Type type) => folders.GetValueOrDefault($"{type.Namespace}.{type.Name.Split('`')[0]}");
    }

    /// <summary>The table of CONTRIBUTING.md: the name of a layer, its folders, and the layers that it may depend on.</summary>
    private static (string Layer, string[] Folders, string[] Allowed)[] Map() =>
    [
        .. MapRow().Matches(File.ReadAllText(Path.Combine(Repository.Root, "CONTRIBUTING.md"))).Select(match => (
            match.Groups["layer"].Value,
            Words(match.Groups["folders"].Value),
            Words(match.Groups["allowed"].Value))),
    ];

    private static string[] Words(string cell) => [.. Word().Matches(cell).Select(match => match.Value)];

    [GeneratedRegex(@"^\| \*\*(?<layer>\w+)\*\* \| (?<folders>[^|]*) \| [^|]* \| (?<allowed>[^|]*) \|$", RegexOptions.Multiline)]
    private static partial Regex MapRow();

    [GeneratedRegex(@"\b[A-Z]\w+")]
    private static partial Regex Word();

    [GeneratedRegex(@"`(\w+)` ↔ `(\w+)`")]
    private static partial Regex MutualPair();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^(?:public |internal |static |sealed |abstract |partial |readonly |ref )*(?:record struct|record|class|struct|interface|enum|delegate [\w<>?., ]+?) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
