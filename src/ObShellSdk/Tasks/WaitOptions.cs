
namespace ObShellSdk;

/// <summary>How long-running work is waited for or watched.</summary>
public sealed record WaitOptions
{
    /// <summary>The pause after a change, from 10 ms to 1 h. Default: 250 ms.</summary>
    public TimeSpan MinPollInterval { get; init => field = Checked(value, nameof(MinPollInterval)); } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest pause, from 10 ms to 1 h. The pause grows towards it while nothing changes. Default: 5 s.</summary>
    public TimeSpan MaxPollInterval { get; init => field = Checked(value, nameof(MaxPollInterval)); } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long one outage of the agent may last (restart, upgrade, key change, database down) before the wait fails with the last error. The work itself
    /// continues. Zero allows no outage; <see cref="Timeout.InfiniteTimeSpan"/> sets no limit. Default: 3 min; use 30 min for upgrades.
    /// </summary>
    public TimeSpan OutageTolerance
    {
        get;
        init => field = value >= TimeSpan.Zero || value == Timeout.InfiniteTimeSpan
            ? value
            : throw new ArgumentOutOfRangeException(nameof(OutageTolerance), value, $"{nameof(OutageTolerance)} must be zero or more, or Timeout.InfiniteTimeSpan.");
    } = TimeSpan.FromMinutes(3);

    /// <summary>Options for each request of the wait, such as a trace id, or null to use the client's. Default: null.</summary>
    public ObShellCallOptions? CallOptions { get; init; }

    private static TimeSpan Checked(TimeSpan interval, string name) =>
        interval >= TimeSpan.FromMilliseconds(10) && interval <= TimeSpan.FromHours(1)
            ? interval
            : throw new ArgumentOutOfRangeException(name, interval, $"{name} must be between 10 ms and 1 h.");
}
