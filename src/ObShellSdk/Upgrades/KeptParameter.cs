using System.Text.Json.Serialization;

namespace ObShellSdk.Upgrades;

/// <summary>A parameter of one server whose value an upgrade keeps: it is changed for the time of the upgrade, and set back after.</summary>
public sealed record KeptParameter : ObShellRecord
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

    /// <summary>Its present value.</summary>
    [JsonPropertyName("Value")]
    public string Value { get; init => field = value ?? ""; } = "";

    /// <summary>For a parameter of a tenant, which; else 0.</summary>
    [JsonPropertyName("TenantId")]
    public long TenantId { get; init; }

    /// <summary>When a change takes effect, such as <c>DYNAMIC_EFFECTIVE</c>.</summary>
    [JsonPropertyName("EditLevel")]
    public string EditLevel { get; init => field = value ?? ""; } = "";

    /// <summary>The value that it has by itself.</summary>
    [JsonPropertyName("DefaultValue")]
    public string DefaultValue { get; init => field = value ?? ""; } = "";

    /// <summary>The group that it belongs to, such as <c>LOAD_BALANCE</c>.</summary>
    [JsonPropertyName("Section")]
    public string Section { get; init => field = value ?? ""; } = "";

    /// <summary>What it is for.</summary>
    [JsonPropertyName("Info")]
    public string Info { get; init => field = value ?? ""; } = "";

    /// <summary>The type of its value, such as <c>BOOL</c> or <c>TIME</c>.</summary>
    [JsonPropertyName("DataType")]
    public string DataType { get; init => field = value ?? ""; } = "";
}
