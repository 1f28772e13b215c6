using System.Text.RegularExpressions;

namespace ObShellSdk.Testing.State.Packages;

/// <summary>The parts of the name of an RPM file, which stands for the file's header here.</summary>
internal sealed partial record PackageName(string Name, string Version, string Release, string Architecture)
{
    /// <summary>Whether the release names a distribution, which obshell requires and RPM does not.</summary>
    public bool HasDistribution => Release.Contains('.', StringComparison.Ordinal);

    /// <summary>Parses a file name; returns null if it is not that of a package.</summary>
    public static PackageName? Parse(string fileName) => Pattern().Match(fileName) is { Success: true, Groups: var groups }
        ? new PackageName(groups["name"].Value, groups["version"].Value, groups["release"].Value, groups["architecture"].Value)
        : null;

    [GeneratedRegex(@"^(?<name>.+)-(?<version>[^-]+)-(?<release>[^-]+)\.(?<architecture>[^-.]+)\.rpm$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
