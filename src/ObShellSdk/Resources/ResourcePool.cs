using System.Text.Json.Serialization;
using ObShellSdk.Serialization;
using ObShellSdk.Tenants;

namespace ObShellSdk.Resources;

/// <summary>A pool of units: what a tenant runs in.</summary>
/// <remarks>
/// Agents also send a member <c>UnitCount</c>, which is always 0. It has no property; <see cref="ObShellRecord.GetUnknownMembers"/> returns it.
/// </remarks>
public sealed record ResourcePool : ObShellRecord
{
    /// <summary>The number of the pool.</summary>
    public long Id { get; init; }

    /// <summary>The pool.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The zones in which it lies, with semicolons.</summary>
    public string ZoneList { get; init => field = value ?? ""; } = "";

    /// <summary>Units in each zone.</summary>
    public int UnitNum { get; init; }

    /// <summary>The unit config of its units.</summary>
    public long UnitConfigId { get; init; }

    /// <summary>The tenant that has it; 0 for none.</summary>
    public long TenantId { get; init; }

    /// <summary>What the replicas in it can do.</summary>
    public ReplicaType ReplicaType { get; init; }

    /// <summary>The time it was created.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    [JsonPropertyName("CreateTime")]
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>The time it was changed last.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    [JsonPropertyName("ModifyTime")]
    public DateTimeOffset? ModifyTime { get; init; }
}
