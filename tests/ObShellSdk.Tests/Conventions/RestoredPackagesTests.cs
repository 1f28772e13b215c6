using System.Text;
using System.Text.Json;
using ObShellSdk.Tests.Docs;

namespace ObShellSdk.Tests.Conventions;

/// <summary>
/// What NuGet restores for building and testing. Whoever can put another package there can change what is shipped: each is in tests/packages.tsv with the hash of
/// its content, or this fails. What is shipped itself is in src/packages.tsv. With UPDATE_DOCS=1 in the environment the list is written anew.
/// </summary>
public sealed class RestoredPackagesTests
{
    // They come with the SDK, in its version and for its machine.
    private static readonly string[] _ofTheSdk = ["Microsoft.NET.ILLink.Tasks", "Microsoft.DotNet.ILCompiler"];

    private static readonly string[] _folders = ["src", "tests", "samples"];

    [Fact]
    [Shows(Promise.ToolsAreKnown)]
    public void What_builds_and_tests_was_looked_at()
    {
        string file = Path.Combine(Repository.Root, "tests", "packages.tsv");
        string[] restored = [.. Projects().SelectMany(Packages).Distinct().Order(StringComparer.Ordinal)];
        if (WrittenPage.IsWritten)
        {
            File.WriteAllText(file, string.Concat(restored.Select(line => line + "\n")), new UTF8Encoding(false));
        }

        Assert.InRange(restored.Length, 100, int.MaxValue);
        Assert.Empty(restored.Except(File.ReadAllLines(file)));
    }

    [Fact]
    [Shows(Promise.VulnerabilitiesAreErrors)]
    public void Every_package_is_looked_up_for_known_vulnerabilities_wherever_it_comes_from() => Assert.All(Projects(), assets =>
    {
        JsonElement restore = assets.GetProperty("project").GetProperty("restore");
        JsonElement audit = restore.GetProperty("restoreAuditProperties");
        JsonElement warnings = restore.GetProperty("warningProperties");
        Assert.Equal(("true", "all", "low"), (audit.GetProperty("enableAudit").GetString(), audit.GetProperty("auditMode").GetString(), audit.GetProperty("auditLevel").GetString()));
        Assert.True(warnings.GetProperty("allWarningsAsErrors").GetBoolean());
        Assert.Equal(["NU1900", "NU1905"], warnings.GetProperty("warnNotAsError").EnumerateArray().Select(code => code.GetString()).Order());
        Assert.False(warnings.TryGetProperty("noWarn", out _));
    });

    /// <summary>What NuGet wrote of each project that was restored.</summary>
    private static IEnumerable<JsonElement> Projects() =>
        from folder in _folders
        from project in Directory.GetDirectories(Path.Combine(Repository.Root, folder))
        let assets = Path.Combine(project, "obj", "project.assets.json")
        where File.Exists(assets)
        select JsonDocument.Parse(File.ReadAllText(assets)).RootElement;

    private static IEnumerable<string> Packages(JsonElement assets) =>
        from library in assets.GetProperty("libraries").EnumerateObject()
        where library.Value.GetProperty("type").GetString() == "package" && !_ofTheSdk.Any(id => library.Name.Contains(id, StringComparison.OrdinalIgnoreCase))
        select $"{library.Name.Replace('/', '\t')}\t{library.Value.GetProperty("sha512").GetString()}";
}
