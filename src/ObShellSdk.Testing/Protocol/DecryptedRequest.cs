using System.Text;
using Microsoft.AspNetCore.Http;
using ObShellSdk.Testing.State;

namespace ObShellSdk.Testing.Protocol;

/// <summary>The header and body of a request after decryption, or the failure of the decryption.</summary>
internal sealed record DecryptedRequest
{
    /// <summary>The exact target of the upload whose body is not encrypted.</summary>
    public const string PlainTarget = "/api/v1/package";

    private const string OceanBaseHeader = "X-OCS-Header";
    private const string AgentHeaderName = "X-OCS-Agent-Header";
    private const string V1Header = "X-OCS-Auth";

    public FakeHeaderKind Kind { get; private init; }

    public int Blocks { get; private init; }

    public AgentHeader? Header { get; private init; }

    /// <summary>The decrypted body, or null if there is none or the decryption failed.</summary>
    public ArraySegment<byte>? Body { get; private init; }

    public bool WasEncrypted { get; private init; }

    public Failure? Failure { get; private init; }

    /// <summary>The content of a multipart body, or null for any other body.</summary>
    public Upload? Upload { get; private init; }

    public string? Text => Body is { } body ? Encoding.UTF8.GetString(body) : null;

    /// <summary>Decrypts the header, then the body, before the route is known, as on the server.</summary>
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

    /// <summary>Replaces a multipart body with its description.</summary>
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
