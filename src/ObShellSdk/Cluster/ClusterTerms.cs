using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Cluster;

/// <summary>How far a cluster can be used, as seen by the agent that was asked. Servers may send others than the named ones; case does not count.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<ClusterStatus>))]
public readonly record struct ClusterStatus(string Value) : IOpenValue<ClusterStatus>
{
    /// <summary>Its observer does not run.</summary>
    public static ClusterStatus NotRunning { get; } = new("NOT RUNNING");

    /// <summary>Its observer runs, and takes no connection.</summary>
    public static ClusterStatus Running { get; } = new("RUNNING");

    /// <summary>Its observer takes connections, and not all statements.</summary>
    public static ClusterStatus Restricted { get; } = new("RESTRICTED");

    /// <summary>It can be used.</summary>
    public static ClusterStatus Available { get; } = new("AVAILABLE");

    /// <inheritdoc />
    public bool Equals(ClusterStatus other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static ClusterStatus IOpenValue<ClusterStatus>.Create(string value) => new(value);
}

/// <summary>For what a parameter is set. Servers may send others than the named ones; case does not count.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<ParameterScope>))]
public readonly record struct ParameterScope(string Value) : IOpenValue<ParameterScope>
{
    /// <summary>For the cluster, or some of its zones or observers.</summary>
    public static ParameterScope Cluster { get; } = new("CLUSTER");

    /// <summary>For tenants.</summary>
    public static ParameterScope Tenant { get; } = new("TENANT");

    /// <inheritdoc />
    public bool Equals(ParameterScope other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static ParameterScope IOpenValue<ParameterScope>.Create(string value) => new(value);
}

/// <summary>When a new value of a parameter counts. Servers may send others than the named ones; case does not count.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<ParameterEditLevel>))]
public readonly record struct ParameterEditLevel(string Value) : IOpenValue<ParameterEditLevel>
{
    /// <summary>At once.</summary>
    public static ParameterEditLevel Dynamic { get; } = new("DYNAMIC_EFFECTIVE");

    /// <summary>After the observer was started again.</summary>
    public static ParameterEditLevel Static { get; } = new("STATIC_EFFECTIVE");

    /// <summary>Never: it cannot be set.</summary>
    public static ParameterEditLevel ReadOnly { get; } = new("READONLY");

    /// <inheritdoc />
    public bool Equals(ParameterEditLevel other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static ParameterEditLevel IOpenValue<ParameterEditLevel>.Create(string value) => new(value);
}

/// <summary>What it is to stop observers.</summary>
public enum ObserverStopMode
{
    /// <summary>The observers serve nobody any more, and their processes run on.</summary>
    StopService,

    /// <summary>What is in memory is written to disk; then the processes are ended. The next start is quick.</summary>
    Terminate,

    /// <summary>The processes are killed at once: also while the database is away.</summary>
    Kill,
}
