using ObShellSdk.Testing.Routes;

namespace ObShellSdk.Testing;

/// <summary>A rule for some requests: which requests it applies to, and what happens to them.</summary>
/// <remarks>
/// <para>
/// <c>agent.OnGet(path).Respond(FakeResponse.Error(code)).Once()</c> fails the next request to a path. A rule has a method and a path
/// (<see cref="FakeAgent.On"/>), optionally a condition (<see cref="When"/>) and a range of requests (<see cref="After"/>, <see cref="Times"/>), and one action.
/// It takes no requests until it has its action.
/// </para>
/// <para>
/// If several rules apply to a request, the newest one takes it. A request that the agent refuses at the first step of the action, for example because of a wrong
/// password, does not count: the rule applies to the next request again.
/// </para>
/// <para>Change a rule only between requests.</para>
/// </remarks>
public sealed class FakeRule
{
    private readonly HttpMethod? _method;
    private readonly PathPattern? _path;
    private FakeAction? _action;
    private Func<ReceivedRequest, bool>? _condition;
    private int _limit = int.MaxValue;
    private int _hits;
    private int _skipped;
    private int _seen;

    internal FakeRule(HttpMethod? method, string? path)
    {
        _method = method;
        _path = path is null ? null : new PathPattern(path);
    }

    /// <summary>The number of requests that this rule has taken.</summary>
    public int Hits => Volatile.Read(ref _hits);

    internal FakeAction? Action => Volatile.Read(ref _action);

    /// <summary>Sets the action.</summary>
    /// <param name="action">What happens to the requests.</param>
    /// <returns>This rule.</returns>
    /// <exception cref="InvalidOperationException">The rule already has an action.</exception>
    public FakeRule Do(FakeAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Interlocked.CompareExchange(ref _action, action, comparand: null) is not { } present
            ? this
            : throw new InvalidOperationException($"A rule must have one action, but '{action}' was added to '{present}'. Join them with FakeAction.Then.");
    }

    /// <summary>Sends a response. Short for <c>Do(FakeAction.Respond(response))</c>.</summary>
    /// <param name="response">The response.</param>
    /// <returns>This rule.</returns>
    /// <exception cref="InvalidOperationException">The rule already has an action.</exception>
    public FakeRule Respond(FakeResponse response) => Do(FakeAction.Respond(response));

    /// <summary>Drops the connection before or after the request is executed, or during the response.</summary>
    /// <param name="point">When to drop it.</param>
    /// <returns>This rule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="point"/> is not a value of the enumeration.</exception>
    /// <exception cref="InvalidOperationException">The rule already has an action.</exception>
    public FakeRule DropConnection(FakeDropPoint point = FakeDropPoint.BeforeExecution) => Do(point switch
    {
        FakeDropPoint.BeforeExecution => FakeAction.DropConnection(),
        FakeDropPoint.AfterExecution => FakeAction.Execute().Then(FakeAction.DropConnection()),
        FakeDropPoint.DuringResponse => FakeAction.Respond(FakeResponse.FromAgent.DroppedHalfway()),
        _ => throw new ArgumentOutOfRangeException(nameof(point), point, $"`{nameof(point)}` must be a value of {nameof(FakeDropPoint)}."),
    });

    /// <summary>Sends no response until the client disconnects or the agent stops. Short for <c>Do(FakeAction.Hang())</c>.</summary>
    /// <returns>This rule.</returns>
    /// <exception cref="InvalidOperationException">The rule already has an action.</exception>
    public FakeRule Hang() => Do(FakeAction.Hang());

    /// <summary>Limits the rule to requests that meet a condition. Requests that do not meet it do not count for <see cref="After"/> and <see cref="Times"/>.</summary>
    /// <param name="condition">
    /// Returns true for a request that the rule applies to. It gets the decrypted request before the agent has executed it, and may be called by several threads.
    /// </param>
    /// <returns>This rule.</returns>
    public FakeRule When(Func<ReceivedRequest, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        Volatile.Write(ref _condition, condition);
        return this;
    }

    /// <summary>Skips the first requests: <c>After(4)</c> applies from the fifth request on.</summary>
    /// <param name="count">How many requests to leave to older rules or to the agent; not negative.</param>
    /// <returns>This rule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public FakeRule After(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Volatile.Write(ref _skipped, count);
        return this;
    }

    /// <summary>Limits the rule to a number of requests. Without a limit, it applies to all.</summary>
    /// <param name="count">How many requests the rule takes; at least 1.</param>
    /// <returns>This rule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public FakeRule Times(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Volatile.Write(ref _limit, count);
        return this;
    }

    /// <summary>Limits the rule to one request.</summary>
    /// <returns>This rule.</returns>
    public FakeRule Once() => Times(1);

    /// <summary>Returns the method, the path, the action and the number of requests taken.</summary>
    /// <returns>For example <c>GET /api/v1/info: Respond, 2 hits</c>.</returns>
    public override string ToString() => $"{_method?.Method ?? "any"} {_path?.Text ?? "request"}: {Action?.ToString() ?? "no action"}, {Hits} hits";

    internal bool TryTake(ReceivedRequest request)
    {
        if (Action is null || (_method is not null && _method.Method != request.Method) || (_path is not null && !_path.Matches(request.Path))
            || Volatile.Read(ref _condition)?.Invoke(request) is false)
        {
            return false;
        }

        if (Interlocked.Increment(ref _seen) <= Volatile.Read(ref _skipped))
        {
            return false;
        }

        while (Hits is var hits && hits < Volatile.Read(ref _limit))
        {
            if (Interlocked.CompareExchange(ref _hits, hits + 1, hits) == hits)
            {
                return true;
            }
        }

        return false;
    }

    internal void GiveBack() => Interlocked.Decrement(ref _hits);
}
