using System.Text.Json.Serialization;

namespace ObShellSdk.Upgrades;

/// <summary>To which version to upgrade.</summary>
public abstract record UpgradeTarget
{
    private protected UpgradeTarget()
    {
    }

    /// <summary>The version of the package, such as <c>4.3.5.0</c>.</summary>
    public required string Version { get; init; }

    /// <summary>Release and distribution of the package, such as <c>100000012024.el7</c>: <see cref="Packages.UpgradePackage.ReleaseDistribution"/>.</summary>
    public required string Release { get; init; }

    /// <summary>The absolute path of a folder on each host where the packages are unpacked. Default: the agent's own choice.</summary>
    [JsonPropertyName("upgradeDir")]
    public string? UpgradeDirectory { get; init; }

    /// <summary>Version and release without distribution, as agents and observers report what they are.</summary>
    internal string Build => $"{Version}-{Release.Split('.')[0]}";

    internal virtual void Validate(string name)
    {
        if (string.IsNullOrWhiteSpace(Version) || string.IsNullOrWhiteSpace(Release))
        {
            throw new ArgumentException($"{nameof(Version)} and {nameof(Release)} must not be empty.", name);
        }
    }
}
