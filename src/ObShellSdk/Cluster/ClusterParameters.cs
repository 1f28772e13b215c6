using System.Text.Json.Serialization;

namespace ObShellSdk.Cluster;

/// <summary>A parameter of the cluster or of its tenants, with the value that each observer has.</summary>
public sealed record ClusterParameter : ObShellRecord
{
    /// <summary>The parameter.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>For what it is set.</summary>
    public ParameterScope Scope { get; init; }

    /// <summary>When a new value counts.</summary>
    public ParameterEditLevel EditLevel { get; init; }

    /// <summary>The value that it has unless set.</summary>
    public string DefaultValue { get; init => field = value ?? ""; } = "";

    /// <summary>The part of the database that it belongs to, such as <c>ROOT_SERVICE</c>.</summary>
    public string Section { get; init => field = value ?? ""; } = "";

    /// <summary>What its values are, such as <c>CAPACITY</c>, <c>TIME</c> or <c>BOOL</c>.</summary>
    public string DataType { get; init => field = value ?? ""; } = "";

    /// <summary>What it does, in the words of the database.</summary>
    public string Info { get; init => field = value ?? ""; } = "";

    /// <summary>The value on each observer; for a parameter of tenants, of each tenant.</summary>
    [JsonPropertyName("ob_parameters")]
    public IReadOnlyList<ServerParameterValue> ServerValues { get; init => field = value ?? []; } = [];

    /// <summary>For a parameter of tenants: the value of each, once for each observer. Else empty.</summary>
    [JsonPropertyName("tenant_value")]
    public IReadOnlyList<TenantParameterValue> TenantValues { get; init => field = value ?? []; } = [];

    /// <summary>The different values that it has.</summary>
    public IReadOnlyList<string> Values { get; init => field = value ?? []; } = [];

    /// <summary>Whether it has the same value everywhere.</summary>
    public bool IsSingleValue { get; init; }
}

/// <summary>The value of a parameter on one observer.</summary>
public sealed record ServerParameterValue : ObShellRecord
{
    /// <summary>The observer: IPv4, or IPv6 without brackets.</summary>
    public string SvrIp { get; init => field = value ?? ""; } = "";

    /// <summary>The RPC port of the observer.</summary>
    public int SvrPort { get; init; }

    /// <summary>The zone of the observer.</summary>
    public string Zone { get; init => field = value ?? ""; } = "";

    /// <summary>The number of the tenant; 0 for a parameter of the cluster.</summary>
    public long TenantId { get; init; }

    /// <summary>The tenant; empty for a parameter of the cluster.</summary>
    public string TenantName { get; init => field = value ?? ""; } = "";

    /// <summary>The value.</summary>
    public string Value { get; init => field = value ?? ""; } = "";
}

/// <summary>The value of a parameter of one tenant.</summary>
public sealed record TenantParameterValue : ObShellRecord
{
    /// <summary>The number of the tenant.</summary>
    public long TenantId { get; init; }

    /// <summary>The tenant.</summary>
    public string TenantName { get; init => field = value ?? ""; } = "";

    /// <summary>The value.</summary>
    public string Value { get; init => field = value ?? ""; } = "";
}

/// <summary>A new value of one parameter, and where it shall count.</summary>
public sealed record ClusterParameterChange
{
    /// <summary>The parameter.</summary>
    public required string Name { get; init; }

    /// <summary>The new value; not empty.</summary>
    public required string Value { get; init; }

    /// <summary><see cref="ParameterScope.Cluster"/> or <see cref="ParameterScope.Tenant"/>.</summary>
    public required ParameterScope Scope { get; init; }

    /// <summary>The zones where it shall count; not together with <see cref="Servers"/>, and without effect for tenants. Default: everywhere.</summary>
    public IReadOnlyList<string>? Zones { get; init; }

    /// <summary>The observers where it shall count, by address and RPC port, such as <c>10.0.0.1:2882</c>; not together with <see cref="Zones"/>, and without effect for tenants. Default: everywhere.</summary>
    public IReadOnlyList<string>? Servers { get; init; }

    /// <summary>The tenants for which it shall count, of scope tenant only. Default: sys alone.</summary>
    public IReadOnlyList<string>? Tenants { get; init; }

    /// <summary>Whether it shall count for all user tenants; of scope tenant only, in place of <see cref="Tenants"/>. Default: false.</summary>
    [JsonPropertyName("all_user_tenant")]
    public bool? AllUserTenants { get; init; }

    internal void Validate(string name)
    {
        if (string.IsNullOrEmpty(Name) || string.IsNullOrEmpty(Value))
        {
            throw new ArgumentException($"{nameof(Name)} and {nameof(Value)} are required and not empty.", name);
        }

        if (Scope != ParameterScope.Cluster && Scope != ParameterScope.Tenant)
        {
            throw new ArgumentException($"{nameof(Scope)} is {ParameterScope.Cluster} or {ParameterScope.Tenant}.", name);
        }

        if (Zones is { Count: > 0 } && Servers is { Count: > 0 })
        {
            throw new ArgumentException($"{nameof(Zones)} and {nameof(Servers)} exclude each other.", name);
        }

        bool namesTenants = Tenants is { Count: > 0 };
        if ((namesTenants && AllUserTenants is true) || (Scope == ParameterScope.Cluster && (namesTenants || AllUserTenants is true)))
        {
            throw new ArgumentException($"{nameof(Tenants)} and {nameof(AllUserTenants)} exclude each other, and are for scope {ParameterScope.Tenant} only.", name);
        }
    }
}

internal sealed record SetClusterParametersRequest
{
    public required IReadOnlyList<ClusterParameterChange> Params { get; init; }
}
