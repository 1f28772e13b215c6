namespace ObShellSdk.Tasks;

/// <summary>Work of the database at one moment, by its own figures. What is not known is null.</summary>
public abstract record JobProgress
{
    private protected JobProgress()
    {
    }

    /// <summary>
    /// The share of the data that is done, from 0 to 100: by the macro blocks of a backup, and by the bytes of a restore. The replay of the log comes on top of
    /// these: 100 is not the end.
    /// </summary>
    public double? Percent { get; init; }

    /// <summary>Bytes a second since the look before.</summary>
    public double? CurrentRate { get; init; }

    /// <summary>
    /// Bytes a second since the beginning of a backup's task, and since the first look at a restore, whose beginning the database tells only as text without a
    /// zone.
    /// </summary>
    public double? MeanRate { get; init; }

    /// <summary>How long it may still take at the pace so far; the replay of the log after a restore not included.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>True in the last snapshot: the work has ended.</summary>
    public bool IsFinished { get; init; }

    /// <summary>Whether it ended well; null before, and where its end was not seen, as agents before 4.3.2 do not remember it.</summary>
    public bool? IsSuccess { get; init; }

    /// <summary>For how long the agent has not been able to tell; null while it answers.</summary>
    public TimeSpan? Outage { get; init; }
}

/// <summary>How work of the database is watched.</summary>
public abstract record JobWatchOptions
{
    private protected JobWatchOptions()
    {
    }

    /// <summary>The pause between two looks, from 100 ms to 1 h. Default: 2 s.</summary>
    public TimeSpan PollInterval
    {
        get;
        init => field = value >= TimeSpan.FromMilliseconds(100) && value <= TimeSpan.FromHours(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(PollInterval), value, "From 100 ms to 1 h.");
    } = TimeSpan.FromSeconds(2);

    /// <summary>For how long the agent may be away in one piece before the watching fails. Default: 3 min.</summary>
    public TimeSpan OutageTolerance
    {
        get;
        init => field = value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(OutageTolerance), value, "Zero or more.");
    } = TimeSpan.FromMinutes(3);
}
