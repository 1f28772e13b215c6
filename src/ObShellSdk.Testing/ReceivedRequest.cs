using System.Globalization;

namespace ObShellSdk.Testing;

/// <summary>Specifies the authentication header of a request.</summary>
public enum FakeHeaderKind
{
    /// <summary>No header that this version reads.</summary>
    None,

    /// <summary><c>X-OCS-Header</c>: root password or session.</summary>
    OceanBase,

    /// <summary><c>X-OCS-Agent-Header</c>: agent password. If it is present, <c>X-OCS-Header</c> is ignored.</summary>
    Agent,

    /// <summary><c>X-OCS-Auth</c>: authentication version 1, of 4.2.2.x only.</summary>
    V1,
}

/// <summary>A request as the agent received it. The properties of the response are null until it is sent. <see cref="ToString"/> contains no secrets.</summary>
public sealed class ReceivedRequest
{
    private readonly string? _plainBody;

    internal ReceivedRequest(string? plainBody)
    {
        _plainBody = plainBody;
        Body = Protocol.SecretMembers.Mask(plainBody);
    }

    /// <summary>The number of the request in the order of arrival, starting at 1.</summary>
    public int Number { get; internal set; }

    /// <summary>The HTTP method in upper case.</summary>
    public required string Method { get; init; }

    /// <summary>The path and query exactly as sent.</summary>
    public required string RawTarget { get; init; }

    /// <summary>The decoded path without query.</summary>
    public required string Path { get; init; }

    /// <summary>The <c>X-OBSHELL-Trace-ID</c> of the request, or null if there is none.</summary>
    public required string? TraceId { get; init; }

    /// <summary>The <c>Accept-Language</c> of the request, or null if there is none.</summary>
    public required string? AcceptLanguage { get; init; }

    /// <summary>The <c>Content-Type</c> of the request, or null if there is none.</summary>
    public required string? ContentType { get; init; }

    /// <summary>The decrypted body with secrets replaced by <c>******</c>, or null if there is no body, for an upload, or if decryption failed.</summary>
    public string? Body { get; }

    /// <summary>The part <c>file</c> of a multipart body, or null if there is none.</summary>
    public ReceivedFile? File { get; init; }

    /// <summary>The authentication header that the agent read.</summary>
    public required FakeHeaderKind HeaderKind { get; init; }

    /// <summary>Whether that header contained a session, valid or not.</summary>
    public required bool HasSession { get; init; }

    /// <summary>The number of RSA blocks of that header, including an incomplete last one; 0 without a header.</summary>
    public required int HeaderChunks { get; init; }

    /// <summary>Whether the body was encrypted and the agent could decrypt it.</summary>
    public required bool IsEncrypted { get; init; }

    /// <summary>The time the headers arrived, by the agent's clock.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The HTTP status of the response, or null if none was sent.</summary>
    public int? ResponseStatus { get; internal set; }

    /// <summary>The error code of the response, or null on success. It is set even for agents before 4.3.1, which do not send it.</summary>
    public string? ResponseErrorCode { get; internal set; }

    /// <summary>Whether the request was executed: by the agent, by <see cref="FakeResponse.Data"/>, or by a stub of <see cref="FakeAgent.WireMock"/> with a status below 400.</summary>
    /// <remarks>False for a request that the agent refused, such as a backup of a tenant that does not exist. If an agent of a <see cref="FakeCluster"/> forwards a request, the other agent executes it.</remarks>
    public bool Executed { get; internal set; }

    /// <summary>Returns the decrypted body including secrets, or null under the same conditions as <see cref="Body"/>.</summary>
    /// <returns>The text of the body.</returns>
    public string? RevealBody() => _plainBody;

    /// <summary>Returns number, method, target and response in one line, without the body.</summary>
    /// <returns>For example <c>#2 GET /api/v1/info (OceanBase) -> 200</c>.</returns>
    public override string ToString()
    {
        var answer = ResponseStatus?.ToString(CultureInfo.InvariantCulture) ?? "no answer";
        var code = ResponseErrorCode is null ? "" : " " + ResponseErrorCode;
        return $"#{Number} {Method} {RawTarget} ({HeaderKind}) -> {answer}{code}";
    }
}
