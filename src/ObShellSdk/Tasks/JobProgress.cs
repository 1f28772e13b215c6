using ObShellSdk.Tasks;
using System.Globalization;
using System.Text;

namespace ObShellSdk;

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

    /// <summary>Bytes a second since the snapshot before.</summary>
    public double? CurrentRate { get; init; }

    /// <summary>Bytes a second since the first snapshot.</summary>
    public double? MeanRate { get; init; }

    /// <summary>How long it may still take at the pace so far; the replay of the log after a restore not included.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>True in the last snapshot: the work has ended.</summary>
    public bool IsFinished { get; init; }

    /// <summary>Whether it ended well; null before, and where its end was not seen, as agents before 4.3.2 do not remember it.</summary>
    public bool? IsSuccess { get; init; }

    /// <summary>How long the agent has not answered; null while it answers.</summary>
    public TimeSpan? Outage { get; init; }

    /// <summary>Why the agent did not answer; null while it answers.</summary>
    public string? OutageReason { get; init; }

    /// <summary>Returns one line: the work, its share, bytes, rate and the time that is left.</summary>
    public sealed override string ToString()
    {
        var line = new StringBuilder(Subject);
        if (Percent is { } percent)
        {
            line.Append(CultureInfo.InvariantCulture, $": {percent:0.#} %");
        }

        if (CurrentRate is { } rate)
        {
            line.Append(CultureInfo.InvariantCulture, $", {rate / (1024 * 1024):0.#} MiB/s");
        }

        if (Remaining is { } left)
        {
            line.Append(CultureInfo.InvariantCulture, $", {DagProgress.Text(left)} left");
        }

        return Outage is { } outage ? line.Append(CultureInfo.InvariantCulture, $", no answer for {DagProgress.Text(outage)}").ToString() : line.ToString();
    }

    /// <summary>What the line is about, with its state.</summary>
    private protected abstract string Subject { get; }

    /// <summary>Bytes a second between two snapshots; null where there is no time between them.</summary>
    private protected static double? Rate(long before, long now, TimeSpan time) => time > TimeSpan.Zero ? Math.Max(0, (now - before) / time.TotalSeconds) : null;

    /// <summary>The time for what is left at a rate, at most ten years; null while that is not known.</summary>
    private protected static TimeSpan? TimeFor(double left, double? rate) =>
        rate is { } pace and > 0 && left >= 0 ? TimeSpan.FromSeconds(Math.Min(left / pace, TimeSpan.FromDays(3650).TotalSeconds)) : null;
}
