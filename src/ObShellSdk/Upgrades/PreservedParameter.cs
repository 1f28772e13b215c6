using System.Text.Json.Serialization;

namespace ObShellSdk.Upgrades;

/// <summary>A parameter of one server whose value an upgrade keeps: it is changed for the time of the upgrade, and set back after.</summary>
/// <remarks>
/// Agents up to 4.5.0 do not read <see cref="EditLevel"/>, <see cref="DefaultValue"/>, <see cref="Section"/>, <see cref="Info"/> and <see cref="DataType"/> for this list: they
/// are always empty. <see cref="Cluster.ClusterClient.ListParametersAsync"/> describes parameters.
/// </remarks>
public sealed record PreservedParameter : ObShellRecord
{
    /// <summary>The address of the server.</summary>
    [JsonPropertyName("SvrIp")]
    public string ServerIp { get; init => field = value ?? ""; } = "";

    /// <summary>The RPC port of the server.</summary>
    [JsonPropertyName("SvrPort")]
    public int ServerPort { get; init; }

    /// <summary>The zone of the server.</summary>
    [JsonPropertyName("Zone")]
    public string Zone { get; init => field = value ?? ""; } = "";

    /// <summary>For what it holds, such as <c>CLUSTER</c> or <c>TENANT</c>.</summary>
    [JsonPropertyName("Scope")]
    public string Scope { get; init => field = value ?? ""; } = "";

    /// <summary>Such as <c>enable_rebalance</c>.</summary>
    [JsonPropertyName("Name")]
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The present value.</summary>
    [JsonPropertyName("Value")]
    public string Value { get; init => field = value ?? ""; } = "";

    /// <summary>For a parameter of a tenant, which; else 0.</summary>
    [JsonPropertyName("TenantId")]
    public long TenantId { get; init; }

    /// <summary>Always empty (see the remarks): when a change takes effect.</summary>
    [JsonPropertyName("EditLevel")]
    public string EditLevel { get; init => field = value ?? ""; } = "";

    /// <summary>Always empty (see the remarks): the default value.</summary>
    [JsonPropertyName("DefaultValue")]
    public string DefaultValue { get; init => field = value ?? ""; } = "";

    /// <summary>Always empty (see the remarks): the group that the parameter belongs to.</summary>
    [JsonPropertyName("Section")]
    public string Section { get; init => field = value ?? ""; } = "";

    /// <summary>Always empty (see the remarks): a description.</summary>
    [JsonPropertyName("Info")]
    public string Info { get; init => field = value ?? ""; } = "";

    /// <summary>Always empty (see the remarks): the type of the value.</summary>
    [JsonPropertyName("DataType")]
    public string DataType { get; init => field = value ?? ""; } = "";
}
