using Microsoft.Extensions.Time.Testing;

namespace ObShellSdk.Tests;

/// <summary>Fake time that tells when the code under test has begun to wait, so that a test advances neither too early nor by guess.</summary>
internal sealed class TestClock() : FakeTimeProvider(DateTimeOffset.UtcNow)
{
    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _timers = [];
    private readonly List<(Predicate<TimeSpan> Match, TaskCompletionSource Found)> _waiters = [];

    /// <summary>Comes back once a timer with such a due time was set, and forgets that timer.</summary>
    public Task WaitForTimerAsync(Predicate<TimeSpan> match)
    {
        lock (_gate)
        {
            int index = _timers.FindIndex(match);
            if (index >= 0)
            {
                _timers.RemoveAt(index);
                return Task.CompletedTask;
            }

            var found = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((match, found));
            return found.Task.WaitAsync(TestClients.Patience);
        }
    }

    /// <summary>The same, unless some work ends before: false then.</summary>
    public async Task<bool> WaitForTimerAsync(Predicate<TimeSpan> match, Task unless)
    {
        Task waits = WaitForTimerAsync(match);
        if (await Task.WhenAny(unless, waits) == unless)
        {
            Forget(match);
            return false;
        }

        await waits;
        return true;
    }

    /// <summary>Waits until somebody waits that long, then lets exactly that time pass.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        await WaitForTimerAsync(due => due == time);
        Advance(time);
    }

    /// <summary>
    /// Lets time pass, a step at a time, whenever the code under test has begun to wait for a step or less (as before another attempt), until its work is done.
    /// </summary>
    public async Task<T> DriveAsync<T>(Task<T> work, TimeSpan step)
    {
        for (int taken = 0; taken < 5000; taken++)
        {
            if (!await WaitForTimerAsync(due => due > TimeSpan.Zero && due <= step, unless: work))
            {
                return await work;
            }

            Advance(step);
        }

        throw new TimeoutException("What is driven does not come to an end.");
    }

    /// <summary>A wait that nobody is interested in any more must not take a timer from the next one.</summary>
    private void Forget(Predicate<TimeSpan> match)
    {
        lock (_gate)
        {
            _waiters.RemoveAll(waiter => waiter.Match == match);
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        lock (_gate)
        {
            int index = _waiters.FindIndex(waiter => waiter.Match(dueTime));
            if (index < 0)
            {
                _timers.Add(dueTime);
            }
            else
            {
                _waiters[index].Found.SetResult();
                _waiters.RemoveAt(index);
            }
        }

        return timer;
    }
}
