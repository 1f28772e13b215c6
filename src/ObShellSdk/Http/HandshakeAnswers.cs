using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Http;

/// <summary>What the handshake needs of <c>GET /api/v1/info</c>. Anything in it may be unknown to this client without harm.</summary>
internal sealed record HandshakeInfo
{
    public string? Version { get; init; }

    public string? Identity { get; init; }

    [JsonPropertyName("supportedAuth")]
    public IReadOnlyList<string?>? SupportedAuth { get; init; }
}

/// <summary>What the search for agents needs of <c>GET /api/v1/ob/agents</c>.</summary>
internal sealed record DiscoveredAgent
{
    public string? Ip { get; init; }

    public int Port { get; init; }
}

/// <summary>What the handshake needs of <c>GET /api/v1/secret</c>.</summary>
internal sealed record HandshakeSecret
{
    public string? PublicKey { get; init; }
}

/// <summary>Which session to close.</summary>
internal sealed record LogOutRequest
{
    public required Secret SessionId { get; init; }
}

[JsonSerializable(typeof(LogOutRequest))]
[JsonSerializable(typeof(Secret))]
[JsonSerializable(typeof(ListContents<DiscoveredAgent>))]
[JsonSerializable(typeof(HandshakeInfo))]
[JsonSerializable(typeof(HandshakeSecret))]
[JsonSerializable(typeof(DateTimeOffset))]
internal sealed partial class HandshakeJson : JsonSerializerContext;
