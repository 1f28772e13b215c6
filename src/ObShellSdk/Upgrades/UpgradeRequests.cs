using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

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
            throw new ArgumentException($"{nameof(Version)} and {nameof(Release)} are required.", name);
        }
    }
}

/// <summary>An upgrade of agents, or the check of any upgrade.</summary>
public sealed record UpgradeRequest : UpgradeTarget;

/// <summary>An upgrade of observers.</summary>
public sealed record ObserverUpgradeRequest : UpgradeTarget
{
    /// <summary>Whether the database goes on serving meanwhile.</summary>
    public required UpgradeMode Mode { get; init; }

    /// <summary>Whether each server makes a minor freeze before it is restarted, which shortens its start. Default: false.</summary>
    public bool? FreezeServer { get; init; }

    internal override void Validate(string name)
    {
        base.Validate(name);
        if (Mode != UpgradeMode.Rolling && Mode != UpgradeMode.StopService)
        {
            throw new ArgumentException($"{nameof(Mode)} is {UpgradeMode.Rolling} or {UpgradeMode.StopService}.", name);
        }
    }
}

/// <summary>How observers are upgraded. Case does not count.</summary>
/// <param name="Value">The word as the agent knows it.</param>
[JsonConverter(typeof(OpenValueConverter<UpgradeMode>))]
public readonly record struct UpgradeMode(string Value) : IOpenValue<UpgradeMode>
{
    /// <summary>Zone by zone, while the others serve: needs 3 zones, or 2 with shared storage.</summary>
    public static UpgradeMode Rolling { get; } = new("ROLLING");

    /// <summary>All servers at once, and meanwhile no service.</summary>
    public static UpgradeMode StopService { get; } = new("STOPSERVICE");

    /// <inheritdoc />
    public bool Equals(UpgradeMode other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static UpgradeMode IOpenValue<UpgradeMode>.Create(string value) => new(value);
}
