
namespace ObShellSdk.Upgrades;

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
            throw new ArgumentException($"{nameof(Mode)} must be {UpgradeMode.Rolling} or {UpgradeMode.StopService}.", name);
        }
    }
}
