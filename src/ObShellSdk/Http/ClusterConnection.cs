using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Text.Json.Serialization.Metadata;
using ObShellSdk.Encryption;
using ObShellSdk.Errors;
using Polly;
using Polly.Timeout;

namespace ObShellSdk.Http;

/// <summary>
/// What all calls of a client share: connections, agents, keys, sessions. It carries calls from their description to a value. Safe for concurrent use; holds no
/// state of a call.
/// </summary>
internal sealed class ClusterConnection : IDisposable, IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly ClientLifetime _lifetime = new();
    private readonly HttpExchange _exchange;
    private readonly AttemptRunner _attempts;
    private readonly ResiliencePipeline<object> _pipeline;
    private readonly ResiliencePipeline<object>? _hedging;
    private readonly AgentDiscovery _discovery;

    /// <param name="settings">The client's options.</param>
    /// <param name="http">Ends in a <see cref="SealingHandler"/>; owned by the connection.</param>
    public ClusterConnection(ClientSettings settings, HttpClient http)
    {
        Settings = settings;
        Credentials = new CredentialSource(settings.Credential);
        _http = http;
        _http.Timeout = Timeout.InfiniteTimeSpan;
        _exchange = new HttpExchange(settings, http, _lifetime);
        var handshakes = new OpenExchange(_exchange, Credentials);
        Agents = new AgentDirectory(settings.Endpoints, endpoint => new AgentNode(endpoint, settings, handshakes));
        var membership = new ClusterMembership();
        _attempts = new AttemptRunner(settings, Agents, _exchange, membership, Credentials, _lifetime);
        _pipeline = ResiliencePipelines.Create(settings, Agents);
        _hedging = settings.Retry.HedgingDelay == Timeout.InfiniteTimeSpan ? null : Hedge.PipelineFor(settings.TimeProvider);
        _discovery = new AgentDiscovery(this, Agents, membership);
        Connection = new ObShellConnection(this, null, Credentials);
        DatabaseClock = new DatabaseClock(Connection);
        settings.Metrics.Watch(Agents);
    }

    public ClientSettings Settings { get; }

    public AgentDirectory Agents { get; }

    /// <summary>The client's own credential.</summary>
    public CredentialSource Credentials { get; }

    /// <summary>For calls to any agent of the cluster, with the client's own credential.</summary>
    public ObShellConnection Connection { get; }

    /// <summary>The time zone of the cluster's database, as far as it is known.</summary>
    public DatabaseClock DatabaseClock { get; }

    /// <summary>The agent that gave the last good response; null before the first.</summary>
    public AgentNode? LastSeen => _exchange.LastSeen;

    /// <summary>Asks which agents the cluster has, and adds them.</summary>
    public Task<IReadOnlyList<Uri>> DiscoverAsync(ObShellCallOptions? options, CancellationToken cancellationToken) =>
        _discovery.DiscoverAsync(options, cancellationToken);

    /// <summary>One call, from its description to a value. The type says how to read data; it is null if the operation has none.</summary>
    public Task<T> SendAsync<T>(Call call, JsonTypeInfo<T>? type) => SendAsync(new CallExecution(call), type);

    /// <summary>The same for a caller that looks at the execution afterwards.</summary>
    public async Task<T> SendAsync<T>(CallExecution execution, JsonTypeInfo<T>? type)
    {
        Call call = execution.Call;
        if (_lifetime.IsDisposed)
        {
            throw new ObjectDisposedException(nameof(ObShellClient), "The client was disposed.");
        }

        call.CancellationToken.ThrowIfCancellationRequested();
        if (call is { Agent: null, IsInternal: false } && Settings.DiscoverAgents)
        {
            _discovery.StartIfDue();
        }

        execution.WriteBody();
        ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, call.CancellationToken);
        try
        {
            using Activity? activity = CallActivity.Start(execution);
            CallClock clock = Settings.Metrics.CallStarted(call, Settings.TimeProvider);
            context.Properties.Set(CallExecution.Key, execution);
            Outcome<object> outcome = await _pipeline.ExecuteOutcomeAsync(
                static (context, state) => state.Connection.AttemptAsync(state.Execution, state.Type, context.CancellationToken),
                context,
                (Connection: this, Execution: execution, Type: type)).ConfigureAwait(false);
            Exception? failure = outcome.Exception is null ? null : Translate(execution, outcome.Exception);
            CallActivity.Stop(execution, outcome.Result, failure);
            Settings.Metrics.CallEnded(clock, execution, failure, Settings.TimeProvider);
            failure = ResponseCallback.Invoke(execution, failure);
            if (failure is not null)
            {
                ExceptionDispatchInfo.Throw(failure);
            }

            return (T)outcome.Result!;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
            execution.Wipe();
        }
    }

    /// <summary>Closes the sessions that the client opened, as far as the agents respond, and then the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_lifetime.IsDisposed)
        {
            await _attempts.Sessions.CloseAsync().ConfigureAwait(false);
            Dispose();
        }
    }

    public void Dispose()
    {
        _lifetime.End();
        Settings.Metrics.Unwatch(Agents);
        _http.Dispose();
    }

    /// <summary>One attempt as the retry counts them: at one agent, and for reads at another one too if the first does not respond for a while.</summary>
    private ValueTask<Outcome<object>> AttemptAsync<T>(CallExecution execution, JsonTypeInfo<T>? type, CancellationToken cancellationToken)
    {
        Call call = execution.Call;
        execution.GoTo(call.Agent ?? Agents.Choose(call.Operation, execution.Tried));
        return _hedging is not null && call.CanBeHedged && Agents.Cluster.Count > 1
            ? HedgeAsync(execution, type, cancellationToken)
            : _attempts.RunAsync(execution, type, cancellationToken);
    }

    private async ValueTask<Outcome<object>> HedgeAsync<T>(CallExecution execution, JsonTypeInfo<T>? type, CancellationToken cancellationToken)
    {
        var hedge = new Hedge(execution, Agents, ResiliencePipelines.HedgingDelay(execution.Call, Settings.Retry), async (fork, token) =>
        {
            Outcome<object> outcome = await _attempts.RunAsync(fork, type, token).ConfigureAwait(false);
            fork.Wipe();
            return new HedgedOutcome(fork, outcome.Result, outcome.Exception);
        });
        HedgedOutcome outcome = await hedge.AskAsync(_hedging!, cancellationToken).ConfigureAwait(false);
        return outcome.Exception is { } exception ? Outcome.FromException<object>(exception) : Outcome.FromResult(outcome.Value!);
    }

    /// <summary>From what the pipeline ended with to what the caller sees.</summary>
    private Exception Translate(CallExecution execution, Exception exception)
    {
        CancellationToken cancellationToken = execution.Call.CancellationToken;
        if (cancellationToken.IsCancellationRequested && exception is OperationCanceledException or TimeoutRejectedException)
        {
            return new OperationCanceledException(exception.Message, exception, cancellationToken);
        }

        switch (exception)
        {
            case TimeoutRejectedException timeout:
                return Failure.TimedOut(execution.Current!.Facts(cause: null), timeout.Timeout, execution.TotalTimeoutReached, timeout.InnerException);
            case ObjectDisposedException or OperationCanceledException when _lifetime.IsDisposed:
                return new ObjectDisposedException(nameof(ObShellClient), $"The client was disposed during {execution.Call.Operation.Route}.");
            case ObShellTransportException transport:
                transport.Count(execution.Attempts);
                return transport;
            case ObShellException or ArgumentException or OperationCanceledException or ObjectDisposedException:
                return exception;
            default:
                return Failure.Local(execution.Current!.Facts(cause: null), "code or a file of this program failed", exception);
        }
    }
}
