using System.Text;
using Microsoft.AspNetCore.Http;
using ObShellSdk.Testing.State;

namespace ObShellSdk.Testing.Protocol;

/// <summary>A request after decryption of its header and body, or the reason why there was none.</summary>
internal sealed record DecryptedRequest
{
    /// <summary>The upload whose body stays in clear is told by its exact target.</summary>
    public const string PlainTarget = "/api/v1/package";

    private const string OceanBaseHeader = "X-OCS-Header";
    private const string AgentHeaderName = "X-OCS-Agent-Header";
    private const string V1Header = "X-OCS-Auth";

    public FakeHeaderKind Kind { get; private init; }

    public int Blocks { get; private init; }

    public AgentHeader? Header { get; private init; }

    /// <summary>The body in clear; null without one, or if it was not decryptable.</summary>
    public ArraySegment<byte>? Body { get; private init; }

    public bool WasEncrypted { get; private init; }

    public Failure? Failure { get; private init; }

    /// <summary>What a multipart body held, which is not kept otherwise; null for any other body.</summary>
    public Upload? Upload { get; private init; }

    public string? Text => Body is { } body ? Encoding.UTF8.GetString(body) : null;

    /// <summary>Header first, then body, as the server does it, and before anybody asks whether the route wants them.</summary>
    public static DecryptedRequest Open(AgentState state, IHeaderDictionary headers, string rawTarget, byte[] body)
    {
        ArraySegment<byte>? plainBody = body.Length == 0 ? default(ArraySegment<byte>?) : body;
        var (kind, ciphertext) = state.EncryptionDisabled ? default : Choose(state.Version, headers);
        if (kind is FakeHeaderKind.None)
        {
            return new DecryptedRequest { Body = plainBody };
        }

        var key = state.Key;
        var sealedRequest = new DecryptedRequest { Kind = kind, Blocks = key.CountBlocks(ciphertext) };
        var plaintext = key.Decrypt(ciphertext);
        if (plaintext is null)
        {
            return sealedRequest with { Failure = Failure.Of("Security.Authentication.Header.DecryptFailed", "not decryptable with the present key") };
        }

        var header = kind is FakeHeaderKind.V1 ? AgentHeader.ReadV1(plaintext) : AgentHeader.ReadV2(kind, plaintext);
        if (header is null)
        {
            return sealedRequest with { Failure = Failure.Of("Security.Authentication.Header.DecryptFailed", "the plaintext is not a header") };
        }

        if (kind is FakeHeaderKind.V1 || body.Length == 0 || rawTarget == PlainTarget)
        {
            return sealedRequest with { Header = header, Body = plainBody };
        }

        var opened = BodyCipher.Open(body, header.Keys);
        return sealedRequest with { Header = header, Body = opened.Plaintext, WasEncrypted = opened.Plaintext is not null, Failure = opened.Failure };
    }

    /// <summary>Puts a description in the place of a multipart body.</summary>
    public DecryptedRequest Describing(Upload upload) => this with { Body = null, Upload = upload };

    private static (FakeHeaderKind Kind, string Ciphertext) Choose(AgentVersion version, IHeaderDictionary headers)
    {
        if (version.SpeaksV1)
        {
            return Take(headers, FakeHeaderKind.V1, V1Header);
        }

        var agent = version.KnowsAgentPassword ? Take(headers, FakeHeaderKind.Agent, AgentHeaderName) : default;
        return agent.Kind is FakeHeaderKind.None ? Take(headers, FakeHeaderKind.OceanBase, OceanBaseHeader) : agent;
    }

    private static (FakeHeaderKind Kind, string Ciphertext) Take(IHeaderDictionary headers, FakeHeaderKind kind, string name)
        => headers[name] is [{ Length: > 0 } value, ..] ? (kind, value) : (FakeHeaderKind.None, "");
}
