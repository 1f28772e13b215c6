using System.Text.Json.Serialization;

namespace ObShellSdk.ObProxy;

/// <summary>To which version to upgrade an OBProxy.</summary>
public sealed record UpgradeObProxyRequest
{
    /// <summary>The version of the package, such as <c>4.3.0.0</c>.</summary>
    public required string Version { get; init; }

    /// <summary>Release and distribution of the package, such as <c>11.el8</c>: <see cref="Packages.UpgradePackage.ReleaseDistribution"/>.</summary>
    public required string Release { get; init; }

    /// <summary>The absolute path of a folder on the host where the package is unpacked. Default: the folder of the OBProxy.</summary>
    [JsonPropertyName("upgrade_dir")]
    public string? UpgradeDirectory { get; init; }

    internal void Validate(string name)
    {
        if (string.IsNullOrWhiteSpace(Version) || string.IsNullOrWhiteSpace(Release))
        {
            throw new ArgumentException($"{nameof(Version)} and {nameof(Release)} must not be empty.", name);
        }
    }
}
