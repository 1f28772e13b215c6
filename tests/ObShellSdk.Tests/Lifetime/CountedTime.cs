namespace ObShellSdk.Tests.Lifetime;

/// <summary>The time of the system, with a count of the timers that nobody has disposed of.</summary>
internal sealed class CountedTime : TimeProvider
{
    private int _live;
    private int _made;

    public int LiveTimers => Volatile.Read(ref _live);

    public int TimersMade => Volatile.Read(ref _made);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _live);
        Interlocked.Increment(ref _made);
        return new Counted(base.CreateTimer(callback, state, dueTime, period), this);
    }

    private sealed class Counted(ITimer timer, CountedTime time) : ITimer
    {
        private int _disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

        public void Dispose()
        {
            timer.Dispose();
            Forget();
        }

        public ValueTask DisposeAsync()
        {
            Forget();
            return timer.DisposeAsync();
        }

        private void Forget()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
            {
                Interlocked.Decrement(ref time._live);
            }
        }
    }
}
