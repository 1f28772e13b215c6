namespace ObShellSdk.Tenants;

/// <summary>What is changed about a tenant's replica in one zone. Members that are null do not change.</summary>
public sealed record TenantZoneUpdate
{
    /// <summary>The zone, in which the tenant has a replica.</summary>
    public required string ZoneName { get; init; }

    /// <summary>What the replica can do.</summary>
    public ReplicaType? ReplicaType { get; init; }

    /// <summary>The unit config, which must exist.</summary>
    public string? UnitConfigName { get; init; }

    /// <summary>How many units, from 1 to the number of observers in the zone. It can be changed only in all zones of the tenant at once.</summary>
    public int? UnitNum { get; init; }

    internal static void Validate(IReadOnlyList<TenantZoneUpdate>? zones, string name)
    {
        if (zones is not { Count: > 0 } || zones.Any(zone => string.IsNullOrWhiteSpace(zone?.ZoneName) || zone.UnitConfigName?.Trim().Length == 0 || zone.UnitNum < 1))
        {
            throw new ArgumentException("There must be at least one zone, each with a name. A unit config must have a name, and a number of units must be 1 or more.", name);
        }

        if (zones.DistinctBy(zone => zone.ZoneName).Count() < zones.Count)
        {
            throw new ArgumentException("A zone must not occur twice.", name);
        }

        if (zones.Select(zone => zone.UnitNum).OfType<int>().Distinct().Count() > 1)
        {
            throw new ArgumentException("The number of units must be the same in all zones.", name);
        }
    }

    /// <summary>As the agent reads it, which here knows replica types in capitals only.</summary>
    internal TenantZoneUpdate Normalized() => ReplicaType is { } type ? this with { ReplicaType = new ReplicaType(type.ToString().ToUpperInvariant()) } : this;
}
