using System.Diagnostics.Metrics;

namespace ObShellSdk.Hosting;

/// <summary>The names by which scheduled backups and backup health checks can be observed.</summary>
public static class ObShellHostingDiagnostics
{
    /// <summary>The name of the <see cref="Meter"/> of the gauges.</summary>
    public const string MeterName = "ObShellSdk.Hosting";

    /// <summary>The category of the log messages of backup schedules.</summary>
    public const string ScheduleLogCategory = "ObShellSdk.Hosting.BackupSchedule";

    /// <summary>Gauge, in seconds: the time since the last successful backup of a tenant ended. Absent for a tenant that is not known to have one.</summary>
    public const string BackupAgeMetric = "obshell.backup.age";

    /// <summary>Gauge: 1 if the last backup of a tenant succeeded, 0 if it failed or was canceled. Absent until it is known.</summary>
    public const string BackupLastResultMetric = "obshell.backup.last_result";

    /// <summary>The tenant.</summary>
    public const string TenantAttribute = "obshell.tenant";

    /// <summary>The key that the client is registered under. Absent for the client without a key.</summary>
    public const string ClientAttribute = "obshell.client";
}
