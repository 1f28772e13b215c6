namespace ObShellSdk.Tenants;

/// <summary>The replica of a new tenant in one zone, or a new replica of a tenant.</summary>
public sealed record TenantZone
{
    /// <summary>The zone.</summary>
    public required string Name { get; init; }

    /// <summary>The unit config, which must exist.</summary>
    public required string UnitConfigName { get; init; }

    /// <summary>How many units, from 1 to the number of observers in the zone; the same in all zones of a tenant. Default: 1.</summary>
    public int UnitNum { get; init; } = 1;

    /// <summary>Default: <see cref="Tenants.ReplicaType.Full"/>.</summary>
    public ReplicaType? ReplicaType { get; init; }

    internal static void Validate(IReadOnlyList<TenantZone>? zones, string member, string name)
    {
        if (zones is not { Count: > 0 } || zones.Any(zone => string.IsNullOrWhiteSpace(zone?.Name) || string.IsNullOrWhiteSpace(zone.UnitConfigName) || zone.UnitNum < 1))
        {
            throw new ArgumentException($"{member} must contain at least one zone, each with a name, a unit config and one unit or more.", name);
        }

        if (zones.DistinctBy(zone => zone.Name).Count() < zones.Count)
        {
            throw new ArgumentException($"{member} must not contain a zone twice.", name);
        }

        if (zones.Any(zone => zone.UnitNum != zones[0].UnitNum))
        {
            throw new ArgumentException($"{member} must have the same number of units in all zones.", name);
        }
    }
}
