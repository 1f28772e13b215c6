using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.Routes;

namespace ObShellSdk.Testing.Http;

/// <summary>One request on its way through the agent.</summary>
internal sealed class Exchange
{
    private const string TraceIdHeader = "X-OBSHELL-Trace-ID";

    public required HttpContext Context { get; init; }

    public required string RawTarget { get; init; }

    /// <summary>Decoded, without query.</summary>
    public required string Path { get; init; }

    public required DateTimeOffset ArrivedAt { get; init; }

    /// <summary>The body as it came over the wire.</summary>
    public required byte[] WireBody { get; init; }

    public required DecryptedRequest Request { get; init; }

    public required ReceivedRequest Received { get; init; }

    /// <summary>The operation that this version has on the path.</summary>
    public required RouteEntry? Route { get; init; }

    /// <summary>Completes once the other agents that this operation asks have answered or were given up.</summary>
    public Task OthersAnswered { get; set; } = Task.CompletedTask;

    /// <summary>True once the agent's own stub has answered, false as long as a stub of the test may have.</summary>
    public bool AnsweredByAgent { get; set; }

    /// <summary>True once a handler of the agent has had the request, whatever it made of it.</summary>
    public bool IsHandled { get; set; }

    /// <summary>The session that stood for a password; null if a password did, or nothing had to.</summary>
    public string? SessionId { get; set; }

    public string Method => Context.Request.Method;

    public string? AcceptLanguage => HeaderOf(Context, "Accept-Language");

    /// <summary>The caller's, or a new one. Requests to exactly this path are not traced.</summary>
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
