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
