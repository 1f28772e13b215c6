using System.Text.Json.Serialization;

namespace ObShellSdk.ObProxy;

/// <summary>An OBProxy that is installed on the agent's host, and how to start it.</summary>
public sealed record AddObProxyRequest
{
    /// <summary>The absolute path of the folder that it is installed in, on the agent's host; it must not have run there before.</summary>
    public required string HomePath { get; init; }

    /// <summary>The name of the application. Default: OBProxy's own.</summary>
    public string? Name { get; init; }

    /// <summary>The port for SQL clients. Default: 2883.</summary>
    public int? SqlPort { get; init; }

    /// <summary>The port for RPC. Default: 2885.</summary>
    public int? RpcPort { get; init; }

    /// <summary>The port for metrics. Default: 2884.</summary>
    public int? ExporterPort { get; init; }

    /// <summary>The password of the database user <c>proxyro</c>, as which OBProxy asks the cluster. Default: none.</summary>
    public Secret? ProxyroPassword { get; init; }

    /// <summary>The password to set for the administrator of the OBProxy. Default: none.</summary>
    [JsonPropertyName("obproxy_sys_password")]
    public Secret? ObProxySysPassword { get; init; }

    /// <summary>
    /// The root servers of the cluster, such as <c>10.0.0.1:2881;10.0.0.2:2881</c>. IPv6 in brackets. Not together with <see cref="ConfigUrl"/>. Default: those of the agent's own
    /// cluster, which works with IPv4 addresses alone.
    /// </summary>
    public string? RsList { get; init; }

    /// <summary>The address of a configuration server that knows the clusters. Not together with <see cref="RsList"/>. Default: none.</summary>
    public string? ConfigUrl { get; init; }

    /// <summary>Further parameters of the OBProxy, by name. Members of the request go before parameters that say the same.</summary>
    public IReadOnlyDictionary<string, string>? Parameters { get; init; }

    internal void Validate(string name)
    {
        if (string.IsNullOrWhiteSpace(HomePath))
        {
            throw new ArgumentException($"{nameof(HomePath)} must not be empty.", name);
        }

        if (RsList is not null && ConfigUrl is not null)
        {
            throw new ArgumentException($"{nameof(RsList)} and {nameof(ConfigUrl)} cannot be combined.", name);
        }

        if (new[] { SqlPort, RpcPort, ExporterPort }.Any(static port => port is < 1 or > 65535))
        {
            throw new ArgumentException("A port must be between 1 and 65535.", name);
        }
    }
}
