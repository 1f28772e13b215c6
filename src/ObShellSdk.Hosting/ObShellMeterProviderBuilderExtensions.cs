using Microsoft.Extensions.DependencyInjection.Extensions;
using ObShellSdk.Diagnostics;
using ObShellSdk.Hosting;

#pragma warning disable IDE0130 // The namespace in which instrumentations are found.
namespace OpenTelemetry.Metrics;
#pragma warning restore IDE0130

/// <summary>Adds the measurements of ObShellSdk to a meter provider.</summary>
public static class ObShellMeterProviderBuilderExtensions
{
    /// <summary>Collects the measurements of all clients, and those of backups; the histogram of call durations gets buckets from 5 ms to 10 s.</summary>
    /// <param name="builder">The meter provider.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static MeterProviderBuilder AddObShellInstrumentation(this MeterProviderBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddMeter(ObShellDiagnostics.MeterName, ObShellHostingDiagnostics.MeterName);
#if !NET9_0_OR_GREATER
        // From .NET 9 on the instrument itself proposes its buckets. A second view of the same instrument would count it twice.
        bool isFirst = false;
        builder.ConfigureServices(services =>
        {
            isFirst = !services.Any(service => service.ServiceType == typeof(BucketsMarker));
            services.TryAddSingleton(new BucketsMarker());
        });
        if (isFirst)
        {
            builder.AddView(
                ObShellDiagnostics.CallDurationMetric,
                new ExplicitBucketHistogramConfiguration { Boundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] });
        }
#endif
        return builder;
    }

#if !NET9_0_OR_GREATER
    private sealed class BucketsMarker;
#endif
}
