using System.Collections.Concurrent;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Reliability;

/// <summary>One call under one fault: sets it up, makes the call, and counts at the agent.</summary>
internal sealed class MatrixStage
{
    /// <summary>Where a redirect points. Nobody listens there: whoever followed it would fail as by a refused connection.</summary>
    public const string Elsewhere = "http://127.0.0.1:1/api/v1/elsewhere";

    private static readonly ConcurrentDictionary<(MatrixFault, MatrixScope), Lazy<Task<IReadOnlyList<MatrixCell>>>> _measured = new();

    private readonly TamperedWire _wire = new();
    private FakeRule? _rule;
    private int _seen;
    private int _before;

    private MatrixStage(FakeAgent agent, MatrixCall call, TestClock clock) => (Agent, Call, Clock) = (agent, call, clock);

    public FakeAgent Agent { get; }

    public MatrixCall Call { get; }

    public TestClock Clock { get; }

    private (HttpMethod Method, string Path) Target { get; set; }

    /// <summary>What comes out of all calls under a fault; measured once in a test run.</summary>
    public static Task<IReadOnlyList<MatrixCell>> MeasureAsync(MatrixFault fault, MatrixScope scope) =>
        _measured.GetOrAdd((fault, scope), static key => new Lazy<Task<IReadOnlyList<MatrixCell>>>(() => Task.Run(() => MeasureAllAsync(key.Item1, key.Item2)))).Value;

    /// <summary>Does something when a request goes out, so many times.</summary>
    public void OnRequests(int times, Action action) => _wire.OnRequest = () =>
    {
        if (times-- > 0)
        {
            action();
        }
    };

    /// <summary>True when the rule has taken another request, and the agent has listed it; false when the call has ended.</summary>
    public async Task<bool> NextHitAsync(Task call)
    {
        while (!call.IsCompleted)
        {
            int total = Agent.Requests.Count;
            if (_rule!.Hits > _seen && Agent.RequestsTo(Target.Method, Target.Path).Count - _before >= _rule.Hits)
            {
                _seen = _rule.Hits;
                return true;
            }

            await Task.WhenAny(call, Agent.WaitForRequestsAsync(total + 1));
        }

        return false;
    }

    private static async Task<IReadOnlyList<MatrixCell>> MeasureAllAsync(MatrixFault fault, MatrixScope scope)
    {
        var clock = new TestClock();
        var options = new FakeAgentOptions { Password = TestClients.Password, TimeProvider = clock };
        fault.Agent?.Invoke(options);
        await using FakeAgent agent = await FakeAgent.StartAsync(options);
        MatrixCall.Furnish(agent);
        var cells = new List<MatrixCell>();
        foreach (MatrixCall call in MatrixCall.All)
        {
            await agent.StartAgainAsync();
            (agent.Password, agent.AgentPassword, agent.ClockOffset) = (options.Password, options.AgentPassword, options.ClockOffset);
            cells.Add(await new MatrixStage(agent, call, clock).MeasureAsync(scope, fault).WaitAsync(TestClients.Patience));
        }

        return cells;
    }

    private async Task<MatrixCell> MeasureAsync(MatrixScope scope, MatrixFault fault)
    {
        bool inHandshake = scope == MatrixScope.Handshake;
        Target = inHandshake ? (HttpMethod.Get, "/api/v1/secret") : (Call.Method, Call.Path);
        var options = new ObShellClientOptions
        {
            Endpoint = Agent.Endpoint,
            Credential = Agent.Password is { } password ? ObShellCredential.FromPassword(password) : ObShellCredential.None,
            TimeProvider = Clock,
            Retry = { BaseDelay = TimeSpan.Zero, UseJitter = false },
        };
        fault.Client?.Invoke(options);
        using SocketsHttpHandler handler = _wire.CreateHandler(options);
        options.Transport = handler;
        using var client = new ObShellClient(options);
        if (!fault.IsFirst && !inHandshake)
        {
            await client.Backup.GetOverviewAsync("warm");
        }

        _wire.Target = $"{Target.Method} {Target.Path}";
        if (fault.Meanwhile is { } meanwhile)
        {
            await meanwhile(this);
        }

        fault.Wire?.Invoke(_wire, scope == MatrixScope.Once ? 1 : int.MaxValue);
        _before = Agent.RequestsTo(Target.Method, Target.Path).Count;
        if (fault.Rule is { } script)
        {
            _rule = script(Agent.On(Target.Method, Target.Path));
            _ = scope == MatrixScope.Once ? _rule.Once() : _rule;
        }

        Exception? error = await Record.ExceptionAsync(() => DriveAsync(Call.SendAsync(client), fault));
        ReceivedRequest[] got = [.. Agent.RequestsTo(Call.Method, Call.Path)];
        return new MatrixCell(Call, error, got.Length, got.Count(request => request.Executed));
    }

    /// <summary>Lets time pass as long as the fault makes somebody wait for it.</summary>
    private async Task DriveAsync(Task call, MatrixFault fault)
    {
        while (fault.Waits is { } waits && await waits(this, call) is { } time)
        {
            Clock.Advance(time);
        }

        await call;
    }
}

/// <summary>How long a fault lasts, and what it hits.</summary>
internal enum MatrixScope
{
    /// <summary>Every request of the call.</summary>
    Lasting,

    /// <summary>The first request of the call.</summary>
    Once,

    /// <summary>The question for the agent's key, which goes before the call.</summary>
    Handshake,
}

/// <summary>What came of one call.</summary>
/// <param name="Call">Which.</param>
/// <param name="Error">What the caller saw; null: success.</param>
/// <param name="Got">How many requests of the call the agent got.</param>
/// <param name="Executed">How many of them it carried out.</param>
internal sealed record MatrixCell(MatrixCall Call, Exception? Error, int Got, int Executed)
{
    /// <summary>The exception as the page shows it.</summary>
    public string Seen => Error is null ? "success" : string.Join(", ", Facts(Error));

    private static IEnumerable<string> Facts(Exception error)
    {
        yield return $"`{error.GetType().Name}`";
        switch (error)
        {
            case ObShellTimeoutException timeout:
                yield return $"{timeout.Timeout.TotalSeconds:0} s";
                break;
            case ObShellTransportException { InnerException: HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError } cause }:
                yield return $"`{cause.HttpRequestError}`";
                break;
            case ObShellProtocolException protocol:
                yield return $"{(int)protocol.StatusCode}";
                break;
            case ObShellAuthenticationException refusal:
                yield return $"`{refusal.Reason}`";
                break;
            case ObShellTrustException refusal:
                yield return $"`{refusal.Reason}`";
                break;
        }

        if (error is ObShellException { IsTransient: true })
        {
            yield return "transient";
        }

        if (error is ObShellException { MayHaveRun: true })
        {
            yield return "**may have run**";
        }
    }
}
