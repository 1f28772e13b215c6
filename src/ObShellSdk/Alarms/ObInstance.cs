using System.Text.Json.Serialization;

namespace ObShellSdk.Alarms;

/// <summary>What raises alerts: a cluster, or a zone, server or tenant of one.</summary>
public sealed record ObInstance : ObShellRecord
{
    /// <summary>Which of them it is.</summary>
    public ObInstanceType Type { get; init; }

    /// <summary>The cluster's name.</summary>
    [JsonPropertyName("obcluster")]
    public string? Cluster { get; init; }

    /// <summary>The zone's name; null for others.</summary>
    [JsonPropertyName("obzone")]
    public string? Zone { get; init; }

    /// <summary>The server's IP, without port; null for others.</summary>
    [JsonPropertyName("observer")]
    public string? Server { get; init; }

    /// <summary>The tenant's name; null for others.</summary>
    [JsonPropertyName("obtenant")]
    public string? Tenant { get; init; }

    internal void Validate(string name)
    {
        if (string.IsNullOrEmpty(Type.Value))
        {
            throw new ArgumentException($"An instance has a {nameof(Type)}.", name);
        }

        if ((Type == ObInstanceType.Cluster && string.IsNullOrEmpty(Cluster))
            || (Type == ObInstanceType.Zone && string.IsNullOrEmpty(Zone))
            || (Type == ObInstanceType.Server && string.IsNullOrEmpty(Server))
            || (Type == ObInstanceType.Tenant && string.IsNullOrEmpty(Tenant)))
        {
            throw new ArgumentException($"An instance of {nameof(Type)} '{Type}' has the name of what it is.", name);
        }
    }
}
