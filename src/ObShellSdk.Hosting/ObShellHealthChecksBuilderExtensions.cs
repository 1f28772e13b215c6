using Microsoft.Extensions.Diagnostics.HealthChecks;
using ObShellSdk;
using ObShellSdk.Hosting;
using ObShellSdk.Hosting.Health;

#pragma warning disable IDE0130 // The namespace in which registrations are found.
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Registers health checks of obshell agents and of backups.</summary>
/// <remarks>
/// The checks use a client that <c>AddObShellClient</c> has registered. Probes that follow one another shortly, or come together, get the same response: for 10 s of the agents,
/// and for 1 min of a backup. Neither the description nor the data contain secrets.
/// </remarks>
public static class ObShellHealthChecksBuilderExtensions
{
    private static readonly TimeSpan _defaultTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _defaultArchiveLag = TimeSpan.FromMinutes(15);

    /// <summary>Checks whether the agents and their observers can be used.</summary>
    /// <param name="builder">The health checks of the host.</param>
    /// <param name="clientName">The key of the client, or null for the client without a key.</param>
    /// <param name="name">The name of the check, or null for <c>obshell</c>, or <c>obshell_</c> and the key of the client.</param>
    /// <param name="failureStatus">The status to report instead of <see cref="HealthStatus.Unhealthy"/>, or null.</param>
    /// <param name="tags">Tags to select checks by, or null for none.</param>
    /// <param name="timeout">How long the check may take, or null for 10 s.</param>
    /// <returns><paramref name="builder"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is not more than zero.</exception>
    /// <remarks>
    /// <list type="bullet">
    /// <item><see cref="HealthStatus.Healthy"/>: all agents and observers can be used.</item>
    /// <item><see cref="HealthStatus.Degraded"/>: one of several agents or its observer is unavailable, maintenance is running, or the times of the database are shifted and not
    /// corrected (<see cref="ObShellClientOptions.CorrectDatabaseTimes"/>).</item>
    /// <item><see cref="HealthStatus.Unhealthy"/>: no agent answers, the password is rejected, or no observer can be used.</item>
    /// </list>
    /// </remarks>
    public static IHealthChecksBuilder AddObShell(
        this IHealthChecksBuilder builder, string? clientName = null, string? name = null, HealthStatus? failureStatus = null, IEnumerable<string>? tags = null, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        TimeSpan limit = CheckTimeout(timeout, nameof(timeout));
        builder.Services.AddObShellHostingServices();
        var cache = new CachedCheck(AgentHealthCheck.CacheDuration);
        return builder.Add(new HealthCheckRegistration(
            name ?? (clientName is null ? "obshell" : $"obshell_{clientName}"),
            provider => new AgentHealthCheck(provider.GetRequiredService<HostedClients>().Get(clientName), cache, limit),
            failureStatus,
            tags,
            limit));
    }

    /// <summary>Checks whether a tenant has a recent backup and an advancing log archive.</summary>
    /// <param name="builder">The health checks of the host.</param>
    /// <param name="tenantName">A user tenant.</param>
    /// <param name="maxAge">The greatest age of the last successful backup, more than zero: 26 h for a nightly backup.</param>
    /// <param name="clientName">The key of the client, or null for the client without a key.</param>
    /// <param name="maxArchiveLag">
    /// How far the log archive may lag behind, more than zero, or null for 15 min. <see cref="Timeout.InfiniteTimeSpan"/> does not check the archive.
    /// </param>
    /// <param name="name">The name of the check, or null for <c>obshell_backup_</c> and the tenant, with the key of the client before it.</param>
    /// <param name="failureStatus">The status to report instead of <see cref="HealthStatus.Unhealthy"/>, or null.</param>
    /// <param name="tags">Tags to select checks by, or null for none.</param>
    /// <param name="timeout">How long the check may take, or null for 10 s.</param>
    /// <returns><paramref name="builder"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxAge"/>, <paramref name="maxArchiveLag"/> or <paramref name="timeout"/> is not more than zero.</exception>
    /// <remarks>
    /// <list type="bullet">
    /// <item><see cref="HealthStatus.Degraded"/>: the log archive lags, does not advance, or is not running.</item>
    /// <item><see cref="HealthStatus.Unhealthy"/>: the last successful backup ended more than <paramref name="maxAge"/> ago, the last backup failed, the tenant was never backed
    /// up, or the agents cannot be asked.</item>
    /// </list>
    /// Times of the database are corrected by the difference of the time zones, whether or not the client corrects them.
    /// </remarks>
    public static IHealthChecksBuilder AddObShellBackup(
        this IHealthChecksBuilder builder,
        string tenantName,
        TimeSpan maxAge,
        string? clientName = null,
        TimeSpan? maxArchiveLag = null,
        string? name = null,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(tenantName);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maxAge, TimeSpan.Zero);
        TimeSpan? lag = maxArchiveLag == Timeout.InfiniteTimeSpan ? null : maxArchiveLag ?? _defaultArchiveLag;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lag ?? _defaultArchiveLag, TimeSpan.Zero, nameof(maxArchiveLag));
        TimeSpan limit = CheckTimeout(timeout, nameof(timeout));
        builder.Services.AddObShellHostingServices();
        var cache = new CachedCheck(BackupHealthCheck.CacheDuration);
        var archive = new ArchiveProgress();
        return builder.Add(new HealthCheckRegistration(
            name ?? (clientName is null ? $"obshell_backup_{tenantName}" : $"obshell_{clientName}_backup_{tenantName}"),
            provider => new BackupHealthCheck(provider.GetRequiredService<HostedClients>().Get(clientName), tenantName, maxAge, lag, archive, cache, limit),
            failureStatus,
            tags,
            limit));
    }

    private static TimeSpan CheckTimeout(TimeSpan? timeout, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout ?? _defaultTimeout, TimeSpan.Zero, name);
        return timeout ?? _defaultTimeout;
    }
}
