using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Metrics;

/// <summary>What metrics are about. Agents may send other values than the named ones. The comparison ignores case.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<MetricScope>))]
public readonly record struct MetricScope(string Value) : IOpenValue<MetricScope>
{
    /// <summary>The cluster and its servers.</summary>
    public static MetricScope Cluster { get; } = new("OBCLUSTER");

    /// <summary>One tenant.</summary>
    public static MetricScope Tenant { get; } = new("OBTENANT");

    /// <summary>The few that sum up the cluster.</summary>
    public static MetricScope ClusterOverview { get; } = new("OBCLUSTER_OVERVIEW");

    /// <summary>The few that sum up the tenants.</summary>
    public static MetricScope TenantOverview { get; } = new("OBTENANT_OVERVIEW");

    /// <summary>obproxy.</summary>
    public static MetricScope ObProxy { get; } = new("OBPROXY");

    /// <inheritdoc />
    public bool Equals(MetricScope other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static MetricScope IOpenValue<MetricScope>.Create(string value) => new(value);
}
