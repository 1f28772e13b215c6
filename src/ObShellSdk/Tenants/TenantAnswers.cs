using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Tenants;

/// <summary>A tenant in short; <see cref="TenantClient.GetAsync"/> tells more.</summary>
public sealed record TenantOverview : ObShellRecord
{
    /// <summary>Its number.</summary>
    public long TenantId { get; init; }

    /// <summary>The tenant.</summary>
    public string TenantName { get; init => field = value ?? ""; } = "";

    /// <summary>Whose SQL it speaks.</summary>
    public TenantMode Mode { get; init; }

    /// <summary>What it is in the middle of.</summary>
    public TenantStatus Status { get; init; }

    /// <summary>Whether it is locked: nobody can log in.</summary>
    public YesNo Locked { get; init; }

    /// <summary>The zones by preference for leaders, such as <c>zone1;zone2,zone3</c>, or <c>RANDOM</c>.</summary>
    public string PrimaryZone { get; init => field = value ?? ""; } = "";

    /// <summary>Where its replicas lie, such as <c>FULL{1}@zone1, READONLY{1}@zone2</c>.</summary>
    public string Locality { get; init => field = value ?? ""; } = "";

    /// <summary>Whether it lies in the recycle bin.</summary>
    public YesNo InRecyclebin { get; init; }

    /// <summary>When it was created.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? CreatedTime { get; init; }

    /// <summary>Whether it can only be read.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>What whoever created it said about it.</summary>
    public string Comment { get; init => field = value ?? ""; } = "";

    /// <summary>How to connect to it.</summary>
    public IReadOnlyList<TenantConnectionString> ConnectionStrings { get; init => field = value ?? []; } = [];
}

/// <summary>Whether an agent can log in to a tenant as its root user.</summary>
public sealed record TenantLoginCheck : ObShellRecord
{
    /// <summary>Whether the password that was used is right, and the tenant answers.</summary>
    public bool IsConnectable { get; init; }

    /// <summary>As agents tell it: true only when they were to log in without any password, as to <c>sys</c>.</summary>
    public bool IsPasswordExists { get; init; }

    /// <summary>Whether the root user has the empty password.</summary>
    public bool IsEmptyRootPassword { get; init; }
}

/// <summary>A choice of variables and parameters for new tenants.</summary>
public sealed record ParameterTemplate : ObShellRecord
{
    /// <summary>Its name, for <see cref="CreateTenantRequest.Scenario"/>.</summary>
    public string Scenario { get; init => field = value ?? ""; } = "";

    /// <summary>What load it is for, in the language of <see cref="ObShellClientOptions.Language"/>.</summary>
    public string Description { get; init => field = value ?? ""; } = "";
}

/// <summary>How many slow statements a tenant ran.</summary>
public sealed record TenantSlowSqlCount : ObShellRecord
{
    /// <summary>The number of the tenant.</summary>
    public long TenantId { get; init; }

    /// <summary>The tenant.</summary>
    public string TenantName { get; init => field = value ?? ""; } = "";

    /// <summary>How many different statements were slow.</summary>
    public long Count { get; init; }
}

/// <summary>A parameter of a tenant.</summary>
public sealed record TenantParameter : ObShellRecord
{
    /// <summary>The parameter.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Its value, as text. A parameter comes once for each value that differs between observers.</summary>
    public string Value { get; init => field = value ?? ""; } = "";

    /// <summary>What its values are, such as <c>INT</c>, <c>BOOL</c> or <c>CAPACITY</c>.</summary>
    public string DataType { get; init => field = value ?? ""; } = "";

    /// <summary>What it is for.</summary>
    public string Info { get; init => field = value ?? ""; } = "";

    /// <summary>When a change takes effect, such as <c>DYNAMIC_EFFECTIVE</c>; <c>READONLY</c> where it cannot be changed.</summary>
    public string EditLevel { get; init => field = value ?? ""; } = "";
}

/// <summary>A global variable of a tenant.</summary>
public sealed record TenantVariable : ObShellRecord
{
    /// <summary>The variable.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Its value, as text.</summary>
    public string Value { get; init => field = value ?? ""; } = "";

    /// <summary>What it is for.</summary>
    public string Info { get; init => field = value ?? ""; } = "";
}
