using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Hosting;
using ObShellSdk.Backup;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Docs;

namespace ObShellSdk.Tests.DependencyInjection;

public sealed class AddObShellClientTests
{
    [Fact]
    public async Task A_client_with_options_is_a_singleton_that_works()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        var services = new ServiceCollection();
        services.AddObShellClient(options =>
        {
            options.Endpoint = agent.Endpoint;
            options.Credential = ObShellCredential.FromPassword(TestClients.Password);
        });
        await using ServiceProvider provider = services.BuildServiceProvider(validateScopes: true);

        var client = provider.GetRequiredService<ObShellClient>();

        Assert.Equal(BackupTaskStatus.Completed, (await client.Backup.GetOverviewAsync("tenant1")).Task.Status);
        Assert.Same(client, provider.GetRequiredService<ObShellClient>());
    }

    [Fact]
    public async Task A_client_takes_all_its_options_from_a_section()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        HostApplicationBuilder host = Host.CreateApplicationBuilder();
        host.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ObShell:Endpoint"] = agent.Endpoint.ToString(),
            ["ObShell:Password"] = TestClients.Password,
            ["ObShell:PinnedKeyFingerprints:0"] = agent.PublicKeyFingerprint,
            ["ObShell:Language"] = "zh-CN",
            ["ObShell:HeaderLifetime"] = "00:02:00",
            ["ObShell:Retry:MaxAttempts"] = "2",
            ["ObShell:Retry:AttemptTimeout"] = "00:00:05",
        });
        host.Services.AddObShellClient(host.Configuration.GetSection("ObShell"));
        using IHost app = host.Build();

        await app.Services.GetRequiredService<ObShellClient>().Backup.GetOverviewAsync("tenant1");

        Assert.Equal("zh-CN", agent.Requests[^1].AcceptLanguage);
    }

    [Fact]
    public void A_value_that_cannot_be_read_is_named_by_its_key()
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ObShell:Endpoint"] = "http://127.0.0.1:2886",
            ["ObShell:Retry:AttemptTimeout"] = "soon",
        }).Build();
        using ServiceProvider provider = Provide(services => services.AddObShellClient(configuration.GetSection("ObShell")));

        var error = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<ObShellClient>());

        Assert.Contains("ObShell:Retry:AttemptTimeout", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HeaderLifetime", "60")]
    [InlineData("Retry:AttemptTimeout", "1")]
    [InlineData("Retry:TotalTimeout", " 100 ")]
    [InlineData("Retry:BaseDelay", "-1")]
    [InlineData("Retry:MaxDelay", "24:00:00")]
    [InlineData("Retry:MaxDelay", "1:2:3:4")]
    [InlineData("MaxResponseBytes", "99999999999")]
    public void A_duration_without_colons_and_a_number_out_of_range_are_rejected(string key, string value)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ObShell:Endpoint"] = "http://127.0.0.1:2886",
            [$"ObShell:{key}"] = value,
        }).Build();
        using ServiceProvider provider = Provide(services => services.AddObShellClient(configuration.GetSection("ObShell")));

        var error = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<ObShellClient>());

        Assert.Contains($"ObShell:{key}", error.Message, StringComparison.Ordinal);
        Assert.Equal(key != "MaxResponseBytes", error.Message.Contains("hh:mm:ss", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("00:00:01", 1)]
    [InlineData("00:00:01.5", 1.5)]
    [InlineData("00:02", 120)]
    [InlineData("0.01:00:00", 3600)]
    public void A_duration_is_written_as_days_hours_minutes_and_seconds(string text, double seconds)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ObShell:Endpoint"] = "http://127.0.0.1:2886",
            ["ObShell:Retry:MaxDelay"] = text,
        }).Build();
        using ServiceProvider provider = Provide(services => services.AddObShellClient(configuration.GetSection("ObShell")));

        Assert.Equal(TimeSpan.FromSeconds(seconds), provider.GetRequiredService<IOptions<ObShellClientOptions>>().Value.Retry.MaxDelay);
    }

    [Theory]
    [InlineData("PinnedKeyFingerprint", "is not known")]
    [InlineData("Pasword", "is not known")]
    [InlineData("Retry:Attempts", "is not known")]
    [InlineData("Retry", "must have keys of its own")]
    [InlineData("Password:0", "must have a value")]
    public void A_key_that_would_be_passed_over_is_refused(string key, string reason)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ObShell:Endpoint"] = "http://127.0.0.1:2886",
            [$"ObShell:{key}"] = "3",
        }).Build();
        var services = new ServiceCollection();
        services.AddObShellClient(configuration.GetSection("ObShell"));
        using ServiceProvider provider = services.BuildServiceProvider();

        var error = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<ObShellClient>);

        Assert.Contains($"ObShell:{key.Replace(":0", "", StringComparison.Ordinal)} {reason}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ObShell:Endpoint", "10.0.0.1:2886", "The configuration section ObShell: The endpoint must be absolute")]
    [InlineData("ObShell:Language", "en-US", "The configuration section ObShell: An endpoint is required")]
    [InlineData("Obshell2:Endpoint", "http://10.0.0.1:2886", "The configuration section ObShell is missing or empty: An endpoint is required")]
    [InlineData("ObShell:Pasword", "secret", "ObShell:Pasword is not known")]
    public void A_host_does_not_start_with_options_that_no_client_can_be_made_of(string key, string value, string reason)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [key] = value }).Build();
        using ServiceProvider provider = Provide(services => services.AddObShellClient("east", configuration.GetSection("ObShell")));

        var error = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Throws<OptionsValidationException>(() => provider.GetRequiredKeyedService<ObShellClient>("east"));
    }

    [Fact]
    public void A_host_starts_with_options_that_are_completed_after_their_section()
    {
        IConfiguration configuration = new ConfigurationBuilder().Build();
        using ServiceProvider provider = Provide(services =>
        {
            services.AddObShellClient(configuration.GetSection("ObShell"));
            services.Configure<ObShellClientOptions>(options => options.Endpoint = new Uri("http://10.0.0.1:2886"));
        });

        provider.GetRequiredService<IStartupValidator>().Validate();
    }

    [Fact]
    public void A_single_pin_that_is_no_list_is_not_lost()
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Endpoint"] = "http://127.0.0.1:2886",
            ["PinnedKeyFingerprints"] = "abcd",
        }).Build();
        using ServiceProvider provider = Provide(services => services.AddObShellClient(configuration));

        Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<ObShellClient>());
    }

    [Fact]
    public async Task Named_clients_are_keyed_services_with_agents_and_keys_of_their_own()
    {
        await using FakeAgent east = await TestClients.StartAgentAsync();
        await using FakeAgent west = await TestClients.StartAgentAsync(options => options.Password = "another");
        using ServiceProvider provider = Provide(services =>
        {
            services.AddObShellClient("east", options => (options.Endpoint, options.Credential) = (east.Endpoint, ObShellCredential.FromPassword(TestClients.Password)));
            services.AddObShellClient("west", options => (options.Endpoint, options.Credential) = (west.Endpoint, ObShellCredential.FromPassword("another")));
        });

        await provider.GetRequiredKeyedService<ObShellClient>("east").Backup.GetOverviewAsync("tenant1");
        await provider.GetRequiredKeyedService<ObShellClient>("west").Backup.GetOverviewAsync("tenant1");

        Assert.Equal(3, east.Requests.Count);
        Assert.Equal(3, west.Requests.Count);
        Assert.Null(provider.GetService<ObShellClient>());
    }

    [Fact]
    [Shows(Promise.NoKeyAcrossClusters)]
    [Shows(Promise.NothingIsMixed)]
    public async Task One_credential_serves_two_clusters_without_mixing_their_keys()
    {
        await using FakeAgent east = await TestClients.StartAgentAsync();
        await using FakeAgent west = await TestClients.StartAgentAsync(options => options.KeyBits = 512);
        ObShellCredential shared = ObShellCredential.FromPassword(TestClients.Password);
        using ObShellClient first = TestClients.Connect(east, options => options.Credential = shared);
        using ObShellClient second = TestClients.Connect(west, options => options.Credential = shared);

        await Task.WhenAll(first.Backup.GetOverviewAsync("tenant1"), second.Backup.GetOverviewAsync("tenant1"));

        Assert.All(east.Requests.Concat(west.Requests), request => Assert.Equal(200, request.ResponseStatus));
    }

    [Fact]
    [Shows(Promise.HandlersSeeNoSecrets)]
    public async Task A_handler_of_the_user_sees_each_attempt_unsealed_and_may_repeat_it()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        var seen = new List<HttpRequestMessage>();
        using ServiceProvider provider = Provide(services => services
            .AddObShellClient(options => (options.Endpoint, options.Credential) = (agent.Endpoint, ObShellCredential.FromPassword(TestClients.Password)))
            .AddHttpMessageHandler(() => new TwiceHandler(seen)));

        await provider.GetRequiredService<ObShellClient>().Backup.GetOverviewAsync("tenant1");

        Assert.Equal(3, seen.Count);
        Assert.All(seen, request => Assert.DoesNotContain(request.Headers, header => header.Key.StartsWith("X-OCS", StringComparison.OrdinalIgnoreCase)));
        Assert.Equal(6, agent.Requests.Count);
        Assert.All(agent.Requests, request => Assert.Equal(200, request.ResponseStatus));
    }

    [Fact]
    public async Task A_handler_that_drops_what_belongs_to_the_request_is_stopped_before_anything_leaks()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ServiceProvider provider = Provide(services => services
            .AddObShellClient(options => options.Endpoint = agent.Endpoint)
            .AddHttpMessageHandler(() => new StrippingHandler()));

        var error = await Assert.ThrowsAsync<ObShellLocalException>(() => provider.GetRequiredService<ObShellClient>().Backup.GetOverviewAsync("tenant1"));

        Assert.Contains("with their Options", error.Message, StringComparison.Ordinal);
        Assert.Empty(agent.Requests);
    }

    [Fact]
    public async Task A_client_that_is_registered_twice_seals_once_and_takes_both_settings()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ServiceProvider provider = Provide(services =>
        {
            services.AddObShellClient(options => options.Endpoint = agent.Endpoint);
            services.AddObShellClient(options => options.Credential = ObShellCredential.FromPassword(TestClients.Password));
        });

        await provider.GetRequiredService<ObShellClient>().Backup.GetOverviewAsync("tenant1");
    }

    [Fact]
    public async Task Disposing_the_provider_disposes_the_client()
    {
        ServiceProvider provider = Provide(services => services.AddObShellClient(options => options.Endpoint = new Uri("http://127.0.0.1:1")));
        var client = provider.GetRequiredService<ObShellClient>();

        await provider.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.Backup.GetOverviewAsync("tenant1"));
    }

    private static ServiceProvider Provide(Action<IServiceCollection> register)
    {
        var services = new ServiceCollection();
        register(services);
        return services.BuildServiceProvider(validateScopes: true);
    }

    private sealed class TwiceHandler(List<HttpRequestMessage> seen) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Add(request);
            (await base.SendAsync(request, cancellationToken)).Dispose();
            return await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class StrippingHandler : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            base.SendAsync(new HttpRequestMessage(request.Method, request.RequestUri), cancellationToken);
    }
}
