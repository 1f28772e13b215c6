namespace BackupService;

/// <summary>The section <c>Backups</c> of the configuration.</summary>
internal sealed class ServiceSettings
{
    public string Cron { get; set; } = "0 2 * * *";

    /// <summary>The time zone of <see cref="Cron"/>.</summary>
    public string TimeZone { get; set; } = "UTC";

    public string[] Tenants { get; set; } = [];

    /// <summary>A tenant whose last backup is older is unhealthy.</summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromHours(26);
}
