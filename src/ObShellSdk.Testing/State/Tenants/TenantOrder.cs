using ObShellSdk.Testing.State.Cluster;

namespace ObShellSdk.Testing.State.Tenants;

/// <summary>The replicas of a new tenant in one zone.</summary>
internal sealed record ZoneOrder(string Zone, string ReplicaType, UnitConfig Unit, int UnitNum);

/// <summary>A validated request for a new tenant.</summary>
internal sealed record TenantOrder
{
    public required string Name { get; init; }

    public required ZoneOrder[] Zones { get; init; }

    public required string Mode { get; init; }

    public required string PrimaryZone { get; init; }

    public required string Whitelist { get; init; }

    public required string RootPassword { get; init; }

    public required string Comment { get; init; }

    public required bool IsReadOnly { get; init; }

    public string? Charset { get; init; }

    public string? Collation { get; init; }

    public string? TimeZone { get; init; }

    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    public required bool ImportsScript { get; init; }
}
