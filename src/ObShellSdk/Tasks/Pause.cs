namespace ObShellSdk.Tasks;

/// <summary>The pauses between looks: short after a change, and ever longer while nothing happens.</summary>
internal sealed class Pause(DagWaitOptions options, TimeProvider clock)
{
    private TimeSpan _next = options.MinPollInterval;

    public void Shorten() => _next = options.MinPollInterval;

    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(_next, clock, cancellationToken).ConfigureAwait(false);
        _next = TimeSpan.FromTicks(Math.Min(_next.Ticks * 3 / 2, Math.Max(options.MaxPollInterval.Ticks, options.MinPollInterval.Ticks)));
    }
}
