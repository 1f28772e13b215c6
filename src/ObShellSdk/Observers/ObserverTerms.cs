using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Observers;

/// <summary>What an observer is doing, by its process, the database and the work under way. Servers may send others than the named ones; case does not count.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<ObserverStatus>))]
public readonly record struct ObserverStatus(string Value) : IOpenValue<ObserverStatus>
{
    /// <summary>Serving.</summary>
    public static ObserverStatus Running { get; } = new("RUNNING");

    /// <summary>Cannot be used, though nobody stopped it.</summary>
    public static ObserverStatus Unavailable { get; } = new("UNAVAILABLE");

    /// <summary>Its process runs, and serves nobody.</summary>
    public static ObserverStatus ServiceStopped { get; } = new("SERVICE_STOPPED");

    /// <summary>Its process was ended.</summary>
    public static ObserverStatus ProcessStopped { get; } = new("PROCESS_STOPPED");

    /// <summary>Its service is being stopped.</summary>
    public static ObserverStatus ServiceStopping { get; } = new("SERVICE_STOPPING");

    /// <summary>Its process is being ended.</summary>
    public static ObserverStatus ProcessStopping { get; } = new("PROCESS_STOPPING");

    /// <summary>Being started.</summary>
    public static ObserverStatus Starting { get; } = new("STARTING");

    /// <summary>Being removed from the cluster.</summary>
    public static ObserverStatus Deleting { get; } = new("DELETING");

    /// <inheritdoc />
    public bool Equals(ObserverStatus other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static ObserverStatus IOpenValue<ObserverStatus>.Create(string value) => new(value);
}

/// <summary>What the database itself says of an observer. Servers may send others than the named ones; case does not count.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<ObserverInnerStatus>))]
public readonly record struct ObserverInnerStatus(string Value) : IOpenValue<ObserverInnerStatus>
{
    /// <summary>It is in touch with the others.</summary>
    public static ObserverInnerStatus Active { get; } = new("ACTIVE");

    /// <summary>It is not.</summary>
    public static ObserverInnerStatus Inactive { get; } = new("INACTIVE");

    /// <summary>It is being removed.</summary>
    public static ObserverInnerStatus Deleting { get; } = new("DELETING");

    /// <summary>It was stopped (<c>ALTER SYSTEM STOP SERVER</c>). Only <see cref="Cluster.ServerConfig.Status"/> has this value.</summary>
    public static ObserverInnerStatus Stopped { get; } = new("STOPPED");

    /// <inheritdoc />
    public bool Equals(ObserverInnerStatus other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static ObserverInnerStatus IOpenValue<ObserverInnerStatus>.Create(string value) => new(value);
}

/// <summary>How far the observer of an agent can be used. Servers may send other numbers.</summary>
public enum ObserverState
{
    /// <summary>Its process does not run.</summary>
    NotRunning = 0,

    /// <summary>Its process runs, and takes no connection.</summary>
    Unreachable = 1,

    /// <summary>It takes connections, and not all statements: the cluster has no majority, or is not bootstrapped.</summary>
    Restricted = 2,

    /// <summary>It can be used.</summary>
    Available = 3,
}
