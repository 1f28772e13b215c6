using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Tenants;

/// <summary>A tenant in detail.</summary>
public sealed record TenantInfo : ObShellRecord
{
    /// <summary>The tenant.</summary>
    public string TenantName { get; init => field = value ?? ""; } = "";

    /// <summary>The number.</summary>
    public long TenantId { get; init; }

    /// <summary>The time it was created.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? CreatedTime { get; init; }

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

    /// <summary>The character set of its server, such as <c>utf8mb4</c>; empty if it is not known.</summary>
    public string Charset { get; init => field = value ?? ""; } = "";

    /// <summary>The collation of its server, such as <c>utf8mb4_general_ci</c>; empty if it is not known.</summary>
    public string Collation { get; init => field = value ?? ""; } = "";

    /// <summary>The addresses that may connect, with commas; <c>%</c> for all.</summary>
    public string Whitelist { get; init => field = value ?? ""; } = "";

    /// <summary>The resource pools that it has.</summary>
    public IReadOnlyList<TenantPool> Pools { get; init => field = value ?? []; } = [];

    /// <summary>Whether it can only be read.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>The time zone, such as <c>+08:00</c>.</summary>
    public string TimeZone { get; init => field = value ?? ""; } = "";

    /// <summary>The variable <c>lower_case_table_names</c>, a number as text: <c>0</c>, <c>1</c> or <c>2</c>.</summary>
    public string LowerCaseTableNames { get; init => field = value ?? ""; } = "";

    /// <summary>Whether the observers look for deadlocks.</summary>
    public bool DeadLockDetectionEnabled { get; init; }

    /// <summary>How to connect to it.</summary>
    public IReadOnlyList<TenantConnectionString> ConnectionStrings { get; init => field = value ?? []; } = [];

    /// <summary>The comment that was given when the tenant was created.</summary>
    public string Comment { get; init => field = value ?? ""; } = "";
}
