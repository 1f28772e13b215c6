using System.Text.RegularExpressions;

namespace ObShellSdk.Testing.State.Packages;

/// <summary>What the name of an RPM file tells: it stands for the file's header here.</summary>
internal sealed partial record PackageName(string Name, string Version, string Release, string Architecture)
{
    /// <summary>RPM does not ask for one, obshell does.</summary>
    public bool HasDistribution => Release.Contains('.', StringComparison.Ordinal);

    /// <summary>Null for a name that no package has.</summary>
    public static PackageName? Parse(string fileName) => Pattern().Match(fileName) is { Success: true, Groups: var groups }
        ? new PackageName(groups["name"].Value, groups["version"].Value, groups["release"].Value, groups["architecture"].Value)
        : null;

    [GeneratedRegex(@"^(?<name>.+)-(?<version>[^-]+)-(?<release>[^-]+)\.(?<architecture>[^-.]+)\.rpm$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
