using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Tenants;

/// <summary>A tenant in short; <see cref="TenantClient.GetAsync"/> tells more.</summary>
public sealed record TenantOverview : ObShellRecord
{
    /// <summary>The number.</summary>
    public long TenantId { get; init; }

    /// <summary>The tenant.</summary>
    public string TenantName { get; init => field = value ?? ""; } = "";

    /// <summary>Whose SQL it speaks.</summary>
    public TenantMode Mode { get; init; }

    /// <summary>What it is in the middle of.</summary>
    public TenantStatus Status { get; init; }

    /// <summary>Whether the tenant is locked, so that users cannot log in.</summary>
    public YesNo Locked { get; init; }

    /// <summary>The zones by preference for leaders, such as <c>zone1;zone2,zone3</c>, or <c>RANDOM</c>.</summary>
    public string PrimaryZone { get; init => field = value ?? ""; } = "";

    /// <summary>Where its replicas lie, such as <c>FULL{1}@zone1, READONLY{1}@zone2</c>.</summary>
    public string Locality { get; init => field = value ?? ""; } = "";

    /// <summary>Whether it lies in the recycle bin.</summary>
    public YesNo InRecyclebin { get; init; }

    /// <summary>The time it was created.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? CreatedTime { get; init; }

    /// <summary>Whether it can only be read.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>The comment that was given when the tenant was created.</summary>
    public string Comment { get; init => field = value ?? ""; } = "";

    /// <summary>How to connect to it.</summary>
    public IReadOnlyList<TenantConnectionString> ConnectionStrings { get; init => field = value ?? []; } = [];
}
