using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using ObShellSdk.Diagnostics;
using ObShellSdk.Errors;

namespace ObShellSdk.Http;

/// <summary>The instruments of one meter, shared by all clients that measure with it. Nothing is measured, nor allocated, while there is no listener.</summary>
internal sealed class ClientMetrics
{
    private static readonly ConditionalWeakTable<Meter, ClientMetrics> _ofMeters = new();
    private static readonly Meter _own = CreateOwn();

    private readonly Histogram<double> _duration;
    private readonly UpDownCounter<long> _active;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _resends;
    private readonly Counter<long> _keyChanges;

    // Weak, so that a gauge does not keep a client alive that was not disposed.
    private readonly ConditionalWeakTable<AgentDirectory, object?> _agents = new();

    private ClientMetrics(Meter meter)
    {
        _duration = CreateDuration(meter);
        _active = meter.CreateUpDownCounter<long>(ObShellDiagnostics.ActiveCallsMetric, "{call}", "Calls under way.");
        _retries = meter.CreateCounter<long>(ObShellDiagnostics.RetriesMetric, "{retry}", "Attempts that followed a failed one.");
        _resends = meter.CreateCounter<long>(ObShellDiagnostics.ResendsMetric, "{request}", "Requests sent once more with a new header.");
        _keyChanges = meter.CreateCounter<long>(ObShellDiagnostics.KeyChangesMetric, "{change}", "Public keys of agents that changed.");
        meter.CreateObservableGauge(ObShellDiagnostics.ClockOffsetMetric, ClockOffsets, "s", "An agent's clock less this machine's.");
    }

    /// <summary>The instruments of the host's meter, or of the process's own.</summary>
    public static ClientMetrics For(IMeterFactory? factory) =>
        _ofMeters.GetValue(factory?.Create(ObShellDiagnostics.MeterName, ObShellDiagnostics.Version) ?? _own, static meter => new ClientMetrics(meter));

    /// <summary>
    /// The runtime lists every meter until it is disposed, and a gauge of this one refers to the library. So it is disposed with a context that the library was loaded into to be
    /// unloaded, which would not be unloaded otherwise.
    /// </summary>
    private static Meter CreateOwn()
    {
        var meter = new Meter(ObShellDiagnostics.MeterName, ObShellDiagnostics.Version);
        if (AssemblyLoadContext.GetLoadContext(typeof(ClientMetrics).Assembly) is { IsCollectible: true } context)
        {
            context.Unloading += _ => meter.Dispose();
        }

        return meter;
    }

    /// <summary>Shows the clocks of a client's agents from now on.</summary>
    public void Watch(AgentDirectory agents) => _agents.TryAdd(agents, null);

    public void Unwatch(AgentDirectory agents) => _agents.Remove(agents);

    public CallClock CallStarted(Call call, TimeProvider time)
    {
        var clock = new CallClock(_duration.Enabled ? time.GetTimestamp() : null, _active.Enabled);
        if (clock.IsCounted)
        {
            _active.Add(1, OperationOf(call));
        }

        return clock;
    }

    public void CallEnded(CallClock clock, CallExecution execution, Exception? failure, TimeProvider time)
    {
        Call call = execution.Call;
        if (clock.IsCounted)
        {
            _active.Add(-1, OperationOf(call));
        }

        if (clock.Started is not { } started)
        {
            return;
        }

        TagList tags = OperationOf(call);
        if (execution.Attempts > 0)
        {
            AddServer(ref tags, execution.Node);
        }

        if (execution.Current?.Status is { } status)
        {
            tags.Add("http.response.status_code", (int)status);
        }

        if (failure is not null)
        {
            tags.Add("error.type", ErrorType.Of(failure));
        }

        _duration.Record(time.GetElapsedTime(started).TotalSeconds, tags);
    }

    public void Retried(CallExecution execution, Exception failure)
    {
        if (_retries.Enabled)
        {
            TagList tags = OperationOf(execution.Call);
            AddServer(ref tags, execution.Node);
            tags.Add("error.type", ErrorType.Of(failure));
            _retries.Add(1, tags);
        }
    }

    public void Resent(CallExecution execution)
    {
        if (_resends.Enabled)
        {
            TagList tags = OperationOf(execution.Call);
            AddServer(ref tags, execution.Node);
            tags.Add(ObShellDiagnostics.ResendCauseAttribute, NameOf(execution.Resends.LastCause));
            _resends.Add(1, tags);
        }
    }

    public void KeyChanged(AgentNode node)
    {
        if (_keyChanges.Enabled)
        {
            var tags = default(TagList);
            AddServer(ref tags, node);
            _keyChanges.Add(1, tags);
        }
    }

    public static string NameOf(ResendCause cause) => cause switch
    {
        ResendCause.Key => "key",
        ResendCause.Clock => "clock",
        ResendCause.HeaderKind => "password_kind",
        ResendCause.Version => "version",
        _ => "session",
    };

    /// <summary>What was asked for, and not what an older agent calls it: the same for both ends of a call. A path that the user wrote is no template.</summary>
    private static TagList OperationOf(Call call)
    {
        var tags = new TagList { { "http.request.method", call.Operation.Method.Method } };
        if (!call.Operation.IsRaw)
        {
            tags.Add("url.template", call.Operation.Template);
        }

        return tags;
    }

    private static void AddServer(ref TagList tags, AgentNode node)
    {
        tags.Add("server.address", node.Access.ServerAddress);
        if (node.Access.ServerPort is { } port)
        {
            tags.Add("server.port", port);
        }
    }

    private List<Measurement<double>> ClockOffsets()
    {
        var offsets = new List<Measurement<double>>();
        foreach ((AgentDirectory agents, _) in _agents)
        {
            foreach (AgentNode node in agents.All)
            {
                if (node.ObservedOffset is { } offset)
                {
                    var tags = default(TagList);
                    AddServer(ref tags, node);
                    offsets.Add(new Measurement<double>(offset.TotalSeconds, tags));
                }
            }
        }

        return offsets;
    }

    private static Histogram<double> CreateDuration(Meter meter)
    {
        const string Description = "Duration of calls, all attempts and pauses included.";
#if NET9_0_OR_GREATER
        // Those of http.client.request.duration; without advice the buckets would be for milliseconds.
        var advice = new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] };
        return meter.CreateHistogram(ObShellDiagnostics.CallDurationMetric, "s", Description, tags: null, advice);
#else
        return meter.CreateHistogram<double>(ObShellDiagnostics.CallDurationMetric, "s", Description);
#endif
    }
}

/// <summary>What is measured of a call, as was decided when it began: a listener that comes meanwhile must not see half of it.</summary>
internal readonly record struct CallClock(long? Started, bool IsCounted);
