using ObShellSdk.Backup;
using ObShellSdk.Tasks;

namespace ObShellSdk.Hosting;

/// <summary>Which tenants are backed up, when and how.</summary>
public sealed class ObShellBackupScheduleOptions
{
    /// <summary>When backups are due: a cron expression of five fields, of six with seconds first, or a macro such as <c>@daily</c>. Required.</summary>
    public string Cron { get; set; } = "";

    /// <summary>The time zone of <see cref="Cron"/> and <see cref="FullOn"/>. Default: that of this machine.</summary>
    /// <remarks>A due time that daylight saving skips moves to the end of the gap; one that occurs twice is due once.</remarks>
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Local;

    /// <summary>The key of the client, or null for the client without a key. Default: null.</summary>
    public string? ClientName { get; set; }

    /// <summary>The tenants to back up, in this order, or an empty list for all user tenants that exist at the due time. Default: empty.</summary>
    public IReadOnlyList<string> Tenants { get; set; } = [];

    /// <summary>How much is backed up. Default: <see cref="BackupMode.Full"/>.</summary>
    public BackupMode Mode { get; set; } = BackupMode.Full;

    /// <summary>
    /// The days of the week, in <see cref="TimeZone"/>, on which backups are full although <see cref="Mode"/> is <see cref="BackupMode.Incremental"/>. If such a day was
    /// missed, the next backup is full. Default: empty.
    /// </summary>
    public IReadOnlyCollection<DayOfWeek> FullOn { get; set; } = [];

    /// <summary>Whether the log that a restore needs is included in the backup set. Default: false.</summary>
    public bool PlusArchive { get; set; }

    /// <summary>The password that encrypts the backup sets, or null for none; see <see cref="StartBackupRequest.Encryption"/>. Default: null.</summary>
    public Secret? Encryption { get; set; }

    /// <summary>How many tenants are backed up at the same time, from 1. Default: 1.</summary>
    public int Parallel { get; set; } = 1;

    /// <summary>The longest random delay after the due time, zero or more. Default: zero.</summary>
    public TimeSpan Jitter { get; set; }

    /// <summary>
    /// How long after its due time a backup may still be started, for example because the host or the agents were not running: zero or more, or
    /// <see cref="Timeout.InfiniteTimeSpan"/> for until the next due time. With zero, a due time that passes while the host is not running is skipped. However many due times were
    /// missed, the tenant is backed up once. Default: <see cref="Timeout.InfiniteTimeSpan"/>.
    /// </summary>
    public TimeSpan CatchUp { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>
    /// How many backups that fail, or that the agent refuses, are tried for each tenant and due time, from 1. Errors that pass, such as an agent that does not answer, do not
    /// count. Default: 3.
    /// </summary>
    public int MaxAttempts { get; set; } = 3;

    /// <summary>The pause before another attempt, at least 1 s. Default: 5 min.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How a running backup is polled, and how long an outage of the agents may last before it counts as an error that passes.</summary>
    public WaitOptions Wait { get; set; } = new();
}
