using Microsoft.Extensions.Logging;

namespace ObShellSdk.Hosting.Schedule;

/// <summary>The log messages of backup schedules. An id keeps its meaning.</summary>
internal static partial class ScheduleLog
{
    [LoggerMessage(101, LogLevel.Information, "Backups of {Client} are scheduled by '{Cron}' in {TimeZone}; the next one is due at {Due}.")]
    public static partial void Scheduled(this ILogger logger, string client, string cron, string timeZone, DateTimeOffset? due);

    [LoggerMessage(102, LogLevel.Information, "Backup of tenant {Tenant}, due at {Due}: started as {Mode} backup, DAG {DagId}.")]
    public static partial void Started(this ILogger logger, string tenant, DateTimeOffset due, string mode, string? dagId);

    [LoggerMessage(103, LogLevel.Information, "Backup of tenant {Tenant}, due at {Due}: attached to the running backup, DAG {DagId}.")]
    public static partial void Attached(this ILogger logger, string tenant, DateTimeOffset due, string? dagId);

    [LoggerMessage(104, LogLevel.Warning, "Backup of tenant {Tenant}, due at {Due}: attempt {Attempt} failed ({Reason}); the next one follows after {Delay}.")]
    public static partial void AttemptFailed(this ILogger logger, string tenant, DateTimeOffset due, int attempt, string reason, TimeSpan delay);

    [LoggerMessage(105, LogLevel.Warning, "The tenants of {Client} could not be listed for the backup due at {Due} ({Reason}); the next attempt follows after {Delay}.")]
    public static partial void ListingFailed(this ILogger logger, string client, DateTimeOffset due, string reason, TimeSpan delay);

    [LoggerMessage(106, LogLevel.Information, "Backup of tenant {Tenant}, due at {Due}: still running; this host does not wait any longer, and the backup continues.")]
    public static partial void LeftRunning(this ILogger logger, string tenant, DateTimeOffset due);

    [LoggerMessage(107, LogLevel.Information, "The backup due at {Due} was missed and is caught up now.")]
    public static partial void CaughtUp(this ILogger logger, DateTimeOffset due);

    [LoggerMessage(108, LogLevel.Error, "An IObShellBackupObserver failed.")]
    public static partial void ObserverFailed(this ILogger logger, Exception exception);

    [LoggerMessage(109, LogLevel.Warning, "Backup of tenant {Tenant}, due at {Due}: this host could not find out whether it is running ({Reason}).")]
    public static partial void NotFollowed(this ILogger logger, string tenant, DateTimeOffset due, string reason);

    [LoggerMessage(110, LogLevel.Information, "Backup of tenant {Tenant}, due at {Due}: succeeded after {Attempts} attempt(s), {OutputBytes} bytes written.")]
    public static partial void Succeeded(this ILogger logger, string tenant, DateTimeOffset due, int attempts, long outputBytes);

    [LoggerMessage(111, LogLevel.Information, "Backup of tenant {Tenant}, due at {Due}: already done.")]
    public static partial void AlreadyBackedUp(this ILogger logger, string tenant, DateTimeOffset due);

    [LoggerMessage(112, LogLevel.Error, "Backup of tenant {Tenant}, due at {Due}: failed after {Attempts} attempt(s) ({Reason}).")]
    public static partial void Failed(this ILogger logger, Exception? exception, string tenant, DateTimeOffset due, int attempts, string reason);

    [LoggerMessage(113, LogLevel.Warning, "Backup of tenant {Tenant}, due at {Due}: canceled by another caller; it is not started again.")]
    public static partial void Canceled(this ILogger logger, string tenant, DateTimeOffset due);

    [LoggerMessage(114, LogLevel.Error, "Backup of tenant {Tenant}, due at {Due}: missed; it could not be started in time ({Reason}).")]
    public static partial void Missed(this ILogger logger, Exception? exception, string tenant, DateTimeOffset due, string reason);
}
