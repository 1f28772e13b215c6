using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Cluster;

/// <summary>The availability of a cluster, as seen by the called agent. Agents may send other values than the named ones. The comparison ignores case.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<ClusterStatus>))]
public readonly record struct ClusterStatus(string Value) : IOpenValue<ClusterStatus>
{
    /// <summary>The observer of the agent is not running.</summary>
    public static ClusterStatus NotRunning { get; } = new("NOT RUNNING");

    /// <summary>The observer is running but does not accept connections.</summary>
    public static ClusterStatus Running { get; } = new("RUNNING");

    /// <summary>The observer accepts connections but not all statements.</summary>
    public static ClusterStatus Restricted { get; } = new("RESTRICTED");

    /// <summary>The cluster is available.</summary>
    public static ClusterStatus Available { get; } = new("AVAILABLE");

    /// <inheritdoc />
    public bool Equals(ClusterStatus other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static ClusterStatus IOpenValue<ClusterStatus>.Create(string value) => new(value);
}
