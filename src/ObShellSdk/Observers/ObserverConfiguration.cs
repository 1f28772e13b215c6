using System.Text.Json.Serialization;
using ObShellSdk.Cluster;

namespace ObShellSdk.Observers;

/// <summary>Start options of observers of a cluster that is to be initialized. For their scope they take the place of what was set before.</summary>
public sealed record ObserverConfiguration
{
    /// <summary>
    /// The options by name, at least one, such as <c>mysql_port</c>, <c>rpc_port</c>, <c>data_dir</c>, <c>redo_dir</c>, <c>memory_limit</c>, <c>datafile_size</c>.
    /// Not those that <see cref="ClusterClient.ConfigureAsync"/> sets, nor zone, address and network device.
    /// </summary>
    [JsonPropertyName("observerConfig")]
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    /// <summary>The observers. Of options for all, for a zone and for one observer, what was set last counts.</summary>
    public required ClusterScope Scope { get; init; }

    internal void Validate(string name)
    {
        if (Options is not { Count: > 0 } || Scope is null)
        {
            throw new ArgumentException($"{nameof(Options)} and {nameof(Scope)} must not be null.", name);
        }
    }
}
