using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Docs;
using Polly.CircuitBreaker;

namespace ObShellSdk.Tests.DependencyInjection;

/// <summary>Clients in hosts whose HTTP handlers retry, hedge, cut off or fail.</summary>
public sealed class HostHandlerTests
{
    private const string Lock = "/api/v1/tenant/{name}/lock";
    private const string Overview = "/api/v1/tenant/{name}/backup/overview";

    public static TheoryData<string> Repeaters => ["standard defaults", "hedging defaults", "standard", "hedging", "retry by hand", "retry by hand at once"];

    [Theory]
    [MemberData(nameof(Repeaters))]
    [Shows(Promise.AtMostOnce)]
    public async Task Command_whose_answer_is_lost_is_sent_once(string repeater)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        agent.OnPost(Lock).DropConnection(FakeDropPoint.AfterExecution);
        await using ServiceProvider provider = Provide(agent, repeater);

        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => provider.GetRequiredService<ObShellClient>().Tenants.LockAsync("tenant1"));

        Assert.True(error.MayHaveRun);
        Assert.Single(agent.RequestsTo(Lock));
    }

    [Theory]
    [MemberData(nameof(Repeaters))]
    [Shows(Promise.AtMostOnce)]
    public async Task Command_that_a_proxy_answers_with_503_is_sent_once(string repeater)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        agent.OnPost(Lock).Do(FakeAction.Execute().Then(FakeAction.Respond(FakeResponse.Raw(HttpStatusCode.ServiceUnavailable, "busy", "text/plain"))));
        await using ServiceProvider provider = Provide(agent, repeater);

        var error = await Assert.ThrowsAnyAsync<ObShellException>(() => provider.GetRequiredService<ObShellClient>().Tenants.LockAsync("tenant1"));

        Assert.True(error.MayHaveRun);
        Assert.Single(agent.RequestsTo(Lock));
    }

    /// <summary>A handler in front may send a request while the first copy of it is still under way.</summary>
    [Fact]
    [Shows(Promise.AtMostOnce)]
    public async Task Command_that_is_hedged_while_it_runs_is_sent_once_and_succeeds()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        await using ServiceProvider provider = Provide(agent, http => http.AddHttpMessageHandler(() => new HedgingHandler()));

        await provider.GetRequiredService<ObShellClient>().Tenants.LockAsync("tenant1");

        Assert.Single(agent.RequestsTo(Lock));
    }

    [Fact]
    public async Task Command_that_could_not_connect_is_retried_by_the_client_although_a_handler_retried_it_before()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using var refuses = new RefusesOnce();
        await using ServiceProvider provider = Provide(agent, http => http
            .AddHttpMessageHandler(() => new RetryHandler())
            .ConfigurePrimaryHttpMessageHandler(() => refuses));

        await provider.GetRequiredService<ObShellClient>().Tenants.LockAsync("tenant1");

        Assert.Single(agent.RequestsTo(Lock));
    }

    [Fact]
    [Shows(Promise.MayHaveRunIsExact)]
    public async Task Command_that_could_not_connect_has_not_run_whatever_a_handler_makes_of_the_failure()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using var refuses = new RefusesOnce { Times = 3 };
        await using ServiceProvider provider = Provide(agent, http => http
            .AddHttpMessageHandler(() => new WrappingHandler())
            .ConfigurePrimaryHttpMessageHandler(() => refuses));

        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => provider.GetRequiredService<ObShellClient>().Tenants.LockAsync("tenant1"));

        Assert.Equal((3, false), (error.Attempts, error.MayHaveRun));
        Assert.IsType<InvalidOperationException>(error.InnerException);
    }

    [Fact]
    public async Task Command_that_a_handler_sends_after_the_call_ended_is_not_sent()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        var late = new LateHandler();
        await using ServiceProvider provider = Provide(agent, http => http.AddHttpMessageHandler(() => late));
        var client = provider.GetRequiredService<ObShellClient>();
        await client.Backup.GetOverviewAsync("tenant1");
        using var cancellation = new CancellationTokenSource();
        late.Holds = true;

        Task call = client.Tenants.LockAsync("tenant1", cancellationToken: cancellation.Token);
        await late.Held.WaitAsync(TestClients.Patience);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(TestClients.Patience));
        Exception? refusal = await late.ReleaseAsync();

        Assert.NotNull(refusal);
        Assert.Empty(agent.RequestsTo(Lock));
    }

    [Theory]
    [InlineData("standard defaults")]
    [InlineData("hedging defaults")]
    public async Task AddObShellClient_removes_the_resilience_handlers_of_the_host_and_logs_it_once(string repeater)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        var log = new ListLogger();
        await using ServiceProvider provider = Provide(agent, repeater, services => services.AddLogging(logging => logging.AddProvider(log)));
        var client = provider.GetRequiredService<ObShellClient>();

        await client.Tenants.LockAsync("tenant1");
        await client.Tenants.UnlockAsync("tenant1");

        Assert.DoesNotContain(Chain(provider, nameof(ObShellClient)), handler => handler is ResilienceHandler);
        Assert.Contains(Chain(provider, "another"), handler => handler is ResilienceHandler);
        Assert.Single(log.Messages, message => message.Contains("resilience", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task AddObShellClient_removes_the_policies_of_Microsoft_Extensions_Http_Polly()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        await using ServiceProvider provider = Provide(
            agent, "none", services => services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler(() => new PolicyHttpMessageHandler())));

        await provider.GetRequiredService<ObShellClient>().Tenants.LockAsync("tenant1");

        Assert.DoesNotContain(Chain(provider, nameof(ObShellClient)), handler => handler is PolicyHttpMessageHandler);
        Assert.Contains(Chain(provider, "another"), handler => handler is PolicyHttpMessageHandler);
    }

    [Fact]
    public async Task A_resilience_handler_that_is_added_to_the_client_itself_stays()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        await using ServiceProvider provider = Provide(agent, "standard");

        await provider.GetRequiredService<ObShellClient>().Tenants.LockAsync("tenant1");

        Assert.Contains(Chain(provider, nameof(ObShellClient)), handler => handler is ResilienceHandler);
    }

    [Fact]
    public async Task Long_calls_keep_the_limits_of_the_client_in_a_host_with_standard_resilience()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        agent.OnPost(Lock).Hang();
        agent.OnGet("/api/v1/time").Hang();
        var clock = new TestClock();
        var services = new ServiceCollection();
        services.AddHttpClient("another");
        services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler(options =>
        {
            options.AttemptTimeout.Timeout = TimeSpan.FromMilliseconds(100);
            options.TotalRequestTimeout.Timeout = TimeSpan.FromMilliseconds(200);
        }));
        services.AddObShellClient(options =>
        {
            options.Endpoint = agent.Endpoint;
            options.Credential = ObShellCredential.FromPassword(TestClients.Password);
            options.TimeProvider = clock;
        });
        await using ServiceProvider provider = services.BuildServiceProvider();

        Task call = provider.GetRequiredService<ObShellClient>().Tenants.LockAsync("tenant1");
        await agent.WaitForRequestsAsync(3);

        // The limits of the host are over once they have ended a later request of another client.
        using HttpClient another = provider.GetRequiredService<IHttpClientFactory>().CreateClient("another");
        await Assert.ThrowsAnyAsync<Exception>(() => another.GetAsync(new Uri(agent.Endpoint, "/api/v1/time"), TestContext.Current.CancellationToken));
        Assert.False(call.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(30));

        var error = await Assert.ThrowsAsync<ObShellTimeoutException>(() => call.WaitAsync(TestClients.Patience));
        Assert.Equal(TimeSpan.FromSeconds(30), error.Timeout);
        Assert.True(error.MayHaveRun);
        Assert.Single(agent.RequestsTo(Lock));
    }

    [Fact]
    [Shows(Promise.FailuresAreTyped)]
    public async Task An_open_circuit_breaker_is_a_transport_exception()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        await using ServiceProvider provider = Provide(agent, http => http.AddHttpMessageHandler(() => new ThrowingHandler(() => new BrokenCircuitException("open"))));
        var client = provider.GetRequiredService<ObShellClient>();

        var read = await Assert.ThrowsAsync<ObShellTransportException>(() => client.Backup.GetOverviewAsync("tenant1"));
        var command = await Assert.ThrowsAsync<ObShellTransportException>(() => client.Tenants.LockAsync("tenant1"));

        Assert.IsType<BrokenCircuitException>(read.InnerException);
        Assert.False(command.MayHaveRun);
        Assert.Empty(agent.Requests);
    }

    [Fact]
    [Shows(Promise.FailuresAreTyped)]
    public async Task What_a_handler_throws_after_a_command_was_sent_says_that_it_may_have_run()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        await using ServiceProvider provider = Provide(agent, http => http.AddHttpMessageHandler(() => new ThrowingHandler(() => new InvalidOperationException("mine"), afterwards: true)));

        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => provider.GetRequiredService<ObShellClient>().Tenants.LockAsync("tenant1"));

        Assert.True(error.MayHaveRun);
        Assert.Single(agent.RequestsTo(Lock));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Shows(Promise.HandlersSeeNoSecrets)]
    public async Task A_filter_that_appends_a_handler_places_it_before_the_encryption(bool isRegisteredFirst)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        var spy = new SpyHandler();
        await using ServiceProvider provider = Provide(
            agent, "none",
            services => services.AddSingleton<IHttpMessageHandlerBuilderFilter>(new AppendingFilter(builder => builder.AdditionalHandlers.Add(spy))), isRegisteredFirst);

        await provider.GetRequiredService<ObShellClient>().Tenants.RenameAsync("tenant1", "tenant2");

        Assert.Equal(3, spy.Requests.Count);
        Assert.All(spy.Requests, request => Assert.DoesNotContain("X-OCS", request, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_filter_that_takes_the_encryption_away_is_refused_when_the_client_is_made()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using var own = new SocketsHttpHandler { AllowAutoRedirect = false };
        await using ServiceProvider provider = Provide(
            agent, "none", services => services.AddSingleton<IHttpMessageHandlerBuilderFilter>(new AppendingFilter(builder => builder.PrimaryHandler = own)), isFirst: true);

        var error = Assert.Throws<InvalidOperationException>(() => provider.GetRequiredService<ObShellClient>());

        Assert.Contains("PrimaryHandler", error.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Provide(FakeAgent agent, string repeater, Action<IServiceCollection>? configure = null, bool isFirst = false)
    {
        var services = new ServiceCollection();
        if (isFirst)
        {
            configure?.Invoke(services);
        }

        services.AddHttpClient("another");
        services.ConfigureHttpClientDefaults(http => _ = repeater switch
        {
            "standard defaults" => (object)http.AddStandardResilienceHandler(options => options.Retry.Delay = TimeSpan.FromMilliseconds(1)),
            "hedging defaults" => http.AddStandardHedgingHandler(),
            _ => http,
        });
        IHttpClientBuilder client = services.AddObShellClient(options =>
        {
            options.Endpoint = agent.Endpoint;
            options.Credential = ObShellCredential.FromPassword(TestClients.Password);
            options.Retry.BaseDelay = TimeSpan.FromMilliseconds(1);
        });
        _ = repeater switch
        {
            "standard" => (object)client.AddStandardResilienceHandler(options => options.Retry.Delay = TimeSpan.FromMilliseconds(1)),
            "hedging" => client.AddStandardHedgingHandler(),
            "retry by hand" => client.AddHttpMessageHandler(() => new RetryHandler()),
            "retry by hand at once" => client.AddHttpMessageHandler(() => new HedgingHandler()),
            _ => client,
        };
        if (!isFirst)
        {
            configure?.Invoke(services);
        }

        return services.BuildServiceProvider();
    }

    private static ServiceProvider Provide(FakeAgent agent, Action<IHttpClientBuilder> configure)
    {
        var services = new ServiceCollection();
        configure(services.AddObShellClient(options =>
        {
            options.Endpoint = agent.Endpoint;
            options.Credential = ObShellCredential.FromPassword(TestClients.Password);
            options.Retry.BaseDelay = TimeSpan.FromMilliseconds(1);
        }));
        return services.BuildServiceProvider();
    }

    private static IEnumerable<HttpMessageHandler> Chain(ServiceProvider provider, string name)
    {
        HttpMessageHandler? handler = provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(name);
        for (; handler is not null; handler = (handler as DelegatingHandler)?.InnerHandler)
        {
            yield return handler;
        }
    }

    /// <summary>What many people write by hand.</summary>
    private sealed class RetryHandler : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            for (int attempt = 1; ; attempt++)
            {
                try
                {
                    HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
                    if (response.IsSuccessStatusCode || attempt == 4)
                    {
                        return response;
                    }

                    response.Dispose();
                }
                catch (Exception) when (attempt < 4)
                {
                }
            }
        }
    }

    /// <summary>Sends each request twice at the same time and takes the first response.</summary>
    private sealed class HedgingHandler : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Task<HttpResponseMessage>[] both = [base.SendAsync(request, cancellationToken), base.SendAsync(request, cancellationToken)];
            Task<HttpResponseMessage> first = await Task.WhenAny(both);
            return await first;
        }
    }

    /// <summary>Ignores the token, as a rate limiter with a queue may.</summary>
    private sealed class LateHandler : DelegatingHandler
    {
        private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<Exception?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Holds { get; set; }

        public Task Held => _held.Task;

        public Task<Exception?> ReleaseAsync()
        {
            _release.SetResult();
            return _ended.Task.WaitAsync(TestClients.Patience);
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!Holds)
            {
                return await base.SendAsync(request, cancellationToken);
            }

            _held.SetResult();
            await _release.Task;
            try
            {
                HttpResponseMessage response = await base.SendAsync(request, CancellationToken.None);
                _ended.SetResult(null);
                return response;
            }
            catch (Exception exception)
            {
                _ended.SetResult(exception);
                throw;
            }
        }
    }

    private sealed class ThrowingHandler(Func<Exception> create, bool afterwards = false) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!afterwards)
            {
                throw create();
            }

            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            return request.Method == HttpMethod.Get ? response : throw create();
        }
    }

    private sealed class WrappingHandler : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException("wrapped", exception);
            }
        }
    }

    private sealed class RefusesOnce() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        public int Times { get; set; } = 1;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.Method == HttpMethod.Post && Times-- > 0
                ? throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused", new SocketException((int)SocketError.ConnectionRefused))
                : base.SendAsync(request, cancellationToken);
    }

    private sealed class SpyHandler : DelegatingHandler
    {
        public List<string> Requests { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add($"{request} {request.Content?.ToString()}");
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class AppendingFilter(Action<HttpMessageHandlerBuilder> append) : IHttpMessageHandlerBuilderFilter
    {
        public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
        {
            next(builder);
            append(builder);
        };
    }

    private sealed class ListLogger : ILoggerProvider, ILogger
    {
        public System.Collections.Concurrent.ConcurrentQueue<string> Messages { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Messages.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
