using System.Net;

namespace ObShellSdk.Testing.Protocol;

/// <summary>An error before it is written: the wire form depends on the agent's version and the caller's language.</summary>
internal sealed record Failure
{
    /// <summary>The server's handler of crashes answers: no trace id, and the time at which the agent started.</summary>
    public static readonly Failure Panic = new() { ErrCode = "Common.Unexpected", Arguments = ["Internal Server Error"], IsPanic = true };

    public required string ErrCode { get; init; }

    public object[] Arguments { get; init; } = [];

    /// <summary>Replaces the text of the catalogue.</summary>
    public string? Message { get; init; }

    /// <summary>Replaces the status of the catalogue.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>The number up to 4.3.0 where it depends on the operation and not on the error alone.</summary>
    public int? LegacyCode { get; init; }

    /// <summary>True for what is refused before the work is called that the operation is for: that answer has no data at all.</summary>
    public bool IsEarly { get; init; }

    public bool IsPanic { get; private init; }

    /// <summary>The verification wraps its findings, which shows in the text only.</summary>
    public bool IsWrapped { get; private init; }

    public static Failure Of(string errCode, params object[] arguments) => new() { ErrCode = errCode, Arguments = arguments };

    public Failure AsUnauthorized() => this with { IsWrapped = !IsPanic };
}
