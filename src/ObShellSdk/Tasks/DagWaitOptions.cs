namespace ObShellSdk.Tasks;

/// <summary>How a DAG is followed.</summary>
public sealed record DagWaitOptions
{
    /// <summary>The pause after a change; from 10 ms. Default: 250 ms.</summary>
    public TimeSpan MinPollInterval { get; init => field = Checked(value, nameof(MinPollInterval)); } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest pause, reached step by step while nothing changes. Default: 5 s.</summary>
    public TimeSpan MaxPollInterval { get; init => field = Checked(value, nameof(MaxPollInterval)); } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// For how long the agent may be away in one piece (restart, upgrade, key change, database down) before the waiting fails with what it
    /// saw last. The DAG itself goes on. Default: 3 min; give 30 min for upgrades. Zero: none.
    /// </summary>
    public TimeSpan OutageTolerance
    {
        get;
        init => field = value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(OutageTolerance), value, "Zero or more.");
    } = TimeSpan.FromMinutes(3);

    /// <summary>The pause between two looks at work of the database, whose figures always change.</summary>
    internal TimeSpan JobPollInterval => MaxPollInterval < TimeSpan.FromMilliseconds(100) ? TimeSpan.FromMilliseconds(100) : MaxPollInterval;

    private static TimeSpan Checked(TimeSpan interval, string name) =>
        interval >= TimeSpan.FromMilliseconds(10) && interval <= TimeSpan.FromHours(1)
            ? interval
            : throw new ArgumentOutOfRangeException(name, interval, "From 10 ms to 1 h.");
}
