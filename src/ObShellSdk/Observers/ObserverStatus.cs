using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Observers;

/// <summary>What an observer is doing, by its process, the database and the work under way. Agents may send other values than the named ones. The comparison ignores case.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<ObserverStatus>))]
public readonly record struct ObserverStatus(string Value) : IOpenValue<ObserverStatus>
{
    /// <summary>Serving.</summary>
    public static ObserverStatus Running { get; } = new("RUNNING");

    /// <summary>Not available, although it was not stopped.</summary>
    public static ObserverStatus Unavailable { get; } = new("UNAVAILABLE");

    /// <summary>The process is running but does not serve requests.</summary>
    public static ObserverStatus ServiceStopped { get; } = new("SERVICE_STOPPED");

    /// <summary>The process was ended.</summary>
    public static ObserverStatus ProcessStopped { get; } = new("PROCESS_STOPPED");

    /// <summary>The service is being stopped.</summary>
    public static ObserverStatus ServiceStopping { get; } = new("SERVICE_STOPPING");

    /// <summary>The process is being ended.</summary>
    public static ObserverStatus ProcessStopping { get; } = new("PROCESS_STOPPING");

    /// <summary>Being started.</summary>
    public static ObserverStatus Starting { get; } = new("STARTING");

    /// <summary>Being removed from the cluster.</summary>
    public static ObserverStatus Deleting { get; } = new("DELETING");

    /// <inheritdoc />
    public bool Equals(ObserverStatus other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static ObserverStatus IOpenValue<ObserverStatus>.Create(string value) => new(value);
}
