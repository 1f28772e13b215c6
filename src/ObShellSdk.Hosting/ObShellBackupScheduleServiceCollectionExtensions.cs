using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ObShellSdk.Hosting;
using ObShellSdk.Hosting.Schedule;

#pragma warning disable IDE0130 // The namespace in which registrations are found.
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Registers scheduled backups.</summary>
public static class ObShellBackupScheduleServiceCollectionExtensions
{
    /// <summary>Backs up tenants by a schedule, as long as the host runs. May be called several times, for example once for each cluster.</summary>
    /// <param name="services">The services of the host, with a client that <c>AddObShellClient</c> has registered.</param>
    /// <param name="cron">When backups are due: a cron expression of five fields, or of six with seconds first. See <see cref="ObShellBackupScheduleOptions.Cron"/>.</param>
    /// <param name="configure">Sets the options, or null for the defaults: full backups of all user tenants, one after the other, in the time zone of this machine.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="OptionsValidationException">An option is out of its range. Thrown when the host starts.</exception>
    /// <remarks>
    /// <para>Several replicas may run the same schedule: they attach to one backup. A replica that comes later finds the tenant backed up and starts nothing.</para>
    /// <para>
    /// A backup that completed counts for a due time if it ended after it, or started at most 15 min before it (a quarter of the time between two due times, if that is
    /// shorter). Times of the database are corrected by the difference of the time zones.
    /// </para>
    /// <para>A host that stops leaves a running backup running. The next host waits for it.</para>
    /// </remarks>
    public static IServiceCollection AddObShellBackupSchedule(this IServiceCollection services, string cron, Action<ObShellBackupScheduleOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(cron);
        services.AddObShellHostingServices();
        string name = services.Count(service => service.ServiceType == typeof(BackupScheduleMarker)).ToString(CultureInfo.InvariantCulture);
        services.AddSingleton(new BackupScheduleMarker());
        services.AddOptions<ObShellBackupScheduleOptions>(name).Configure(options =>
        {
            options.Cron = cron;
            configure?.Invoke(options);
        }).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ObShellBackupScheduleOptions>>(new BackupScheduleValidation(name));
        services.AddSingleton<IHostedService>(provider => new BackupScheduleService(provider, name));
        return services;
    }
}
