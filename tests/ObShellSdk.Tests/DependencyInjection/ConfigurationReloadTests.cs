using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using ObShellSdk.Errors;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Trust;

namespace ObShellSdk.Tests.DependencyInjection;

/// <summary>What a client of a host does when its configuration section changes.</summary>
public sealed class ConfigurationReloadTests
{
    private const string NewPassword = "another-Pä55;word=";
    private const int Reloaded = 50;
    private const int Restart = 51;
    private const int Invalid = 52;

    [Fact]
    public async Task A_password_that_changes_in_a_file_under_load_fails_no_call_after_the_provider_has_it()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using var folder = new TemporaryFolder();
        string file = folder.File("appsettings.json");
        Write(file, agent.Endpoint, TestClients.Password);
        using var configuration = (ConfigurationRoot)new ConfigurationBuilder().AddJsonFile(file, optional: false, reloadOnChange: true).Build();
        await using ServiceProvider provider = new ServiceCollection().AddObShell(configuration).BuildServiceProvider();
        var client = provider.GetRequiredService<ObShellClient>();
        await client.Backup.GetOverviewAsync("tenant1");
        string key = agent.Requests.Single(request => request.Path.EndsWith("/secret", StringComparison.Ordinal)).Path;
        int calls = 0;
        bool isStopping = false;
        var failures = new ConcurrentQueue<(bool HadNew, Exception Failure)>();
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using IDisposable onChange = ChangeToken.OnChange(configuration.GetReloadToken, () =>
        {
            if (configuration["ObShell:Password"] == NewPassword)
            {
                changed.TrySetResult();
            }
        });
        Task[] load = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (!Volatile.Read(ref isStopping))
            {
                bool hadNew = configuration["ObShell:Password"] == NewPassword;
                try
                {
                    await client.Backup.GetOverviewAsync("tenant1");
                }
                catch (ObShellException exception)
                {
                    failures.Enqueue((hadNew, exception));
                }

                Interlocked.Increment(ref calls);
            }
        }))];

        agent.Password = NewPassword;
        Write(file, agent.Endpoint, NewPassword);
        await changed.Task.WaitAsync(TestClients.Patience);
        int before = Volatile.Read(ref calls);
        while (Volatile.Read(ref calls) < before + 200)
        {
            await Task.Yield();
        }

        Volatile.Write(ref isStopping, true);
        await Task.WhenAll(load);

        Assert.DoesNotContain(failures, failure => failure.HadNew);
        Assert.All(failures, failure => Assert.IsType<ObShellAuthenticationException>(failure.Failure));
        Assert.Single(agent.Requests, request => request.Path == key);
    }

    [Fact]
    public async Task A_password_of_AddKeyPerFile_is_read_again()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("ObShell__Password"), TestClients.Password + "\n");
        IConfigurationRoot configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("ObShell:Endpoint", agent.Endpoint.ToString())])
            .AddKeyPerFile(Path.GetDirectoryName(folder.File("x"))!, optional: false)
            .Build();
        await using ServiceProvider provider = new ServiceCollection().AddObShell(configuration).BuildServiceProvider();
        var client = provider.GetRequiredService<ObShellClient>();
        await client.Backup.GetOverviewAsync("tenant1");

        agent.Password = NewPassword;
        await File.WriteAllTextAsync(folder.File("ObShell__Password"), NewPassword + "\n");
        configuration.Reload();

        await client.Backup.GetOverviewAsync("tenant1");
    }

    [Fact]
    public async Task A_password_that_disappears_is_kept_and_sessions_and_keys_outlive_a_change()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        var source = new ChangingSource(agent.Endpoint, TestClients.Password) { ["ObShell:UseSessions"] = "true" };
        IConfigurationRoot configuration = new ConfigurationBuilder().Add(source).Build();
        await using ServiceProvider provider = new ServiceCollection().AddObShell(configuration).BuildServiceProvider();
        var client = provider.GetRequiredService<ObShellClient>();
        await client.Backup.GetOverviewAsync("tenant1");
        int before = agent.Requests.Count;

        source["ObShell:Password"] = null;
        await client.Backup.GetOverviewAsync("tenant1");
        agent.Password = NewPassword;
        source["ObShell:Password"] = NewPassword;
        await client.Backup.GetOverviewAsync("tenant1");

        // Neither the agent's description nor its key is asked for again.
        Assert.DoesNotContain(agent.Requests.Skip(before), request => request.Path.EndsWith("/secret", StringComparison.Ordinal) || request.Path.EndsWith("/info", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_earlier_password_is_masked_as_the_current_one()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        var source = new ChangingSource(agent.Endpoint, TestClients.Password);
        IConfigurationRoot configuration = new ConfigurationBuilder().Add(source).Build();
        var log = new LogLines();
        await using ServiceProvider provider = new ServiceCollection().AddObShell(configuration, log).BuildServiceProvider();
        var client = provider.GetRequiredService<ObShellClient>();
        await client.Backup.GetOverviewAsync("tenant1");
        agent.Password = NewPassword;
        source["ObShell:Password"] = NewPassword;
        agent.OnGet("/api/v1/tenant/tenant2/backup/overview").Respond(FakeResponse.Raw(
            HttpStatusCode.InternalServerError,
            JsonSerializer.Serialize(new { successful = false, status = 500, error = new { code = 1, errCode = "Common.Unexpected", message = $"no {TestClients.Password}, no {NewPassword}" } })));

        var error = await Assert.ThrowsAsync<ObShellApiException>(() => client.Backup.GetOverviewAsync("tenant2"));

        Assert.DoesNotContain(TestClients.Password, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(NewPassword, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(["The configuration of the client changed: Password will be used from now on."], log.Of(Reloaded));
        Assert.DoesNotContain(log.All, line => line.Text.Contains(NewPassword, StringComparison.Ordinal) || line.Text.Contains(TestClients.Password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pins_are_replaced_and_an_agent_that_is_no_longer_pinned_is_refused()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        var source = new ChangingSource(agent.Endpoint, TestClients.Password) { ["ObShell:PinnedKeyFingerprints"] = agent.PublicKeyFingerprint };
        var log = new LogLines();
        await using ServiceProvider provider = new ServiceCollection().AddObShell(new ConfigurationBuilder().Add(source).Build(), log).BuildServiceProvider();
        var client = provider.GetRequiredService<ObShellClient>();
        await client.Backup.GetOverviewAsync("tenant1");

        source["ObShell:PinnedKeyFingerprints"] = new string('a', 64);
        var error = await Assert.ThrowsAnyAsync<ObShellException>(() => client.Backup.GetOverviewAsync("tenant1"));
        Assert.Contains(agent.PublicKeyFingerprint, error.Message, StringComparison.Ordinal);
        source["ObShell:PinnedKeyFingerprints"] = null;
        await Assert.ThrowsAnyAsync<ObShellException>(() => client.Backup.GetOverviewAsync("tenant1"));
        source["ObShell:PinnedKeyFingerprints"] = agent.PublicKeyFingerprint;
        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(2, log.Of(Reloaded).Length);
        Assert.Equal(["The configuration of the client changed: PinnedKeyFingerprints will be used only after a restart."], log.Of(Restart));
    }

    [Fact]
    public async Task Further_endpoints_are_replaced_and_the_first_one_needs_a_restart()
    {
        await using FakeCluster cluster = await FakeCluster.StartAsync(3, options => options.Password = TestClients.Password);
        cluster.Agents[0].AddTenant("tenant1").WithBackupTask();
        var source = new ChangingSource(cluster.Agents[0].Endpoint, TestClients.Password) { ["ObShell:Endpoints:0"] = cluster.Agents[1].Endpoint.ToString() };
        var log = new LogLines();
        await using ServiceProvider provider = new ServiceCollection().AddObShell(new ConfigurationBuilder().Add(source).Build(), log).BuildServiceProvider();
        var client = provider.GetRequiredService<ObShellClient>();
        await client.Backup.GetOverviewAsync("tenant1");

        source["ObShell:Endpoints:0"] = cluster.Agents[2].Endpoint.ToString();
        await cluster.Agents[0].StopAsync();
        await client.Backup.GetOverviewAsync("tenant1");
        Assert.Empty(cluster.Agents[1].Requests);
        Assert.NotEmpty(cluster.Agents[2].Requests);
        source["ObShell:Endpoint"] = cluster.Agents[1].Endpoint.ToString();

        Assert.Equal(cluster.Agents[0].Endpoint, client.Endpoint);
        Assert.Equal(["The configuration of the client changed: Endpoints will be used from now on."], log.Of(Reloaded));
        Assert.Equal(["The configuration of the client changed: Endpoints will be used only after a restart."], log.Of(Restart));
    }

    [Fact]
    public async Task Other_options_need_a_restart_and_an_invalid_section_changes_nothing()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        var source = new ChangingSource(agent.Endpoint, TestClients.Password);
        var log = new LogLines();
        ServiceProvider provider = new ServiceCollection().AddObShell(new ConfigurationBuilder().Add(source).Build(), log).BuildServiceProvider();
        var client = provider.GetRequiredService<ObShellClient>();

        source["ObShell:Retry:MaxAttempts"] = "2";
        source["ObShell:Pasword"] = "a secret";
        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(["The configuration of the client changed: Retry will be used only after a restart."], log.Of(Restart));
        Assert.Contains("ObShell:Pasword is not known", Assert.Single(log.Of(Invalid)), StringComparison.Ordinal);
        Assert.DoesNotContain("a secret", log.Of(Invalid)[0], StringComparison.Ordinal);
        await provider.DisposeAsync();
        source["ObShell:Pasword"] = null;
        Assert.Single(log.Of(Invalid));
    }

    [Fact]
    public async Task AddObShellClient_gives_the_services_of_the_host_to_configure()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        await using ServiceProvider provider = new ServiceCollection()
            .AddSingleton(ObShellCredential.FromPassword(TestClients.Password))
            .AddObShellClient("east", (services, options) => (options.Endpoint, options.Credential) = (agent.Endpoint, services.GetRequiredService<ObShellCredential>()))
            .Services.BuildServiceProvider();

        await provider.GetRequiredKeyedService<ObShellClient>("east").Backup.GetOverviewAsync("tenant1");
    }

    private static void Write(string file, Uri endpoint, string password)
    {
        // Renamed over it, as deployments do.
        File.WriteAllText(file + ".new", JsonSerializer.Serialize(new { ObShell = new { Endpoint = endpoint, Password = password } }));
        File.Move(file + ".new", file, overwrite: true);
    }

    /// <summary>A provider whose values the test changes, as a vault's.</summary>
    private sealed class ChangingSource : ConfigurationProvider, IConfigurationSource
    {
        public ChangingSource(Uri endpoint, string password)
        {
            Data["ObShell:Endpoint"] = endpoint.ToString();
            Data["ObShell:Password"] = password;
        }

        public string? this[string key]
        {
            set
            {
                var data = new Dictionary<string, string?>(Data, StringComparer.OrdinalIgnoreCase);
                if (value is null)
                {
                    data.Remove(key);
                }
                else
                {
                    data[key] = value;
                }

                Data = data;
                OnReload();
            }
        }

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;
    }
}

file static class Registration
{
    public static IServiceCollection AddObShell(this IServiceCollection services, IConfiguration configuration, LogLines? log = null)
    {
        services.AddObShellClient(configuration.GetSection("ObShell"));
        services.PostConfigure<ObShellClientOptions>(options =>
        {
            options.MinimumKeyBits = 512;
            options.LoggerFactory = log;
        });
        return services;
    }
}
