
namespace ObShellSdk.Cluster;

/// <summary>Optional settings for the initialization of a cluster.</summary>
public sealed record InitializeClusterRequest
{
    /// <summary>Whether time zones, GIS data and the like are imported into sys. Default: false.</summary>
    public bool? ImportScript { get; init; }

    /// <summary>Whether the user <c>proxyro</c> is created, by which an OBProxy reads the cluster. Default: false.</summary>
    public bool? CreateProxyroUser { get; init; }

    /// <summary>The password of <c>proxyro</c>; without <see cref="CreateProxyroUser"/> it has no effect. Default: the empty one.</summary>
    public Secret? ProxyroPassword { get; init; }
}
