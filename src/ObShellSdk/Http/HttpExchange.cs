using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using ObShellSdk.Diagnostics;
using ObShellSdk.Encryption;
using ObShellSdk.Errors;

namespace ObShellSdk.Http;

/// <summary>Sends the request of an attempt and reads its response.</summary>
internal sealed class HttpExchange(ClientSettings settings, HttpClient http, ClientLifetime lifetime)
{
    private readonly DirectHttpClient? _direct = http as DirectHttpClient;
    private volatile AgentNode? _lastSeen;

    /// <summary>The agent that gave the last good response; null before the first.</summary>
    public AgentNode? LastSeen => _lastSeen;

    /// <summary>Sends a request once. What the transport throws becomes the failure of the answer, unless it is a cancellation.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Answer<T>> SendAsync<T>(Attempt attempt, JsonTypeInfo<T>? type, CancellationToken cancellationToken)
    {
        Call call = attempt.Call;
        using CancellationTokenSource? ending = call.Upload is null ? null : CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var outgoing = new OutgoingRequest
        {
            Body = attempt.Execution.Body,
            Upload = call.Upload,
            UploadDigest = await DigestAsync(attempt, cancellationToken).ConfigureAwait(false),
            StallTimeout = settings.Retry.AttemptTimeout,
            Ending = ending,
            WantsKeys = attempt.Operation.HasSealedAnswer,
            Seal = attempt.Seal,
            IsCommand = attempt.Operation.IsCommand,
            PathPrefix = attempt.Node.Access.PathPrefix,
            LocalConnect = attempt.Node.Access.Connect,
        };
        attempt.Request = outgoing;
        using var request = new OutgoingMessage(attempt.Operation.Method, attempt.Node.Locate(attempt.Operation.Target), outgoing, _direct is not null);
        AddHeaders(request, attempt);
        try
        {
            using HttpResponseMessage response = await SendAsync(request, outgoing, ending?.Token ?? cancellationToken).ConfigureAwait(false);
            return await ReadAsync(attempt, response, type, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (FailureOf(attempt, outgoing, exception, cancellationToken) is not { } failure)
            {
                throw;
            }

            return new Answer<T>(default, failure, null);
        }
        finally
        {
            outgoing.End();
            CryptographicOperations.ZeroMemory(outgoing.AnswerKeys);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Answer<T>> ReadAsync<T>(Attempt attempt, HttpResponseMessage response, JsonTypeInfo<T>? type, CancellationToken cancellationToken)
    {
        attempt.Status = response.StatusCode;
        attempt.RetryAfter = RetryAfterOf(response);
        Answer<T> answer = await AnswerReader.ReadAsync(attempt, response, type, settings.MaxResponseBytes, cancellationToken).ConfigureAwait(false);
        if (settings.Logger.IsEnabled(LogLevel.Debug))
        {
            settings.Logger.Answered(attempt.Operation.ObservedRoute, attempt.Node.Name, (int)response.StatusCode, attempt.Number, attempt.ShownTraceId);
        }

        CallActivity.Answered(attempt);
        if (answer is { Failure: null, AgentTime: { } agentTime })
        {
            attempt.Node.ObservedOffset = settings.OffsetOf(agentTime);
            _lastSeen = attempt.Node;
        }

        return answer.AgentTime is null && answer.Failure is not null ? answer with { AgentTime = response.Headers.Date } : answer;
    }

    private static async ValueTask<string?> DigestAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        if (attempt is not { Operation.IsSignedByDigest: true, Call.Upload: { } upload, Seal: not null })
        {
            return null;
        }

        try
        {
            return await upload.GetDigestAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (upload.Failure is { } own)
        {
            throw Failure.Local(attempt.Facts(mayHaveRun: false), "the file could not be read", own);
        }
    }

    /// <summary>Sends a request, and does not wait for handlers that ignore the token.</summary>
    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, OutgoingRequest outgoing, CancellationToken cancellationToken)
    {
        Task<HttpResponseMessage> sending = http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return _direct is { HonorsCancellation: true } && outgoing.Upload is null ? sending : WaitAsync(sending, outgoing, cancellationToken);
    }

    private static async Task<HttpResponseMessage> WaitAsync(Task<HttpResponseMessage> sending, OutgoingRequest outgoing, CancellationToken cancellationToken)
    {
        try
        {
            return await sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!sending.IsCompleted)
        {
            outgoing.End();
            _ = SharedTask.Observed(sending).ContinueWith(
                static late => late.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            throw;
        }
    }

    /// <summary>What the caller sees of an exception of the transport, of a handler or of an upload's stream; null if the exception itself is the outcome.</summary>
    private ObShellException? FailureOf(Attempt attempt, OutgoingRequest outgoing, Exception exception, CancellationToken cancellationToken)
    {
        if (attempt.Call.Upload?.Failure is { } own)
        {
            // The caller's stream failed, not the connection to the agent.
            return Failure.Local(attempt.Facts(cause: null), "the file could not be read or its progress not reported", own);
        }

        if (outgoing.Stalled)
        {
            return Failure.Stalled(attempt.Facts(cause: null), outgoing.StallTimeout);
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return exception is OperationCanceledException ? null : throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }

        if (lifetime.IsDisposed && exception is OperationCanceledException or ObjectDisposedException)
        {
            return null;
        }

        switch (exception)
        {
            case HandlerMisuseException misuse:
                return Failure.Local(attempt.Facts(cause: misuse), misuse.Message, misuse);
            case RepeatedCommandException repeated when outgoing.TransportFailure is null:
                return Failure.Repeated(attempt.Facts(mayHaveRun: outgoing.BodyStarted), repeated);

            // A handler tried to repeat what had failed: the first failure is the one that counts.
            case RepeatedCommandException:
                exception = outgoing.TransportFailure!;
                break;
            case ArgumentException or ObjectDisposedException when !outgoing.BodyStarted:
                return null;
        }

        // Whatever a handler made of it, the transport says how far the request came.
        return Failure.Transport(attempt.Facts(AsHttp(outgoing.TransportFailure ?? exception)), AsHttp(exception));
    }

    /// <summary>The transport's own limit for making a connection comes as a cancellation.</summary>
    private static Exception AsHttp(Exception exception) => exception is OperationCanceledException { InnerException: TimeoutException late }
        ? new HttpRequestException(HttpRequestError.ConnectionError, late.Message, late)
        : exception;

    private void AddHeaders(HttpRequestMessage request, Attempt attempt)
    {
        if (attempt.Call.ClosesConnection)
        {
            request.Headers.ConnectionClose = true;
        }

        if (settings.Language is { } language)
        {
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
        }

        if (attempt.Execution.TraceId is { } traceId)
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

        TimeSpan? wait = wish.Delta ?? wish.Date - settings.TimeProvider.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : null;
    }
}
