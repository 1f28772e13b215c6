using Microsoft.Extensions.Time.Testing;

namespace ObShellSdk.Tests;

/// <summary>Fake time that tells when the code under test has begun to wait, so that a test advances neither too early nor by guess.</summary>
internal sealed class TestClock() : FakeTimeProvider(DateTimeOffset.UtcNow)
{
    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _timers = [];
    private readonly List<(Predicate<TimeSpan> Match, TaskCompletionSource<TimeSpan> Found)> _waiters = [];

    /// <summary>Comes back once a timer with such a due time was set, and forgets that timer.</summary>
    public Task WaitForTimerAsync(Predicate<TimeSpan> match) => Ask(match).Task.WaitAsync(TestClients.Patience);

    /// <summary>The same, unless some work ends before: false then, and the timer is left to others.</summary>
    public async Task<bool> WaitForTimerAsync(Predicate<TimeSpan> match, Task unless)
    {
        TaskCompletionSource<TimeSpan> found = Ask(match);
        if (await Task.WhenAny(unless, found.Task).WaitAsync(TestClients.Patience) != unless)
        {
            return true;
        }

        lock (_gate)
        {
            if (_waiters.RemoveAll(waiter => waiter.Found == found) == 0)
            {
                _timers.Add(found.Task.Result);
            }
        }

        return false;
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

    private TaskCompletionSource<TimeSpan> Ask(Predicate<TimeSpan> match)
    {
        var found = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            int index = _timers.FindIndex(match);
            if (index < 0)
            {
                _waiters.Add((match, found));
            }
            else
            {
                found.SetResult(_timers[index]);
                _timers.RemoveAt(index);
            }
        }

        return found;
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
                _waiters[index].Found.SetResult(dueTime);
                _waiters.RemoveAt(index);
            }
        }

        return timer;
    }
}
