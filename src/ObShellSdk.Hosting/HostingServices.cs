using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ObShellSdk.Hosting;

internal static class HostingServices
{
    /// <summary>Adds what health checks and schedules share, once.</summary>
    public static void AddObShellHostingServices(this IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton(provider => new BackupMetrics(provider));
        services.TryAddSingleton(provider => new HostedClients(provider));
    }
}
