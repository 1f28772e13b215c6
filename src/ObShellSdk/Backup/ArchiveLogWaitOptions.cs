using ObShellSdk.Backup;

namespace ObShellSdk;

/// <summary>How long the start of a log archive is waited for.</summary>
public sealed record ArchiveLogWaitOptions
{
    /// <summary>The pause between two looks, from 100 ms to 1 h. Default: 2 s.</summary>
    public TimeSpan PollInterval
    {
        get;
        init => field = value >= TimeSpan.FromMilliseconds(100) && value <= TimeSpan.FromHours(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(PollInterval), value, "PollInterval must be between 100 ms and 1 h.");
    } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long the archive may take to appear after its start; more than zero. An archive that does not appear within this time was not started. Default: 1 min.
    /// </summary>
    public TimeSpan AppearTimeout { get; init => field = Positive(value, nameof(AppearTimeout)); } = TimeSpan.FromMinutes(1);

    /// <summary>How long the archive may take until it is <see cref="ArchiveLogStatus.Doing"/>; more than zero. Default: 10 min.</summary>
    public TimeSpan StartTimeout { get; init => field = Positive(value, nameof(StartTimeout)); } = TimeSpan.FromMinutes(10);

    private static TimeSpan Positive(TimeSpan value, string name) =>
        value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be more than zero.");
}
