using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace ObShellSdk.Tests.Docs;

/// <summary>
/// docs/contributors/licences.md and src/packages.tsv, made from what NuGet restored for the packages that are shipped: every package that a user gets with them, its
/// licence, and the hash of its content. So no version, no licence and no content changes unseen. With UPDATE_DOCS=1 in the environment both are written anew.
/// </summary>
public sealed class LicencesPageTests
{
    private static readonly string[] _shipped = ["ObShellSdk", "ObShellSdk.Hosting", "ObShellSdk.Testing", "ObShellSdk.FakeAgent"];

    private static readonly string[] _allowed = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MS-PL"];

    // Old packages, which give the address of their licence only; read there.
    private static readonly Dictionary<string, string> _byAddress = new()
    {
        ["https://github.com/moodmosaic/Fare/blob/master/LICENSE"] = "MIT",
        ["https://github.com/jdevillard/JmesPath.Net/blob/master/LICENSE"] = "Apache-2.0",
        ["https://raw.githubusercontent.com/StefH/SimMetrics.Net/master/LICENSE"] = "MIT",
    };

    [Fact]
    public void The_page_of_licences_lists_what_is_shipped()
    {
        WrittenPage.Hold(Path.Combine(Repository.Root, "docs", "contributors", "licences.md"), Page());
    }

    [Fact]
    [Shows(Promise.ContentIsKnown)]
    public void What_is_shipped_is_what_was_looked_at()
    {
        var text = new StringBuilder();
        foreach ((string id, string version, string hash) in _shipped.SelectMany(Packages).Select(package => (package.Id, package.Version, package.Hash)).Distinct().Order())
        {
            text.Append(CultureInfo.InvariantCulture, $"{id}\t{version}\t{hash}\n");
        }

        WrittenPage.Hold(Path.Combine(Repository.Root, "src", "packages.tsv"), text.ToString());
    }

    [Fact]
    [Shows(Promise.LicencesAllow)]
    public void Every_licence_may_be_shipped_with_ours() =>
        Assert.All(_shipped.SelectMany(Packages), package => Assert.True(_allowed.Contains(package.Licence), $"{package.Id} {package.Version}: {package.Licence}"));

    [Fact]
    [Shows(Promise.ContentIsKnown)]
    public void The_library_itself_brings_three_packages_and_what_they_bring() =>
        Assert.Equal(["BouncyCastle.Cryptography", "Microsoft.Extensions.Http", "Polly.Core"], Direct(Assets("ObShellSdk"), "net10.0").Order());

    private static string Page()
    {
        var text = new StringBuilder("# Licences\n\nEvery package that comes with ours, made from what NuGet restores. ObShellSdk itself is under Apache-2.0.\n");
        foreach (string project in _shipped)
        {
            int frameworks = Assets(project).GetProperty("project").GetProperty("frameworks").EnumerateObject().Count();
            text.Append(CultureInfo.InvariantCulture, $"\n## {project}\n\n| Package | Version | Licence |\n|---|---|---|\n");
            foreach (IGrouping<string, Package> group in Packages(project).GroupBy(package => Name(package.Id)))
            {
                string versions = string.Join(", ", group.GroupBy(package => package.Version).Select(version => Frameworks(version, frameworks)));
                text.Append(CultureInfo.InvariantCulture, $"| {group.Key} | {versions} | {string.Join(", ", group.Select(package => package.Licence).Distinct())} |\n");
            }
        }

        return text.ToString();
    }

    /// <summary>A version, with its framework where the other one gets another version or none.</summary>
    private static string Frameworks(IEnumerable<Package> version, int all)
    {
        string[] frameworks = [.. version.Select(package => package.Framework).Distinct()];
        return frameworks.Length == all ? version.First().Version : $"{version.First().Version} ({frameworks[0]})";
    }

    /// <summary>Dozens of packages that are one in as many languages.</summary>
    private static string Name(string id) => id.StartsWith("Humanizer.Core.", StringComparison.Ordinal) ? "Humanizer.Core.*" : id;

    private static IEnumerable<Package> Packages(string project)
    {
        JsonElement assets = Assets(project);
        return
            from target in assets.GetProperty("targets").EnumerateObject()
            let own = BuildOnly(assets, target.Name)
            from library in target.Value.EnumerateObject()
            where library.Value.GetProperty("type").GetString() == "package"
            let name = library.Name.Split('/')
            where !own.Contains(name[0])
            orderby name[0].ToUpperInvariant(), target.Name
            let facts = assets.GetProperty("libraries").GetProperty(library.Name)
            select new Package(name[0], name[1], target.Name, Licence(assets, facts), facts.GetProperty("sha512").GetString()!);
    }

    private static string[] BuildOnly(JsonElement assets, string framework) =>
        [.. Dependencies(assets, framework).Where(package => package.Value.TryGetProperty("suppressParent", out JsonElement suppressed) && suppressed.GetString() == "All").Select(package => package.Name)];

    private static IEnumerable<string> Direct(JsonElement assets, string framework) => Dependencies(assets, framework).Select(package => package.Name).Except(BuildOnly(assets, framework));

    private static JsonElement.ObjectEnumerator Dependencies(JsonElement assets, string framework) =>
        assets.GetProperty("project").GetProperty("frameworks").GetProperty(framework).TryGetProperty("dependencies", out JsonElement dependencies) ? dependencies.EnumerateObject() : default;

    private static string Licence(JsonElement assets, JsonElement package)
    {
        string folder = assets.GetProperty("packageFolders").EnumerateObject().Select(root => Path.Combine(root.Name, package.GetProperty("path").GetString()!)).First(Directory.Exists);
        XElement metadata = XDocument.Load(Directory.GetFiles(folder, "*.nuspec").Single()).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
        XElement? licence = metadata.Elements().FirstOrDefault(element => element.Name.LocalName == "license");
        string address = metadata.Elements().FirstOrDefault(element => element.Name.LocalName == "licenseUrl")?.Value ?? "none";
        return licence is { Value: var expression } && licence.Attribute("type")?.Value == "expression" ? expression : _byAddress.GetValueOrDefault(address, address);
    }

    /// <summary>The tool is a sample, and brings the packages that it is built with.</summary>
    private static string Folder(string package) => package == "ObShellSdk.FakeAgent" ? Path.Combine("samples", "FakeAgent") : Path.Combine("src", package);

    private static JsonElement Assets(string project)
    {
        using JsonDocument assets = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, Folder(project), "obj", "project.assets.json")));
        return assets.RootElement.Clone();
    }

    private sealed record Package(string Id, string Version, string Framework, string Licence, string Hash);
}
