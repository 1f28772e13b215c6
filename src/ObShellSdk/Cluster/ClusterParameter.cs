using System.Text.Json.Serialization;

namespace ObShellSdk.Cluster;

/// <summary>A parameter of the cluster or of its tenants, with the value that each observer has.</summary>
public sealed record ClusterParameter : ObShellRecord
{
    /// <summary>The name of the parameter.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The scope of the parameter.</summary>
    public ParameterScope Scope { get; init; }

    /// <summary>When a new value takes effect.</summary>
    public ParameterEditLevel EditLevel { get; init; }

    /// <summary>The default value.</summary>
    public string DefaultValue { get; init => field = value ?? ""; } = "";

    /// <summary>The part of the database that it belongs to, such as <c>ROOT_SERVICE</c>.</summary>
    public string Section { get; init => field = value ?? ""; } = "";

    /// <summary>The type of the value, such as <c>CAPACITY</c>, <c>TIME</c> or <c>BOOL</c>.</summary>
    public string DataType { get; init => field = value ?? ""; } = "";

    /// <summary>The description, in the words of the database.</summary>
    public string Info { get; init => field = value ?? ""; } = "";

    /// <summary>The value on each observer; for a tenant parameter, of each tenant.</summary>
    [JsonPropertyName("ob_parameters")]
    public IReadOnlyList<ServerParameterValue> ServerValues { get; init => field = value ?? []; } = [];

    /// <summary>The value of each tenant, once for each observer; empty if it is not a tenant parameter.</summary>
    [JsonPropertyName("tenant_value")]
    public IReadOnlyList<TenantParameterValue> TenantValues { get; init => field = value ?? []; } = [];

    /// <summary>The distinct values.</summary>
    public IReadOnlyList<string> Values { get; init => field = value ?? []; } = [];

    /// <summary>Whether the value is the same everywhere.</summary>
    public bool IsSingleValue { get; init; }
}
