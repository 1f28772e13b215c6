using System.Collections.ObjectModel;
using System.Text.Json.Serialization;
using ObShellSdk.Agents;

namespace ObShellSdk.Cluster;

/// <summary>What identifies the cluster to initialize. It replaces what an earlier call set, except for the password.</summary>
public sealed record ClusterConfiguration
{
    /// <summary>The number of the cluster, from 1.</summary>
    [JsonPropertyName("clusterId")]
    public required long ClusterId { get; init; }

    /// <summary>The name of the cluster.</summary>
    [JsonPropertyName("clusterName")]
    public required string ClusterName { get; init; }

    /// <summary>
    /// The password that root@sys will have. Null (the default) keeps the password of an earlier call, or the empty one if there was none; give the empty text to
    /// take an earlier one back.
    /// </summary>
    [JsonPropertyName("rootPwd")]
    public Secret? RootPassword { get; init; }

    /// <summary>
    /// The root servers, one a zone, each with RPC port and SQL port: <c>10.0.0.1:2882:2881;10.0.0.2:2882:2881</c>, IPv6 in brackets. Default: chosen by the agent.
    /// </summary>
    [JsonPropertyName("rsList")]
    public string? RootServerList { get; init; }

    internal void Validate(string name)
    {
        if (ClusterId < 1 || string.IsNullOrEmpty(ClusterName))
        {
            throw new ArgumentException($"{nameof(ClusterId)} is at least 1, and {nameof(ClusterName)} is required.", name);
        }
    }
}

/// <summary>What is done beside the initialization of a cluster.</summary>
public sealed record InitializeClusterRequest
{
    /// <summary>Whether time zones, GIS data and the like are imported into sys. Default: false.</summary>
    public bool? ImportScript { get; init; }

    /// <summary>Whether the user <c>proxyro</c> is created, by which an OBProxy reads the cluster. Default: false.</summary>
    public bool? CreateProxyroUser { get; init; }

    /// <summary>The password of <c>proxyro</c>; without <see cref="CreateProxyroUser"/> it has no effect. Default: the empty one.</summary>
    public Secret? ProxyroPassword { get; init; }
}

/// <summary>Which observers to start.</summary>
public sealed record StartClusterRequest
{
    /// <summary>The observers.</summary>
    public required ClusterScope Scope { get; init; }

    /// <summary>Failed DAGs that stand in the way and are passed over first: their generic ids. Default: none.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> DagsToPass { get; init => field = value ?? []; } = [];

    [JsonInclude]
    [JsonPropertyName("forcePassDag")]
    internal PassedDags? ForcePassDag => PassedDags.Of(DagsToPass);

    internal void Validate(string name)
    {
        if (Scope is null)
        {
            throw new ArgumentException($"{nameof(Scope)} is required.", name);
        }
    }
}

/// <summary>Which observers to stop, and how.</summary>
public sealed record StopClusterRequest
{
    /// <summary>The observers.</summary>
    public required ClusterScope Scope { get; init; }

    /// <summary>
    /// How. <see cref="ObserverStopMode.StopService"/> (the default) is for observers of one zone; while the database is away, only
    /// <see cref="ObserverStopMode.Kill"/> works, and not for zones. With IPv6 addresses, the agent cannot tell the zone of single observers (<see cref="ClusterScope.Servers"/>): it then
    /// refuses <see cref="ObserverStopMode.StopService"/> with <see cref="Errors.ObShellErrorCodes.ServerStoppedInMultiZone"/> while any observer is stopped, even one of the same zone, and does not notice
    /// observers of several zones. Stop the whole zone instead.
    /// </summary>
    [JsonIgnore]
    public ObserverStopMode Mode { get; init; }

    /// <summary>Failed DAGs that stand in the way and are passed over first: their generic ids. Default: none.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> DagsToPass { get; init => field = value ?? []; } = [];

    [JsonInclude]
    internal bool Force => Mode == ObserverStopMode.Kill;

    [JsonInclude]
    internal bool Terminate => Mode == ObserverStopMode.Terminate;

    [JsonInclude]
    [JsonPropertyName("forcePassDag")]
    internal PassedDags? ForcePassDag => PassedDags.Of(DagsToPass);

    internal void Validate(string name)
    {
        if (Scope is null)
        {
            throw new ArgumentException($"{nameof(Scope)} is required.", name);
        }

        if (!Enum.IsDefined(Mode) || (Scope.IsGlobal && Mode == ObserverStopMode.StopService))
        {
            throw new ArgumentException(
                $"{nameof(Mode)} is {nameof(ObserverStopMode.Terminate)} or {nameof(ObserverStopMode.Kill)}, or for less than all observers {nameof(ObserverStopMode.StopService)}.", name);
        }
    }
}

/// <summary>Which observer joins the cluster, and how it is set up.</summary>
public sealed record ScaleOutRequest
{
    /// <summary>The agent beside the observer. It must be single, with the version of OceanBase that the cluster has.</summary>
    [JsonPropertyName("agentInfo")]
    public required AgentAddress Agent { get; init; }

    /// <summary>The zone that the observer joins; a new one is created.</summary>
    public required string Zone { get; init; }

    /// <summary>Start options of the observer by name, such as <c>mysql_port</c>, <c>rpc_port</c>, <c>memory_limit</c>. Default: none.</summary>
    [JsonPropertyName("obConfigs")]
    public IReadOnlyDictionary<string, string> ObserverOptions { get; init => field = value ?? ReadOnlyDictionary<string, string>.Empty; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The password of the new agent itself, if it has one. Default: none.</summary>
    [JsonPropertyName("targetAgentPassword")]
    public Secret? AgentPassword { get; init; }

    internal void Validate(string name)
    {
        if (Agent is null || string.IsNullOrEmpty(Zone))
        {
            throw new ArgumentException($"{nameof(Agent)} and {nameof(Zone)} are required.", name);
        }

        Agent.Validate(name);
    }
}

/// <summary>Which observer leaves the cluster.</summary>
public sealed record ScaleInRequest
{
    /// <summary>The agent beside the observer; not the one that is asked.</summary>
    [JsonPropertyName("agent_info")]
    public required AgentAddress Agent { get; init; }

    /// <summary>
    /// Whether the process is killed first, for an observer that cannot be used any more; the agent refuses it where a log stream would lose its
    /// majority. Default: false.
    /// </summary>
    public bool? ForceKill { get; init; }

    internal void Validate(string name)
    {
        if (Agent is null)
        {
            throw new ArgumentException($"{nameof(Agent)} is required.", name);
        }

        Agent.Validate(name);
    }
}

/// <summary>DAGs that are passed over first, as the agent wants them: a list of ids in an object.</summary>
internal sealed record PassedDags
{
    public required IReadOnlyList<string> Id { get; init; }

    public static PassedDags? Of(IReadOnlyList<string> ids) => ids.Count == 0 ? null : new PassedDags { Id = ids };
}
