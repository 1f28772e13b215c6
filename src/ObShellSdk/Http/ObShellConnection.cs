using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using ObShellSdk.Diagnostics;
using ObShellSdk.Encryption;
using ObShellSdk.Errors;
using ObShellSdk.Serialization;
using Polly;
using Polly.Timeout;

namespace ObShellSdk.Http;

/// <summary>
/// Carries calls to one agent: the room between the facets and the HTTP handlers. Safe for concurrent use; holds no state of a call.
/// </summary>
internal sealed class ObShellConnection : IOpenExchange, IDisposable
{
    private readonly ClientSettings _settings;
    private readonly HttpClient _http;
    private readonly ResiliencePipeline _pipeline;
    private readonly AgentLearner _learner;
    private volatile bool _disposed;
    private long _observedOffsetTicks;

    /// <param name="settings">The client's options.</param>
    /// <param name="http">Ends in a <see cref="SealingHandler"/>; owned by the connection.</param>
    public ObShellConnection(ClientSettings settings, HttpClient http)
    {
        _settings = settings;
        _http = http;
        _http.Timeout = Timeout.InfiniteTimeSpan;
        _pipeline = ResiliencePipelines.Create(settings);
        _learner = new AgentLearner(settings, this);
    }

    public ClientSettings Settings => _settings;

    /// <summary>The agent's clock less ours, as its last good answer showed it; that of seals is kept apart, since it changes only when asked for.</summary>
    public TimeSpan ObservedOffset => new(Interlocked.Read(ref _observedOffsetTicks));

    /// <summary>Now, by the agent's clock as far as it is known.</summary>
    public DateTimeOffset AgentNow => _settings.TimeProvider.GetUtcNow() + ObservedOffset;

    /// <summary>The connection as one facet uses it, with the JSON of its room.</summary>
    public FacetConnection ForRoom<TContext>()
        where TContext : JsonSerializerContext, new() => new(this, WireJson<TContext>.Options);

    /// <summary>One call, from its description to a value. The type says how to read data; it is null where the operation has none.</summary>
    public async Task<T> SendAsync<T>(
        ApiOperation operation, byte[]? body, JsonTypeInfo<T>? type, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(ObShellClient));
        cancellationToken.ThrowIfCancellationRequested();
        var call = new Call(operation, _settings.Endpoint, Target(operation), body, options);
        using Activity? activity = CallActivity.Start(call);
        ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(Call.Key, call);
        try
        {
            Outcome<T> outcome = await _pipeline.ExecuteOutcomeAsync(
                static (context, state) => state.Connection.AttemptAsync(state.Call, state.Type, context.CancellationToken),
                context,
                (Connection: this, Call: call, Type: type)).ConfigureAwait(false);
            Exception? failure = outcome.Exception is null ? null : Translate(call, outcome.Exception, cancellationToken);
            CallActivity.Stop(activity, call, failure);
            if (call.LastResponse is { } response)
            {
                options!.OnResponse!(response);
            }

            if (failure is not null)
            {
                ExceptionDispatchInfo.Throw(failure);
            }

            return outcome.Result!;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
            CryptographicOperations.ZeroMemory(body);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        _http.Dispose();
    }

    async Task<T> IOpenExchange.AskAsync<T>(ApiOperation operation, CancellationToken cancellationToken)
    {
        var call = new Call(operation, _settings.Endpoint, Target(operation), null, null) { Attempts = 1 };
        Answer<T> answer = await ExchangeAsync(call, null, WireJson<HandshakeJson>.TypeInfo<T>(), cancellationToken).ConfigureAwait(false);
        return answer.Failure is null ? answer.Value! : throw answer.Failure;
    }

    /// <summary>One attempt as the retry counts them: what it takes to get one answer, a new header included where the agent asks for one.</summary>
    private async ValueTask<Outcome<T>> AttemptAsync<T>(Call call, JsonTypeInfo<T>? type, CancellationToken cancellationToken)
    {
        call.Attempts++;
        try
        {
            bool seals = !call.Operation.IsOpen && !_settings.DisableEncryption;
            while (true)
            {
                call.LastAttempt = null;
                AgentProfile? profile = seals ? await _learner.Agent.GetProfileAsync(cancellationToken).ConfigureAwait(false) : null;
                ObShellCredential credential = seals
                    ? await _settings.Credential.ResolveAsync(cancellationToken).ConfigureAwait(false)
                    : ObShellCredential.None;
                Seal? seal = profile is null ? null : _learner.CreateSeal(profile, credential);
                Answer<T> answer = await ExchangeAsync(call, seal, type, cancellationToken).ConfigureAwait(false);
                if (answer.Failure is null)
                {
                    return Outcome.FromResult(answer.Value!);
                }

                if (answer.Failure is not ObShellAuthenticationException refusal || profile is null
                    || !await _learner.TryMendAsync(call, refusal, profile, credential, answer.AgentTime, cancellationToken).ConfigureAwait(false))
                {
                    return Outcome.FromException<T>(await _learner.ExplainAsync(call.Operation, answer.Failure, cancellationToken).ConfigureAwait(false));
                }
            }
        }
#pragma warning disable CA1031 // An attempt ends in an outcome, never in a throw: the pipeline around it decides by the exception.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Outcome.FromException<T>(exception);
        }
    }

    private async ValueTask<Answer<T>> ExchangeAsync<T>(Call call, Seal? seal, JsonTypeInfo<T>? type, CancellationToken cancellationToken)
    {
        var attempt = new OutgoingAttempt { Body = call.Body, Seal = seal, IsCommand = call.Operation.IsCommand };
        call.LastAttempt = attempt;
        call.LastResponse = null;
        call.LastTraceId = null;
        call.RetryAfter = null;
        using var request = new HttpRequestMessage(call.Operation.Method, call.Target);
        request.Options.Set(OutgoingAttempt.Key, attempt);
        AddHeaders(request, call);
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            call.RetryAfter = RetryAfterOf(response);
            Answer<T> answer = await AnswerReader.ReadAsync(call, response, type, _settings.MaxResponseBytes, cancellationToken).ConfigureAwait(false);
            if (_settings.Logger.IsEnabled(LogLevel.Debug))
            {
                _settings.Logger.Answered(call.Operation.Route, call.Agent.Authority, (int)response.StatusCode, call.Attempts, call.LastTraceId);
            }

            if (answer is { Failure: null, AgentTime: { } agentTime })
            {
                Interlocked.Exchange(ref _observedOffsetTicks, (agentTime - _settings.TimeProvider.GetUtcNow()).Ticks);
            }

            return answer.AgentTime is null && answer.Failure is not null ? answer with { AgentTime = response.Headers.Date } : answer;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new Answer<T>(default, Failure.Transport(call.Facts(exception), exception), null);
        }
    }

    /// <summary>From what the pipeline ended with to what the caller shall see.</summary>
    private Exception Translate(Call call, Exception exception, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested && exception is OperationCanceledException or TimeoutRejectedException)
        {
            return new OperationCanceledException(exception.Message, exception, cancellationToken);
        }

        return exception switch
        {
            TimeoutRejectedException timeout => Failure.TimedOut(call.Facts(cause: null), timeout.Timeout, call.TotalTimeoutReached, timeout.InnerException),
            ObjectDisposedException or OperationCanceledException when _disposed => new ObjectDisposedException(
                nameof(ObShellClient), $"The client was disposed while {call.Operation.Route} was under way."),
            ObShellTransportException transport => Counted(transport, call.Attempts),
            _ => exception,
        };
    }

    private static ObShellTransportException Counted(ObShellTransportException exception, int attempts)
    {
        exception.Attempts = attempts;
        return exception;
    }

    private void AddHeaders(HttpRequestMessage request, Call call)
    {
        if (_settings.Language is { } language)
        {
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
        }

        if (call.Options?.TraceId is { } traceId)
        {
            request.Headers.TryAddWithoutValidation("X-OBSHELL-Trace-ID", traceId);
        }
    }

    private TimeSpan? RetryAfterOf(HttpResponseMessage response)
    {
        if (!response.Headers.NonValidated.Contains("Retry-After") || response.Headers.RetryAfter is not { } wish)
        {
            return null;
        }

        TimeSpan? wait = wish.Delta ?? wish.Date - _settings.TimeProvider.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : null;
    }

    // What is written here is what goes on the request line and what is signed: escaped by ApiPath, not changed by Uri.
    private Uri Target(ApiOperation operation) =>
        new(_settings.Origin + operation.Target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}
