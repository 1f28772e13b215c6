using System.Net;
using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.Routes;

namespace ObShellSdk.Testing;

/// <summary>Scripted behaviour for one route, or for all. Reads like the test: <c>agent.OnGet(path).Fails(code).Once()</c>.</summary>
/// <remarks>
/// The newest rule that fits and is not used up takes the request. Delays, hangs, verbatim answers, key changes, restarts and a cut
/// before execution happen on arrival, to any caller. All the rest happens only once the caller has passed authentication: a request
/// that was refused before does not use the rule up. Safe to change between requests, not during one.
/// </remarks>
public sealed class FakeRule
{
    private readonly HttpMethod? _method;
    private readonly PathPattern? _path;
    private int _limit = int.MaxValue;
    private int _hits;
    private int _spared;
    private int _seen;

    internal FakeRule(HttpMethod? method, string? path)
    {
        _method = method;
        _path = path is null ? null : new PathPattern(path);
    }

    /// <summary>How many requests this rule has taken.</summary>
    public int Hits => Volatile.Read(ref _hits);

    internal Failure? Failure { get; private set; }

    internal string? Data { get; private set; }

    internal Http.Answer? Verbatim { get; private set; }

    internal FakeResetPoint? ResetPoint { get; private set; }

    internal bool NeverAnswers { get; private set; }

    internal TimeSpan? Delay { get; private set; }

    internal TimeSpan? DribblePause { get; private set; }

    internal int? TruncateAt { get; private set; }

    internal int? BreakAt { get; private set; }

    internal int? AnnouncedLength { get; private set; }

    internal long? SwollenLength { get; private set; }

    internal Http.Answer? Instead { get; private set; }

    internal bool ChangesKey { get; private set; }

    internal bool RestartsAgent { get; private set; }

    internal bool RestartsWithNewKey { get; private set; }

    internal Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>True when something happens before authentication, so that the request uses the rule up in any case.</summary>
    internal bool ActsOnArrival => Verbatim is not null || NeverAnswers || Delay is not null || ChangesKey || RestartsAgent
        || ResetPoint is FakeResetPoint.BeforeExecution;

    /// <summary>Answers with an error in the agent's envelope, as its version writes it; no handler runs.</summary>
    /// <param name="errCode">The code, such as <c>OB.Tenant.UnderMaintenance</c>.</param>
    /// <param name="message">The text. Default: the fake's own text for the code.</param>
    /// <param name="status">The HTTP status. Default: the one that obshell gives the code, 500 if it does not know it.</param>
    /// <returns>This rule.</returns>
    public FakeRule Fails(string errCode, string? message = null, HttpStatusCode? status = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(errCode);
        Failure = new Failure { ErrCode = errCode, Message = message, Status = status };
        return this;
    }

    /// <summary>Answers exactly this and nothing of the agent's, as a proxy in between would; nobody is authenticated.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body; ignored by clients for a status that has none.</param>
    /// <param name="contentType">The content type.</param>
    /// <returns>This rule.</returns>
    public FakeRule Answers(HttpStatusCode status, string body, string contentType = "application/json")
    {
        ArgumentNullException.ThrowIfNull(body);
        Verbatim = Http.Answer.OfText((int)status, body, contentType);
        return this;
    }

    /// <summary>Lets the handler run and answers this in place of its answer, as a proxy does that has passed the request on and lost patience.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body.</param>
    /// <param name="contentType">The content type.</param>
    /// <returns>This rule.</returns>
    public FakeRule AnswersInstead(HttpStatusCode status, string body, string contentType = "application/json")
    {
        ArgumentNullException.ThrowIfNull(body);
        Instead = Http.Answer.OfText((int)status, body, contentType);
        return this;
    }

    /// <summary>Answers with success and these data; counts as executed.</summary>
    /// <param name="json">The member <c>data</c> of the envelope as JSON; <c>null</c> for none.</param>
    /// <returns>This rule.</returns>
    /// <exception cref="System.Text.Json.JsonException">The text is not JSON.</exception>
    public FakeRule AnswersData(string json)
    {
        JsonNode.Parse(json);
        Data = json;
        return this;
    }

    /// <summary>Adds a header to the answer, such as <c>Retry-After</c>.</summary>
    /// <param name="name">Name of the header.</param>
    /// <param name="value">Its value.</param>
    /// <returns>This rule.</returns>
    public FakeRule WithHeader(string name, string value)
    {
        Headers[name] = value;
        return this;
    }

    /// <summary>Cuts the connection.</summary>
    /// <param name="point">When.</param>
    /// <returns>This rule.</returns>
    public FakeRule Resets(FakeResetPoint point)
    {
        ResetPoint = point;
        return this;
    }

    /// <summary>Does nothing and gives no answer, until the client leaves or the agent is disposed.</summary>
    /// <returns>This rule.</returns>
    public FakeRule Hangs()
    {
        NeverAnswers = true;
        return this;
    }

    /// <summary>Waits before it looks at the request, by the agent's <see cref="FakeAgentOptions.TimeProvider"/>.</summary>
    /// <param name="delay">How long.</param>
    /// <returns>This rule.</returns>
    public FakeRule Delays(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        Delay = delay;
        return this;
    }

    /// <summary>Sends the answer byte by byte, each in a packet of its own; it arrives whole.</summary>
    /// <param name="pause">Time between two bytes, by the agent's <see cref="FakeAgentOptions.TimeProvider"/>. Default: none.</param>
    /// <returns>This rule.</returns>
    public FakeRule Dribbles(TimeSpan pause = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pause, TimeSpan.Zero);
        DribblePause = pause;
        return this;
    }

    /// <summary>Sends the first bytes of the answer as if they were all of it: sound HTTP, half JSON.</summary>
    /// <param name="bytes">How many.</param>
    /// <returns>This rule.</returns>
    public FakeRule Truncates(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        TruncateAt = bytes;
        return this;
    }

    /// <summary>Announces the whole answer, sends its first bytes and ends the connection.</summary>
    /// <param name="bytes">How many.</param>
    /// <returns>This rule.</returns>
    public FakeRule BreaksOff(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        BreakAt = bytes;
        return this;
    }

    /// <summary>Announces another length than the answer has. Of a longer one the connection ends first; of a shorter one the rest follows unasked for.</summary>
    /// <param name="bytes">What <c>Content-Length</c> says.</param>
    /// <returns>This rule.</returns>
    public FakeRule AnnouncesLength(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        AnnouncedLength = bytes;
        return this;
    }

    /// <summary>Adds blanks to the end of the answer, up to a length that is not announced.</summary>
    /// <param name="bytes">How long the answer is then; it is never cut.</param>
    /// <returns>This rule.</returns>
    public FakeRule SwellsTo(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        SwollenLength = bytes;
        return this;
    }

    /// <summary>Gives the agent a new key of the same size before it looks at the request, which it cannot decrypt then.</summary>
    /// <returns>This rule.</returns>
    public FakeRule RotatesKey()
    {
        ChangesKey = true;
        return this;
    }

    /// <summary>Restarts the agent when the request has arrived, which is not carried out: every connection is cut, and sessions are gone.</summary>
    /// <remarks>It is back at once, with all else that it knew. For a longer absence there are <see cref="FakeAgent.StopAsync"/> and <see cref="FakeAgent.StartAgainAsync"/>.</remarks>
    /// <param name="newKey">True for another key of the same size, as of an agent that was deployed anew.</param>
    /// <returns>This rule.</returns>
    public FakeRule Restarts(bool newKey = false)
    {
        RestartsAgent = true;
        RestartsWithNewKey = newKey;
        return this;
    }

    /// <summary>Spares the first requests that fit: <c>After(4)</c> begins with the fifth.</summary>
    /// <param name="count">How many older rules or the agent itself answer first.</param>
    /// <returns>This rule.</returns>
    public FakeRule After(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Volatile.Write(ref _spared, count);
        return this;
    }

    /// <summary>Limits the rule to that many requests. Without it, a rule holds for ever.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <returns>This rule.</returns>
    public FakeRule Times(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Volatile.Write(ref _limit, count);
        return this;
    }

    /// <summary>Limits the rule to one request.</summary>
    /// <returns>This rule.</returns>
    public FakeRule Once() => Times(1);

    /// <summary>Method and path that the rule is for, and how often it was used.</summary>
    /// <returns>For example <c>GET /api/v1/info: 2 hits</c>.</returns>
    public override string ToString() => $"{_method?.Method ?? "any"} {_path?.Text ?? "request"}: {Hits} hits";

    internal bool TryTake(string method, string path)
    {
        if ((_method is not null && _method.Method != method) || (_path is not null && !_path.Matches(path)))
        {
            return false;
        }

        if (Interlocked.Increment(ref _seen) <= Volatile.Read(ref _spared))
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
