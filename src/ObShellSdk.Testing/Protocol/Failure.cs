using System.Net;

namespace ObShellSdk.Testing.Protocol;

/// <summary>An error whose wire format depends on the agent's version and the caller's language.</summary>
internal sealed record Failure
{
    /// <summary>The response of the server's crash handler: no trace id, and the start time of the agent.</summary>
    public static readonly Failure Panic = new() { ErrCode = "Common.Unexpected", Arguments = ["Internal Server Error"], IsPanic = true };

    public required string ErrCode { get; init; }

    public object[] Arguments { get; init; } = [];

    /// <summary>The text instead of that of the catalogue.</summary>
    public string? Message { get; init; }

    /// <summary>The status instead of that of the catalogue.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>The number up to 4.3.0 if it depends on the operation and not only on the error.</summary>
    public int? LegacyCode { get; init; }

    /// <summary>Whether the request is refused before the service is called; then the response has no data.</summary>
    public bool IsEarly { get; init; }

    public bool IsPanic { get; private init; }

    /// <summary>Whether the authentication wraps the error, which shows in the text only.</summary>
    public bool IsWrapped { get; private init; }

    public static Failure Of(string errCode, params object[] arguments) => new() { ErrCode = errCode, Arguments = arguments };

    public Failure AsUnauthorized() => this with { IsWrapped = !IsPanic };
}
