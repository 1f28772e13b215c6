using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ObShellSdk;
using ObShellSdk.Backup;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Docs;

/// <summary>The code of docs/guide about configuration, errors and credentials, run against the fake agent.</summary>
public sealed class ConfigurationExamples
{
    [Fact]
    public async Task A_client_comes_from_a_configuration_section_with_a_handler_around_it()
    {
        await using FakeAgent agent = await StartAsync();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration["ObShell:Endpoint"] = agent.Endpoint.ToString();
        builder.Configuration["ObShell:Password"] = "R";

        // snippet: di-section
        builder.Services.AddTransient<AttemptCounter>();
        builder.Services
            .AddObShellClient(builder.Configuration.GetSection("ObShell"))
            .AddHttpMessageHandler<AttemptCounter>();
        // end-snippet

        using IHost host = builder.Build();
        TenantBackupOverview overview = await host.Services.GetRequiredService<ObShellClient>().Backup.GetOverviewAsync("tenant1");
        Assert.True(overview.Task.IsFinished);
        Assert.Equal(3, AttemptCounter.Attempts);
    }

    [Fact]
    public async Task A_configuration_section_is_enough_for_a_client()
    {
        await using FakeAgent agent = await StartAsync();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration["ObShell:Endpoint"] = agent.Endpoint.ToString();
        builder.Configuration["ObShell:Password"] = "R";

        // snippet: di
        builder.Services.AddObShellClient(builder.Configuration.GetSection("ObShell"));
        // end-snippet

        using IHost host = builder.Build();
        Assert.True((await host.Services.GetRequiredService<ObShellClient>().Backup.GetOverviewAsync("tenant1")).Task.IsFinished);
    }

    [Fact]
    public async Task Clients_of_several_agents_are_told_apart_by_key()
    {
        await using FakeAgent east = await StartAsync();
        await using FakeAgent west = await StartAsync();
        west.FindTenant("tenant1")!.BackupTask!.Status = "FAILED";
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration["ObShell:East:Endpoint"] = east.Endpoint.ToString();
        builder.Configuration["ObShell:East:Password"] = "R";
        Uri westEndpoint = west.Endpoint;
        string westPassword = "R";

        // snippet: di-keyed
        builder.Services.AddObShellClient("east", builder.Configuration.GetSection("ObShell:East"));
        builder.Services.AddObShellClient("west", options =>
        {
            options.Endpoint = westEndpoint;
            options.Credential = ObShellCredential.FromPassword(westPassword);
            options.Retry.TotalTimeout = TimeSpan.FromSeconds(20);
        });
        // end-snippet

        builder.Services.AddSingleton<TwoSites>();
        using IHost host = builder.Build();
        Assert.Equal(
            [BackupTaskStatus.Completed, BackupTaskStatus.Failed],
            await host.Services.GetRequiredService<TwoSites>().StatusesAsync("tenant1", CancellationToken.None));
    }

    [Fact]
    public async Task A_call_has_its_own_time_out_and_trace_id_and_shows_the_clock_of_the_agent()
    {
        await using FakeAgent agent = await StartAsync();
        agent.FindTenant("tenant1")!.WithBackupTask(new FakeBackupTask
        {
            Status = "DOING",
            StartTimestamp = DateTimeOffset.UtcNow.AddMinutes(-10),
            EndTimestamp = null,
            FinishMacroBlockCount = 30,
        });
        using ObShellClient client = agent.CreateClient();

        TimeSpan? remaining = await RemainingAsync(client, CancellationToken.None);

        Assert.InRange(remaining!.Value, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(12));
        Assert.Equal("nightly-report-42", agent.Requests[^1].TraceId);
    }

    [Fact]
    public async Task A_tenant_without_backups_is_told_from_trouble()
    {
        await using FakeAgent agent = await StartAsync();
        agent.AddTenant("tenant2");
        using ObShellClient client = agent.CreateClient(options => options.Retry.MaxAttempts = 1);

        Assert.NotNull(await LastBackupAsync(client, "tenant1", CancellationToken.None));
        Assert.Null(await LastBackupAsync(client, "tenant2", CancellationToken.None));
        await Assert.ThrowsAsync<ObShellApiException>(() => LastBackupAsync(client, "tenant3", CancellationToken.None));
    }

    [Fact]
    public async Task A_pinned_key_is_the_only_one_that_is_trusted()
    {
        await using FakeAgent agent = await StartAsync();

        using (ObShellClient client = Pinned(agent.Endpoint, "R", agent.PublicKeyFingerprint))
        {
            Assert.True((await client.Backup.GetOverviewAsync("tenant1")).Task.IsFinished);
        }

        agent.RotateKey();
        using ObShellClient other = Pinned(agent.Endpoint, "R", "5E:" + new string('0', 62));
        var error = await Assert.ThrowsAsync<ObShellTrustException>(() => other.Backup.GetOverviewAsync("tenant1"));
        Assert.Equal(TrustFailureReason.KeyNotPinned, error.Reason);
    }

    [Fact]
    public async Task A_provider_is_asked_for_every_attempt()
    {
        await using FakeAgent agent = await StartAsync();
        var vault = new Vault("R");
        using var client = new ObShellClient(agent.Endpoint, FromVault(vault));

        await client.Backup.GetOverviewAsync("tenant1");
        agent.Password = vault.Password = "rotated";
        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(2, vault.Reads);
    }

    // snippet: di-consumer
    public sealed class TwoSites(
        [FromKeyedServices("east")] ObShellClient east, [FromKeyedServices("west")] ObShellClient west)
    {
        public async Task<BackupTaskStatus[]> StatusesAsync(string tenant, CancellationToken ct)
        {
            TenantBackupOverview[] overviews = await Task.WhenAll(
                east.Backup.GetOverviewAsync(tenant, cancellationToken: ct),
                west.Backup.GetOverviewAsync(tenant, cancellationToken: ct));
            return [.. overviews.Select(overview => overview.Task.Status)];
        }
    }
    // end-snippet

    private static async Task<TimeSpan?> RemainingAsync(ObShellClient client, CancellationToken ct)
    {
        // snippet: call-options
        DateTimeOffset? agentTime = null;
        var options = new ObShellCallOptions
        {
            Timeout = TimeSpan.FromSeconds(10),
            TraceId = "nightly-report-42",
            OnResponse = response => agentTime = response.AgentTime,
        };
        TenantBackupOverview overview = await client.Backup.GetOverviewAsync("tenant1", options, ct);
        TimeSpan? remaining = agentTime is { } now ? overview.Task.EstimateRemaining(now) : null;
        // end-snippet
        return remaining;
    }

    // snippet: errors
    static async Task<CdbObBackupTask?> LastBackupAsync(ObShellClient client, string tenant, CancellationToken ct)
    {
        try
        {
            return (await client.Backup.GetOverviewAsync(tenant, cancellationToken: ct)).Task;
        }
        catch (ObShellApiException e) when (e.Code == ObShellErrorCodes.TaskNotFound)
        {
            return null; // never backed up
        }
        catch (ObShellAuthenticationException e)
        {
            Console.Error.WriteLine($"{e.Reason}: {e.Message}"); // the message says what to fix
            throw;
        }
        catch (ObShellException e) when (e.IsTransient && !e.MayHaveRun)
        {
            Console.Error.WriteLine($"Not now: {e.Message}"); // the same call may succeed later
            throw;
        }
    }
    // end-snippet

    private static ObShellClient Pinned(Uri endpoint, string password, string fingerprint)
    {
        // snippet: pinning
        var options = new ObShellClientOptions
        {
            Endpoint = endpoint,
            Credential = ObShellCredential.FromPassword(password),
            PinnedKeyFingerprints = { fingerprint },
        };
        var client = new ObShellClient(options);
        // end-snippet
        return client;
    }

    private static ObShellCredential FromVault(Vault vault)
    {
        // snippet: provider
        var credential = ObShellCredential.FromProvider(
            async token => ObShellCredential.FromPassword(await vault.ReadAsync("obshell", token)));
        // end-snippet
        return credential;
    }

    private static async Task<FakeAgent> StartAsync()
    {
        FakeAgent agent = await FakeAgent.StartAsync(new FakeAgentOptions { Password = "R" });
        agent.AddTenant("tenant1").WithBackupTask();
        return agent;
    }

    private sealed class AttemptCounter : DelegatingHandler
    {
        private static int _attempts;

        public static int Attempts => _attempts;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _attempts);
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Vault(string password)
    {
        public string Password { get; set; } = password;

        public int Reads { get; private set; }

        public Task<string> ReadAsync(string name, CancellationToken cancellationToken)
        {
            Assert.Equal("obshell", name);
            cancellationToken.ThrowIfCancellationRequested();
            Reads++;
            return Task.FromResult(Password);
        }
    }
}
