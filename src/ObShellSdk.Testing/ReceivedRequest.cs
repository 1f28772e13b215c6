using System.Globalization;

namespace ObShellSdk.Testing;

/// <summary>Which authentication header a request carried.</summary>
public enum FakeHeaderKind
{
    /// <summary>None that the agent of this version reads.</summary>
    None,

    /// <summary><c>X-OCS-Header</c>: root password or session.</summary>
    OceanBase,

    /// <summary><c>X-OCS-Agent-Header</c>: agent password. Where it is there, <c>X-OCS-Header</c> is not looked at.</summary>
    Agent,

    /// <summary><c>X-OCS-Auth</c>: authentication version 1, of 4.2.2.x only.</summary>
    V1,
}

/// <summary>One request as the agent understood it. Prints no secret; the answer's part fills in once there is one.</summary>
public sealed class ReceivedRequest
{
    private readonly string? _plainBody;

    internal ReceivedRequest(string? plainBody)
    {
        _plainBody = plainBody;
        Body = Protocol.SecretMembers.Mask(plainBody);
    }

    /// <summary>Place in the order of arrival, from 1.</summary>
    public int Number { get; internal set; }

    /// <summary>HTTP method in upper case.</summary>
    public required string Method { get; init; }

    /// <summary>Path and query exactly as on the request line.</summary>
    public required string RawTarget { get; init; }

    /// <summary>The path, decoded, without query.</summary>
    public required string Path { get; init; }

    /// <summary>The caller's <c>X-OBSHELL-Trace-ID</c>; null when there was none.</summary>
    public required string? TraceId { get; init; }

    /// <summary>The caller's <c>Accept-Language</c>; null when there was none.</summary>
    public required string? AcceptLanguage { get; init; }

    /// <summary>The <c>Content-Type</c>; null when there was none.</summary>
    public required string? ContentType { get; init; }

    /// <summary>The decrypted body with secret members as <c>******</c>; null without a body, for an upload, or if it was not decryptable.</summary>
    public string? Body { get; }

    /// <summary>The part <c>file</c> of a multipart body; null for any other body, or if there was no such part.</summary>
    public ReceivedFile? File { get; init; }

    /// <summary>The authentication header that the agent read.</summary>
    public required FakeHeaderKind HeaderKind { get; init; }

    /// <summary>True when that header named a session, be it a good one or not.</summary>
    public required bool HasSession { get; init; }

    /// <summary>RSA blocks of that header, a broken last one included; 0 without a header.</summary>
    public required int HeaderChunks { get; init; }

    /// <summary>True when the body was encrypted and the agent could decrypt it.</summary>
    public required bool IsEncrypted { get; init; }

    /// <summary>When the headers arrived, by the agent's clock.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>HTTP status of the answer; null while there is none, and for good if the connection was cut before one.</summary>
    public int? AnswerStatus { get; internal set; }

    /// <summary>Error code of the answer; null on success. On agents before 4.3.1 it is known here, though not on the wire.</summary>
    public string? AnswerErrCode { get; internal set; }

    /// <summary>True once the request was carried out: by the agent, by a scripted success, or by a stub of <see cref="FakeAgent.WireMock"/> whose status is below 400.</summary>
    /// <remarks>False for what was refused, also where the agent looked at its state first, such as a backup of a tenant that does not exist. Of a call that an agent of a <see cref="FakeCluster"/> has passed on, it is the other agent that has carried it out.</remarks>
    public bool Executed { get; internal set; }

    /// <summary>The decrypted body as it came, secrets included. Null under the same conditions as <see cref="Body"/>.</summary>
    /// <returns>The text of the body.</returns>
    public string? RevealBody() => _plainBody;

    /// <summary>Method, target and answer in one line, without the body.</summary>
    /// <returns>For example <c>#2 GET /api/v1/info (OceanBase) -> 200</c>.</returns>
    public override string ToString()
    {
        var answer = AnswerStatus?.ToString(CultureInfo.InvariantCulture) ?? "no answer";
        var code = AnswerErrCode is null ? "" : " " + AnswerErrCode;
        return $"#{Number} {Method} {RawTarget} ({HeaderKind}) -> {answer}{code}";
    }
}
