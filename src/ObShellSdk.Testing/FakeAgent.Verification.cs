using ObShellSdk.Testing.Routes;

namespace ObShellSdk.Testing;

/// <content>What a test may want to be sure of afterwards, in any test framework: a failure tells what was expected and what came.</content>
public sealed partial class FakeAgent
{
    /// <summary>Fails a test unless so many requests of a route came, whatever became of them.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">The whole decoded path without query, as for <see cref="On"/>.</param>
    /// <param name="times">How many; 0 for none at all.</param>
    /// <returns>These requests, to look at further.</returns>
    /// <exception cref="InvalidOperationException">There were more or fewer.</exception>
    public IReadOnlyList<ReceivedRequest> VerifyReceived(HttpMethod method, string path, int times = 1)
        => Verify(RequestsTo(method, path), times, $"{method} {path} to come");

    /// <summary>Fails a test unless so many requests of a route were carried out, see <see cref="ReceivedRequest.Executed"/>.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">The whole decoded path without query, as for <see cref="On"/>.</param>
    /// <param name="times">How many; 0 for none at all.</param>
    /// <returns>These requests, to look at further.</returns>
    /// <exception cref="InvalidOperationException">There were more or fewer.</exception>
    public IReadOnlyList<ReceivedRequest> VerifyExecuted(HttpMethod method, string path, int times = 1)
        => Verify([.. RequestsTo(method, path).Where(request => request.Executed)], times, $"{method} {path} to be carried out");

    /// <summary>Fails a test unless requests came in this order. Others may lie between them.</summary>
    /// <param name="routes">Method and path of each, such as <c>POST /api/v1/tenant/{name}/backup</c>.</param>
    /// <exception cref="ArgumentException">A route is not of that form.</exception>
    /// <exception cref="InvalidOperationException">One of them did not come, or not after the one before it.</exception>
    public void VerifyOrder(params string[] routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var all = _log.All;
        var next = 0;
        foreach (var route in routes)
        {
            var (method, pattern) = route.Split(' ') is [var verb, var path]
                ? (verb, new PathPattern(path))
                : throw new ArgumentException($"'{route}' is not method and path, as in 'GET /api/v1/info'.", nameof(routes));
            next = Array.FindIndex(all, next, request => request.Method == method && pattern.Matches(request.Path)) + 1;
            if (next == 0)
            {
                throw new InvalidOperationException($"Expected in this order:{Lines(routes)}\n{route} did not come there. What came:{Lines(all)}");
            }
        }
    }

    /// <summary>Fails a test that scripted something which never happened, perhaps for a misspelt path.</summary>
    /// <exception cref="InvalidOperationException">There are rules that took no request; the message lists them and what came.</exception>
    public void VerifyRulesUsed()
    {
        var unused = _rules.Unused;
        if (unused.Length > 0)
        {
            throw new InvalidOperationException($"Expected requests for these rules, and none came:{Lines(unused)}\nWhat came:{Lines(_log.All)}");
        }
    }

    /// <summary>Fails a test that sent something unknown.</summary>
    /// <exception cref="InvalidOperationException">
    /// There were unexpected requests; the message lists them, each with the routes that it may have been meant for, and the rules that wait for a request.
    /// </exception>
    public void VerifyNoUnexpectedRequests()
    {
        var unexpected = UnexpectedRequests;
        if (unexpected.Count > 0)
        {
            var version = State.Version;
            var advice = unexpected.Select(request => $"{request}\n    {RouteAdvice.For(request.Method, request.Path, version)}");
            var unused = _rules.Unused is { Length: > 0 } rules ? $"\nRules that wait for a request:{Lines(rules)}" : "";
            throw new InvalidOperationException(
                $"The agent got {unexpected.Count} request(s) that it does not know:{Lines(advice)}{unused}\n"
                + "Script others with On(...).AnswersData(...) or add a stub to WireMock.");
        }
    }

    private IReadOnlyList<ReceivedRequest> Verify(IReadOnlyList<ReceivedRequest> found, int times, string expectation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        return found.Count == times
            ? found
            : throw new InvalidOperationException($"Expected {expectation} {times} time(s), not {found.Count}. What came:{Lines(_log.All)}");
    }

    private static string Lines(IEnumerable<object> items) => items.ToArray() is { Length: > 0 } some ? $"\n  {string.Join("\n  ", some)}" : " nothing";
}
