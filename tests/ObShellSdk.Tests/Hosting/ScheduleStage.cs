using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using ObShellSdk.Backup;
using ObShellSdk.Hosting;
using ObShellSdk.Tasks;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Trust;

namespace ObShellSdk.Tests.Hosting;

/// <summary>
/// Hosts with a schedule beside fake agents, in fake time: it passes to the next moment that a host waits for, or by a step for each response while one works. The clients
/// themselves have real time, so that no limit of a call ends by the way.
/// </summary>
internal sealed class ScheduleStage : IAsyncDisposable
{
    private readonly Channel<bool> _events = Channel.CreateUnbounded<bool>();
    private readonly List<ScheduledHost> _hosts = [];

    private ScheduleStage(FakeTimeProvider clock, FakeCluster cluster)
    {
        Clock = clock;
        Cluster = cluster;
    }

    public FakeTimeProvider Clock { get; }

    public FakeCluster Cluster { get; }

    public FakeAgent Agent => Cluster.Agents[0];

    /// <summary>How much time passes for each response. Default: 1 s, as a backup takes a few seconds.</summary>
    public TimeSpan Step { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Called whenever time has passed.</summary>
    public Func<Task> OnTime { get; set; } = () => Task.CompletedTask;

    /// <summary>Starts agents of one cluster at a moment, with tenants that are set up for backups.</summary>
    public static async Task<ScheduleStage> StartAsync(string now, int agents = 1, string[]? tenants = null, Action<FakeAgentOptions>? configure = null)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        FakeCluster cluster = await FakeCluster.StartAsync(agents, options =>
        {
            options.Password = TestClients.Password;
            options.TimeProvider = clock;
            configure?.Invoke(options);
        });
        foreach (string tenant in tenants ?? ["orders"])
        {
            cluster.Agents[0].AddTenant(tenant).WithBackupConfig();
        }

        return new ScheduleStage(clock, cluster);
    }

    /// <summary>Starts a host with the schedule.</summary>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The stage disposes of its hosts.")]
    public async Task<ScheduledHost> StartHostAsync(string cron = "0 2 * * *", Action<ObShellBackupScheduleOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        var time = new FlowTime(Clock, () => _events.Writer.TryWrite(false));
        var host = new ScheduledHost(time);
        HostApplicationBuilder builder = HostedAgent.CreateBuilder(time, host.Log);
        builder.Services.AddObShellClient(options =>
        {
            options.Endpoint = Agent.Endpoint;
            foreach (FakeAgent agent in Cluster.Agents.Skip(1))
            {
                options.Endpoints.Add(agent.Endpoint);
            }

            options.Credential = ObShellCredential.FromPassword(TestClients.Password);
            options.MinimumKeyBits = 512;
            options.HeaderLifetime = TimeSpan.FromDays(1);
            options.Retry = new ObShellRetryOptions { BaseDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(5), UseJitter = false };
        }).AddHttpMessageHandler(() => new Announcing(() => _events.Writer.TryWrite(true)));
        builder.Services.AddObShellBackupSchedule(cron, schedule =>
        {
            schedule.TimeZone = TimeZoneInfo.Utc;
            schedule.Wait = new WaitOptions { MinPollInterval = TimeSpan.FromMilliseconds(10), MaxPollInterval = TimeSpan.FromMilliseconds(10) };
            configure?.Invoke(schedule);
        });
        builder.Services.AddSingleton<IObShellBackupObserver>(host);
        services?.Invoke(builder.Services);
        host.Host = builder.Build();
        _hosts.Add(host);
        await host.Host.StartAsync();
        return host;
    }

    /// <summary>Stops a host, whose time does not count any more.</summary>
    public async Task StopAsync(ScheduledHost host)
    {
        _hosts.Remove(host);
        await host.Host.StopAsync();
        host.Host.Dispose();
    }

    /// <summary>Lets time pass until something holds.</summary>
    public async Task PassUntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TestClients.Patience);
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            DateTimeOffset?[] waits = [.. _hosts.Select(host => host.Time.WaitsUntil)];
            if (waits.All(wait => wait is not null))
            {
                TimeSpan left = waits.Min()!.Value - Clock.GetUtcNow();
                Clock.Advance(left > TimeSpan.Zero ? left : TimeSpan.Zero);
                await OnTime();
            }
            else if (await _events.Reader.ReadAsync(patience.Token))
            {
                Clock.Advance(Step);
                await OnTime();
            }
        }
    }

    /// <summary>Lets time pass until a moment.</summary>
    public Task PassUntilAsync(string moment)
    {
        DateTimeOffset end = DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);
        return PassUntilAsync(() => Clock.GetUtcNow() >= end);
    }

    /// <summary>Makes a backup that starts now, without any host.</summary>
    public async Task BackUpAsync(string tenant, TimeSpan duration)
    {
        using ObShellClient client = Connect();
        BackupOperation operation = await client.Backup.StartAsync(tenant);
        Clock.Advance(duration);
        Xunit.Assert.True((await operation.RefreshAsync()).IsFinished);
    }

    public ObShellClient Connect() => Cluster.CreateClient(options => (options.TimeProvider, options.HeaderLifetime) = (Clock, TimeSpan.FromDays(1)));

    public async Task<IReadOnlyList<BackupJob>> ListJobsAsync(string tenant = "orders")
    {
        using ObShellClient client = Connect();
        return [.. (await client.Backup.GetJobsPageAsync(tenant, page: 1, pageSize: 100)).Items];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ScheduledHost host in _hosts.ToArray())
        {
            await StopAsync(host);
        }

        await Cluster.DisposeAsync();
    }

    private sealed class Announcing(Action onResponse) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            finally
            {
                onResponse();
            }
        }
    }
}

/// <summary>One host of a stage, with what its schedule reported.</summary>
internal sealed class ScheduledHost(FlowTime time) : IObShellBackupObserver
{
    public FlowTime Time { get; } = time;

    public IHost Host { get; set; } = null!;

    public LogLines Log { get; } = new();

    public ConcurrentQueue<ObShellBackupResult> Results { get; } = [];

    public ObShellBackupOutcome[] Outcomes => [.. Results.Select(result => result.Outcome)];

    public ValueTask OnOutcomeAsync(ObShellBackupResult result, CancellationToken cancellationToken)
    {
        Results.Enqueue(result);
        return default;
    }
}
