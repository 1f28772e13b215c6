using ObShellSdk.Testing.Routes;

namespace ObShellSdk.Testing;

/// <content>Assertions for any test framework. The message of a failure contains the expected and the received requests.</content>
public sealed partial class FakeAgent
{
    /// <summary>Verifies how many requests to a route arrived, regardless of their outcome.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The decoded path without query, as for <see cref="On"/>.</param>
    /// <param name="times">The expected number; 0 for none.</param>
    /// <returns>The requests.</returns>
    /// <exception cref="InvalidOperationException">The number is different.</exception>
    public IReadOnlyList<ReceivedRequest> VerifyReceived(HttpMethod method, string path, int times = 1)
        => Verify(RequestsTo(method, path), times, $"{method} {path} must be received", "received");

    /// <summary>Verifies how many requests to a route were executed, see <see cref="ReceivedRequest.Executed"/>.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The decoded path without query, as for <see cref="On"/>.</param>
    /// <param name="times">The expected number; 0 for none.</param>
    /// <returns>The requests.</returns>
    /// <exception cref="InvalidOperationException">The number is different.</exception>
    public IReadOnlyList<ReceivedRequest> VerifyExecuted(HttpMethod method, string path, int times = 1)
        => Verify([.. RequestsTo(method, path).Where(request => request.Executed)], times, $"{method} {path} must be executed", "executed");

    /// <summary>Verifies that requests arrived in this order. Other requests may be in between.</summary>
    /// <param name="routes">The method and path of each request, such as <c>POST /api/v1/tenant/{name}/backup</c>.</param>
    /// <exception cref="ArgumentException">A route does not have this form.</exception>
    /// <exception cref="InvalidOperationException">A request did not arrive, or not after the one before it.</exception>
    public void VerifyOrder(params string[] routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var all = _log.All;
        var next = 0;
        foreach (var route in routes)
        {
            var (method, pattern) = route.Split(' ') is [var verb, var path]
                ? (verb, new PathPattern(path))
                : throw new ArgumentException($"A route must consist of method and path, such as 'GET /api/v1/info', but was '{route}'.", nameof(routes));
            next = Array.FindIndex(all, next, request => request.Method == method && pattern.Matches(request.Path)) + 1;
            if (next == 0)
            {
                throw new InvalidOperationException($"Requests must arrive in this order:{Lines(routes)}\n'{route}' did not arrive in its place. Received requests:{Lines(all)}");
            }
        }
    }

    /// <summary>Verifies that every rule took at least one request, which detects a misspelled path.</summary>
    /// <exception cref="InvalidOperationException">A rule took no request. The message lists these rules and the received requests.</exception>
    public void VerifyRulesUsed()
    {
        var unused = _rules.Unused;
        if (unused.Length > 0)
        {
            throw new InvalidOperationException($"Every rule must take a request, but these took none:{Lines(unused)}\nReceived requests:{Lines(_log.All)}");
        }
    }

    /// <summary>Verifies that there are no <see cref="UnexpectedRequests"/>.</summary>
    /// <exception cref="InvalidOperationException">
    /// There are unexpected requests. The message lists each with similar routes, and the rules that took no request.
    /// </exception>
    public void VerifyNoUnexpectedRequests()
    {
        var unexpected = UnexpectedRequests;
        if (unexpected.Count > 0)
        {
            var version = State.Version;
            var advice = unexpected.Select(request => $"{request}\n    {RouteAdvice.For(request.Method, request.Path, version)}");
            var unused = _rules.Unused is { Length: > 0 } rules ? $"\nRules that took no request:{Lines(rules)}" : "";
            throw new InvalidOperationException(
                $"The agent received {unexpected.Count} request(s) to unknown routes:{Lines(advice)}{unused}\n"
                + "Add a rule with On(...).Respond(FakeResponse.Data(...)), or a stub to WireMock.");
        }
    }

    private IReadOnlyList<ReceivedRequest> Verify(IReadOnlyList<ReceivedRequest> found, int times, string expectation, string verb)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        return found.Count == times
            ? found
            : throw new InvalidOperationException($"{expectation} {times} time(s), but was {verb} {found.Count} time(s). Received requests:{Lines(_log.All)}");
    }

    private static string Lines(IEnumerable<object> items) => items.ToArray() is { Length: > 0 } some ? $"\n  {string.Join("\n  ", some)}" : " none";
}
