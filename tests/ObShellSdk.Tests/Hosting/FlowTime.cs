namespace ObShellSdk.Tests.Hosting;

/// <summary>Fake time of one host, which knows whether the host waits for time to pass.</summary>
/// <param name="clock">The time that all hosts and agents share.</param>
/// <param name="onEvent">Called when a wait begins.</param>
internal sealed class FlowTime(TimeProvider clock, Action onEvent) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Delay> _delays = [];

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    /// <summary>When the earliest wait ends; null while the host works.</summary>
    public DateTimeOffset? WaitsUntil
    {
        get
        {
            lock (_gate)
            {
                return _delays.Count == 0 ? null : _delays.Min(delay => delay.Due);
            }
        }
    }

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // A limit is no wait.
        if (state is CancellationTokenSource)
        {
            return clock.CreateTimer(callback, state, dueTime, period);
        }

        var delay = new Delay(this);
        lock (_gate)
        {
            delay.Inner = clock.CreateTimer(
                it =>
                {
                    Remove(delay);
                    callback(it);
                },
                state,
                dueTime,
                period);

            // Time may pass at the same moment: never earlier than the timer.
            delay.Due = clock.GetUtcNow() + dueTime;
            _delays.Add(delay);
        }

        onEvent();
        return delay;
    }

    private void Remove(Delay delay)
    {
        lock (_gate)
        {
            _delays.Remove(delay);
        }
    }

    private sealed class Delay(FlowTime time) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public ITimer? Inner { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose()
        {
            time.Remove(this);
            Inner?.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
