using System.Collections.Concurrent;

namespace ObShellSdk.Errors;

/// <summary>The values of <c>error.type</c>: the agent's code, or the type of the exception. There are never more of them than a backend can bear.</summary>
internal static class ErrorType
{
    /// <summary>What OpenTelemetry calls the rest.</summary>
    public const string Other = "_OTHER";

    /// <summary>More codes than obshell has, newer releases included; no agent can make up more.</summary>
    public const int MaxCodes = 1000;

    private static readonly ConcurrentDictionary<string, string> _codes = new(StringComparer.Ordinal);

    public static string Of(Exception failure) => failure is ObShellApiException refusal ? OfCode(refusal.Code, _codes) : failure.GetType().FullName!;

    public static string OfCode(string code, ConcurrentDictionary<string, string> known) =>
        known.TryGetValue(code, out string? same) ? same
        : known.Count < MaxCodes ? known.GetOrAdd(code, code)
        : Other;
}
