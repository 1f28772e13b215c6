using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObShellSdk.Http;

/// <summary>What the handshake needs of <c>GET /api/v1/info</c>. Anything in it may be unknown to this client without harm.</summary>
internal sealed record HandshakeInfo
{
    public string? Version { get; init; }

    public string? Identity { get; init; }

    [JsonPropertyName("supportedAuth")]
    public IReadOnlyList<string?>? SupportedAuth { get; init; }
}

/// <summary>
/// What the search for agents needs of <c>GET /api/v1/ob/info</c>. <c>GET /api/v1/ob/agents</c> is not used: agents that are taken over or added list the RPC ports of
/// observers there (ob/agent/executor/ob/info.go:287-295).
/// </summary>
internal sealed record DiscoveredCluster
{
    [JsonPropertyName("agent_info")]
    public IReadOnlyList<DiscoveredAgent?>? Agents { get; init; }

    [JsonPropertyName("obcluster_info")]
    public DiscoveredConfiguration? Configuration { get; init; }
}

internal sealed record DiscoveredAgent
{
    public string? Ip { get; init; }

    public int Port { get; init; }

    public string? Identity { get; init; }
}

/// <summary>Both members are empty from an agent that belongs to no cluster.</summary>
internal sealed record DiscoveredConfiguration
{
    public long Id { get; init; }

    public string? Name { get; init; }
}

/// <summary>What the handshake needs of <c>GET /api/v1/secret</c>.</summary>
internal sealed record HandshakeSecret
{
    /// <summary>Which agent answers; it may not be the only one at the address.</summary>
    public string? Ip { get; init; }

    public int Port { get; init; }

    public string? PublicKey { get; init; }
}

/// <summary>Which session to close.</summary>
internal sealed record LogOutRequest
{
    public required Secret SessionId { get; init; }
}

[JsonSerializable(typeof(LogOutRequest))]
[JsonSerializable(typeof(Secret))]
[JsonSerializable(typeof(DiscoveredCluster))]
[JsonSerializable(typeof(HandshakeInfo))]
[JsonSerializable(typeof(HandshakeSecret))]
[JsonSerializable(typeof(DateTimeOffset))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class HandshakeJson : JsonSerializerContext;
