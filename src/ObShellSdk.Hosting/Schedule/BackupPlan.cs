using Cronos;
using ObShellSdk.Backup;

namespace ObShellSdk.Hosting.Schedule;

/// <summary>The due times of a schedule, and what is backed up at each.</summary>
internal sealed class BackupPlan
{
    private static readonly TimeSpan _maxEarly = TimeSpan.FromMinutes(15);

    // Enough for a yearly schedule that depends on a day of the week in a leap year.
    private static readonly TimeSpan[] _lookBack =
        [TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(8), TimeSpan.FromDays(32), TimeSpan.FromDays(367), TimeSpan.FromDays(4020)];

    private readonly CronExpression _cron;
    private readonly ObShellBackupScheduleOptions _options;

    /// <exception cref="CronFormatException">The expression cannot be read.</exception>
    public BackupPlan(ObShellBackupScheduleOptions options)
    {
        _options = options;
        _cron = Parse(options.Cron);
    }

    /// <exception cref="CronFormatException">The expression cannot be read.</exception>
    public static CronExpression Parse(string cron) =>
        CronExpression.Parse(cron, cron.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard);

    /// <summary>The first due time after a moment, or null if there is none.</summary>
    public DateTimeOffset? Next(DateTimeOffset after) => _cron.GetNextOccurrence(after, _options.TimeZone);

    /// <summary>The last due time up to a moment, or null if there was none.</summary>
    public DateTimeOffset? Last(DateTimeOffset now)
    {
        foreach (TimeSpan span in _lookBack)
        {
            if (_cron.GetNextOccurrence(now - span, _options.TimeZone) is { } first && first <= now)
            {
                DateTimeOffset last = first;
                while (Next(last) is { } next && next <= now)
                {
                    last = next;
                }

                return last;
            }
        }

        return null;
    }

    /// <summary>How long before a due time a backup may have started that counts for it, since clocks of hosts and databases differ.</summary>
    public TimeSpan Tolerance(DateTimeOffset due)
    {
        TimeSpan quarter = (Next(due) - due) / 4 ?? _maxEarly;
        return quarter < _maxEarly ? quarter : _maxEarly;
    }

    /// <summary>What to back up at a due time. A full backup that was missed is made up for.</summary>
    public BackupMode ModeAt(DateTimeOffset due, DateTimeOffset? lastSuccess)
    {
        if (_options.Mode != BackupMode.Incremental || _options.FullOn.Count == 0)
        {
            return _options.Mode;
        }

        // All days of the week are among the last seven days.
        DateTimeOffset? first = lastSuccess is not { } success ? due : Next(success > due - TimeSpan.FromDays(7) ? success : due - TimeSpan.FromDays(7));
        for (DateTimeOffset? at = first; at <= due; at = Next(at.Value))
        {
            if (_options.FullOn.Contains(TimeZoneInfo.ConvertTime(at.Value, _options.TimeZone).DayOfWeek))
            {
                return BackupMode.Full;
            }
        }

        return BackupMode.Incremental;
    }
}
