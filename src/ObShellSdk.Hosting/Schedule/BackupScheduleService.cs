using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ObShellSdk.Errors;
using ObShellSdk.Tenants;

namespace ObShellSdk.Hosting.Schedule;

/// <summary>
/// Waits for the due times of one schedule and has each of its tenants backed up. One due time is worked on at a time, until the next one comes.
/// </summary>
internal sealed class BackupScheduleService : BackgroundService
{
    private const string SystemTenant = "sys";

    // The system's clock may be set, or the machine may sleep, while a longer timer runs.
    private static readonly TimeSpan _longestSleep = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan _longestRun = TimeSpan.FromDays(40);

    private readonly IServiceProvider _provider;
    private readonly string _name;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly IObShellBackupObserver[] _observers;

    public BackupScheduleService(IServiceProvider provider, string name)
    {
        _provider = provider;
        _name = name;
        _time = provider.GetService<TimeProvider>() ?? TimeProvider.System;
        _logger = provider.GetRequiredService<ILoggerFactory>().CreateLogger(ObShellHostingDiagnostics.ScheduleLogCategory);
        _observers = [.. provider.GetServices<IObShellBackupObserver>()];
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        ObShellBackupScheduleOptions options = _provider.GetRequiredService<IOptionsMonitor<ObShellBackupScheduleOptions>>().Get(_name);
        HostedClient hosted = _provider.GetRequiredService<HostedClients>().Get(options.ClientName);
        var plan = new BackupPlan(options);
        DateTimeOffset began = _time.GetUtcNow();
        DateTimeOffset? due = plan.Last(began);
        _logger.Scheduled(NameOf(hosted), options.Cron, options.TimeZone.Id, plan.Next(began));
        try
        {
            if (due is { } last)
            {
                await RunAsync(hosted, options, plan, last, isCatchUp: true, stoppingToken).ConfigureAwait(false);
            }

            while (plan.Next(due ?? began) is { } next)
            {
                await SleepUntilAsync(next, stoppingToken).ConfigureAwait(false);
                // Several due times may have passed while the machine slept: they are worked on once.
                due = plan.Last(_time.GetUtcNow()) is { } latest && latest > next ? latest : next;
                await RunAsync(hosted, options, plan, due.Value, isCatchUp: _time.GetUtcNow() - due.Value > _longestSleep, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops. What is running in the database continues.
        }
    }

    private static string NameOf(HostedClient hosted) => hosted.Name ?? hosted.Client.ToString();

    private async Task SleepUntilAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        while (moment - _time.GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left < _longestSleep ? left : _longestSleep, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RunAsync(
        HostedClient hosted, ObShellBackupScheduleOptions options, BackupPlan plan, DateTimeOffset due, bool isCatchUp, CancellationToken stoppingToken)
    {
        DateTimeOffset now = _time.GetUtcNow();
        DateTimeOffset? next = plan.Next(due);
        using var nextIsDue = new CancellationTokenSource();
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, nextIsDue.Token);
        // No run lasts so long that a timer could not count to its end.
        using ITimer? timer = next is { } at && at - now < _longestRun
            ? _time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), nextIsDue, Positive(at - now), Timeout.InfiniteTimeSpan)
            : null;
        TimeSpan retries = isCatchUp ? TimeSpan.Zero : options.Jitter + (options.RetryDelay * options.MaxAttempts);
        TimeSpan span = options.CatchUp == Timeout.InfiniteTimeSpan ? _longestRun : options.CatchUp > retries ? options.CatchUp : retries;
        var run = new BackupRun(hosted, options, plan, due, isCatchUp, due + span, _logger, (result, token) => ReportAsync(hosted, result, token));
        IReadOnlyList<string> tenants = await ListTenantsAsync(hosted, options, run, ending.Token, stoppingToken).ConfigureAwait(false);
        try
        {
            await run.BackUpAsync(tenants, ending.Token, stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            // The next due time has come; its run attaches to what is still running.
        }
    }

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;

    private async Task<IReadOnlyList<string>> ListTenantsAsync(
        HostedClient hosted, ObShellBackupScheduleOptions options, BackupRun run, CancellationToken ending, CancellationToken stoppingToken)
    {
        if (options.Tenants.Count > 0)
        {
            return options.Tenants;
        }

        ObShellException? failure = null;
        try
        {
            while (true)
            {
                try
                {
                    IReadOnlyList<TenantOverview> tenants = await hosted.Client.Tenants.ListAsync(cancellationToken: ending).ConfigureAwait(false);
                    return [.. tenants.Where(tenant => tenant.TenantName != SystemTenant && tenant.Status == TenantStatus.Normal).Select(tenant => tenant.TenantName).Order(StringComparer.Ordinal)];
                }
                catch (ObShellException exception)
                {
                    failure = exception;
                }

                _logger.ListingFailed(NameOf(hosted), run.Due, failure.Message, options.RetryDelay);
                await Task.Delay(options.RetryDelay, _time, ending).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            await run.ReportMissedAsync(null, 0, failure, stoppingToken).ConfigureAwait(false);
            return [];
        }
    }

    private async ValueTask ReportAsync(HostedClient hosted, ObShellBackupResult result, CancellationToken cancellationToken)
    {
        string tenant = result.TenantName ?? $"(all of {NameOf(hosted)})";
        string reason = result.Exception?.Message ?? "";
        switch (result.Outcome)
        {
            case ObShellBackupOutcome.Succeeded:
                _logger.Succeeded(tenant, result.DueAt, result.Attempts, result.Task?.OutputBytes ?? 0);
                break;
            case ObShellBackupOutcome.AlreadyBackedUp:
                _logger.AlreadyBackedUp(tenant, result.DueAt);
                break;
            case ObShellBackupOutcome.Canceled:
                _logger.Canceled(tenant, result.DueAt);
                break;
            case ObShellBackupOutcome.Missed:
                _logger.Missed(result.Exception, tenant, result.DueAt, reason);
                break;
            default:
                _logger.Failed(result.Exception, tenant, result.DueAt, result.Attempts, reason);
                break;
        }

        foreach (IObShellBackupObserver observer in _observers)
        {
            try
            {
                await observer.OnOutcomeAsync(result, cancellationToken).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // An observer of the application must not end the schedule.
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                _logger.ObserverFailed(exception);
            }
        }
    }
}
