using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace ObShellSdk.Hosting;

/// <summary>The gauges of backups: one series for each client and tenant that a schedule or a health check has read.</summary>
internal sealed class BackupMetrics
{
    private readonly ConcurrentDictionary<(string? Client, string Tenant), Entry> _tenants = new();
    private readonly TimeProvider _time;

    public BackupMetrics(IServiceProvider provider)
    {
        _time = provider.GetService<TimeProvider>() ?? TimeProvider.System;
        Meter meter = provider.GetRequiredService<IMeterFactory>().Create(ObShellHostingDiagnostics.MeterName, typeof(BackupMetrics).Assembly.GetName().Version?.ToString(3));
        meter.CreateObservableGauge(ObShellHostingDiagnostics.BackupAgeMetric, Ages, "s", "Time since the last successful backup of the tenant ended.");
        meter.CreateObservableGauge(ObShellHostingDiagnostics.BackupLastResultMetric, Results, description: "1 if the last backup of the tenant succeeded, 0 if it failed or was canceled.");
    }

    /// <summary>Notes what was read. Null keeps what is known.</summary>
    public void Set(string? client, string tenant, DateTimeOffset? lastSuccess, bool? lastResult) =>
        _tenants.AddOrUpdate((client, tenant), _ => new Entry(lastSuccess, lastResult), (_, known) => new Entry(lastSuccess ?? known.LastSuccess, lastResult ?? known.LastResult));

    private IEnumerable<Measurement<double>> Ages()
    {
        DateTimeOffset now = _time.GetUtcNow();
        foreach (((string? Client, string Tenant) key, Entry entry) in _tenants)
        {
            if (entry.LastSuccess is { } success)
            {
                yield return new Measurement<double>(Math.Max(0, (now - success).TotalSeconds), TagsOf(key));
            }
        }
    }

    private IEnumerable<Measurement<int>> Results()
    {
        foreach (((string? Client, string Tenant) key, Entry entry) in _tenants)
        {
            if (entry.LastResult is { } succeeded)
            {
                yield return new Measurement<int>(succeeded ? 1 : 0, TagsOf(key));
            }
        }
    }

    private static TagList TagsOf((string? Client, string Tenant) key)
    {
        var tags = new TagList { { ObShellHostingDiagnostics.TenantAttribute, key.Tenant } };
        if (key.Client is { } client)
        {
            tags.Add(ObShellHostingDiagnostics.ClientAttribute, client);
        }

        return tags;
    }

    private sealed record Entry(DateTimeOffset? LastSuccess, bool? LastResult);
}
