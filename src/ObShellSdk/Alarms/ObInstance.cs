using System.Text.Json.Serialization;

namespace ObShellSdk.Alarms;

/// <summary>An instance that alerts concern: a cluster, or a zone, server or tenant of one.</summary>
public sealed record ObInstance : ObShellRecord
{
    /// <summary>The kind of instance.</summary>
    public ObInstanceType Type { get; init; }

    /// <summary>The name of the cluster, or null if it is not known.</summary>
    [JsonPropertyName("obcluster")]
    public string? Cluster { get; init; }

    /// <summary>The name of the zone, or null if the instance is not a zone.</summary>
    [JsonPropertyName("obzone")]
    public string? Zone { get; init; }

    /// <summary>The IP address of the server without port, or null if the instance is not a server.</summary>
    [JsonPropertyName("observer")]
    public string? Server { get; init; }

    /// <summary>The name of the tenant, or null if the instance is not a tenant.</summary>
    [JsonPropertyName("obtenant")]
    public string? Tenant { get; init; }

    internal void Validate(string name)
    {
        if (string.IsNullOrEmpty(Type.Value))
        {
            throw new ArgumentException($"{nameof(Type)} of an instance must not be empty.", name);
        }

        if ((Type == ObInstanceType.Cluster && string.IsNullOrEmpty(Cluster))
            || (Type == ObInstanceType.Zone && string.IsNullOrEmpty(Zone))
            || (Type == ObInstanceType.Server && string.IsNullOrEmpty(Server))
            || (Type == ObInstanceType.Tenant && string.IsNullOrEmpty(Tenant)))
        {
            throw new ArgumentException($"An instance of {nameof(Type)} '{Type}' must have the name of that cluster, zone, server or tenant.", name);
        }
    }
}
