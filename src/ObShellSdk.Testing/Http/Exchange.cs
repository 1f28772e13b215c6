using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.Routes;

namespace ObShellSdk.Testing.Http;

/// <summary>A request while the agent processes it.</summary>
internal sealed class Exchange
{
    private const string TraceIdHeader = "X-OBSHELL-Trace-ID";

    public required HttpContext Context { get; init; }

    public required string RawTarget { get; init; }

    /// <summary>The decoded path without query.</summary>
    public required string Path { get; init; }

    public required DateTimeOffset ArrivedAt { get; init; }

    /// <summary>The body as received.</summary>
    public required byte[] WireBody { get; init; }

    public required DecryptedRequest Request { get; init; }

    public required ReceivedRequest Received { get; init; }

    /// <summary>The operation of this version on the path.</summary>
    public required RouteEntry? Route { get; init; }

    /// <summary>Completes when the other agents that this operation queries have responded or timed out.</summary>
    public Task OthersAnswered { get; set; } = Task.CompletedTask;

    /// <summary>Whether the agent's own stub has responded, not one of the test.</summary>
    public bool AnsweredByAgent { get; set; }

    /// <summary>Whether a handler of the agent has received the request, regardless of its outcome.</summary>
    public bool IsHandled { get; set; }

    /// <summary>The session that authenticated the request, or null if it was not a session.</summary>
    public string? SessionId { get; set; }

    public string Method => Context.Request.Method;

    public string? AcceptLanguage => HeaderOf(Context, "Accept-Language");

    /// <summary>The trace id of the caller, or a new one. Requests to exactly this path are not traced.</summary>
    public string TraceId => RawTarget == "/api/v1/status"
        ? ""
        : HeaderOf(Context, TraceIdHeader) ?? Convert.ToHexString(RandomNumberGenerator.GetBytes(8)).ToLowerInvariant();

    public bool IsApi => Path.StartsWith("/api/v1", StringComparison.Ordinal) || Path.StartsWith("/rpc/v1", StringComparison.Ordinal);

    public static ReceivedRequest Describe(HttpContext context, string rawTarget, string path, DateTimeOffset arrivedAt, DecryptedRequest request) => new(request.Text)
    {
        Method = context.Request.Method,
        RawTarget = rawTarget,
        Path = path,
        TraceId = HeaderOf(context, TraceIdHeader),
        AcceptLanguage = HeaderOf(context, "Accept-Language"),
        ContentType = context.Request.ContentType,
        HeaderKind = request.Kind,
        HeaderChunks = request.Blocks,
        IsEncrypted = request.WasEncrypted,
        HasSession = request.Header is { SessionId.Length: > 0 },
        File = request.Upload?.File,
        ReceivedAt = arrivedAt,
    };

    private static string? HeaderOf(HttpContext context, string name)
        => context.Request.Headers[name] is [{ Length: > 0 } value, ..] ? value : null;
}
