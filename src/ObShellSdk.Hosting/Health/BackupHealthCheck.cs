using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ObShellSdk.Backup;
using ObShellSdk.Errors;

namespace ObShellSdk.Hosting.Health;

/// <summary>Whether a tenant has a recent backup and an advancing log archive.</summary>
internal sealed class BackupHealthCheck(
    HostedClient hosted, string tenant, TimeSpan maxAge, TimeSpan? maxArchiveLag, ArchiveProgress archive, CachedCheck cache, TimeSpan limit) : IHealthCheck
{
    /// <summary>How long the outcome of a check is returned again.</summary>
    public static readonly TimeSpan CacheDuration = TimeSpan.FromMinutes(1);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Findings.Map(await cache.GetAsync(CheckAsync, hosted.Time, cancellationToken).ConfigureAwait(false), context);

    private async Task<HealthCheckResult> CheckAsync()
    {
        using var timeout = new CancellationTokenSource(limit, hosted.Time);
        var options = new ObShellCallOptions { Timeout = limit * 0.8 };
        var findings = new Findings();
        findings.Data["tenant"] = tenant;
        BackupState backup;
        try
        {
            backup = await hosted.ReadBackupAsync(tenant, options, timeout.Token).ConfigureAwait(false);
            await CheckArchiveAsync(findings, options, timeout.Token).ConfigureAwait(false);
        }
        catch (ObShellException exception)
        {
            return findings.Unhealthy(exception.Message, exception);
        }

        if (backup.Latest is not { } latest)
        {
            return findings.Unhealthy($"Tenant {tenant} was never backed up.");
        }

        findings.Data["last_backup_status"] = latest.Status.Value;
        if (backup.LastSuccess is { } success)
        {
            findings.Data["last_success"] = success.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
            findings.Data["age_seconds"] = Math.Max(0, (long)(hosted.Time.GetUtcNow() - success).TotalSeconds);
        }

        if (latest.Status == BackupTaskStatus.Failed)
        {
            return findings.Unhealthy($"The last backup of tenant {tenant} failed with result {latest.Result.ToString(CultureInfo.InvariantCulture)}.");
        }

        if (backup.LastSuccess is not { } last)
        {
            // Agents before 4.3.2 do not tell of the backup before one that runs.
            return latest.IsFinished
                ? findings.Unhealthy($"No successful backup of tenant {tenant} is known.")
                : Degraded(findings, $"A backup of tenant {tenant} is running, and no earlier successful one is known.");
        }

        TimeSpan age = hosted.Time.GetUtcNow() - last;
        return age > maxAge
            ? findings.Unhealthy($"The last successful backup of tenant {tenant} ended {Text(age)} ago; at most {Text(maxAge)} are allowed.")
            : findings.Result($"The last successful backup of tenant {tenant} ended {Text(age)} ago.");
    }

    private static HealthCheckResult Degraded(Findings findings, string reason)
    {
        findings.Degrade(reason);
        return findings.Result(reason);
    }

    private async Task CheckArchiveAsync(Findings findings, ObShellCallOptions options, CancellationToken cancellationToken)
    {
        if (maxArchiveLag is not { } allowed)
        {
            return;
        }

        TenantBackupInfo info;
        try
        {
            info = await hosted.Client.Backup.GetInfoAsync(tenant, options, cancellationToken).ConfigureAwait(false);
        }
        catch (ObShellVersionException)
        {
            findings.Data["archive"] = "unknown before obshell 4.3.2";
            return;
        }

        if (info is not { LatestArchiveLogCheckpoint: { } checkpoint, ArchiveLogDelay: { } seconds })
        {
            findings.Data["archive"] = "none";
            findings.Degrade($"The log of tenant {tenant} is not archived.");
            return;
        }

        TimeSpan delay = seconds < TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;
        findings.Data["archive_delay_seconds"] = (long)seconds;
        if (delay > allowed)
        {
            findings.Degrade($"The log archive of tenant {tenant} lags {Text(delay)} behind; at most {Text(allowed)} are allowed.");
        }
        else if (archive.Note(checkpoint, hosted.Time) is var still && still > allowed)
        {
            findings.Degrade($"The log archive of tenant {tenant} has not advanced for {Text(still)}.");
        }
    }

    private static string Text(TimeSpan time) => time.TotalMinutes < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, time.TotalSeconds):0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00} h");
}
