using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using ObShellSdk.Diagnostics;
using ObShellSdk.Errors;
using Polly;

namespace ObShellSdk.Http;

/// <summary>Carries out the attempts of calls: whatever it takes to get one answer of one agent, including resends with a new header.</summary>
internal sealed class AttemptRunner
{
    private static readonly TimeSpan _maxSilence = TimeSpan.FromSeconds(30);

    private readonly ClientSettings _settings;
    private readonly AgentDirectory _agents;
    private readonly HttpExchange _exchange;
    private readonly ClientLifetime _lifetime;
    private readonly MembershipCheck _membership;
    private readonly AgentSessions _sessions;

    public AttemptRunner(ClientSettings settings, AgentDirectory agents, HttpExchange exchange, ClusterMembership membership, CredentialSource credentials, ClientLifetime lifetime)
    {
        (_settings, _agents, _exchange, _lifetime) = (settings, agents, exchange, lifetime);
        _membership = new MembershipCheck(settings, agents, membership, this);
        _sessions = new AgentSessions(settings, agents, credentials, this);
    }

    public AgentSessions Sessions => _sessions;

    /// <summary>Gets one answer of the agent that was chosen. A result is a <typeparamref name="T"/>.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Outcome<object>> RunAsync<T>(CallExecution execution, JsonTypeInfo<T>? type, CancellationToken cancellationToken)
    {
        long began = _settings.TimeProvider.GetTimestamp();
        AgentProfile? next = null;
        try
        {
            while (true)
            {
                Attempt attempt = execution.Begin();
                if (await PrepareAsync(attempt, next, cancellationToken).ConfigureAwait(false) is { } refusal)
                {
                    return Outcome.FromException<object>(refusal);
                }

                Answer<T> answer = await _exchange.SendAsync(attempt, type, cancellationToken).ConfigureAwait(false);
                if (answer.Failure is not { } failure)
                {
                    _agents.Prefer(attempt.Node);
                    return Outcome.FromResult<object>(answer.Value!);
                }

                if (TryGoToMaster(attempt, failure))
                {
                    next = null;
                    continue;
                }

                (ObShellException? final, next) = await RecoverAsync(attempt, failure, answer.AgentTime, began, cancellationToken).ConfigureAwait(false);
                if (final is not null)
                {
                    return Outcome.FromException<object>(final);
                }
            }
        }
#pragma warning disable CA1031 // An attempt ends in an outcome, never in a throw: the pipeline around it decides by the exception.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (exception is ObShellException || (exception is OperationCanceledException && !execution.Call.CancellationToken.IsCancellationRequested && !_lifetime.IsDisposed))
            {
                RecordHealth(execution.Current!, exception, began);
            }

            return Outcome.FromException<object>(exception);
        }
    }

    /// <summary>Asks for what several callers wait for, so that none of their tokens may end it.</summary>
    public async Task<T> AskOnceAsync<T>(CallExecution execution, JsonTypeInfo<T> type)
    {
        using var timeout = new CancellationTokenSource(_settings.Retry.AttemptTimeout, _settings.TimeProvider);
        execution.GoTo(execution.Call.Agent!);
        Outcome<object> outcome = await RunAsync(execution, type, timeout.Token).ConfigureAwait(false);
        return outcome.Exception switch
        {
            null => (T)outcome.Result!,
            OperationCanceledException exception => throw Failure.TimedOut(execution.Current!.Facts(mayHaveRun: false), _settings.Retry.AttemptTimeout, total: false, exception),
            var exception => throw exception,
        };
    }

    /// <summary>Learns what the request needs, and decides what it shows to the agent.</summary>
    /// <returns>The reason why the agent must not get the request; null if it may.</returns>
    private async ValueTask<ObShellException?> PrepareAsync(Attempt attempt, AgentProfile? profile, CancellationToken cancellationToken)
    {
        AgentAccess access = attempt.Node.Access;
        ApiOperation asked = attempt.Call.Operation;
        if (access.NeedsProfile(asked))
        {
            attempt.Handshake = attempt.Node.Learner;
            profile ??= await attempt.Node.Learner.Agent.GetProfileAsync(cancellationToken).ConfigureAwait(false);
            attempt.Handshake = null;
            (ObShellVersionException? tooOld, profile) = await attempt.Node.Learner.RefuseAsync(asked, profile, cancellationToken).ConfigureAwait(false);
            if (tooOld is not null)
            {
                return tooOld;
            }

            attempt.Profile = profile;
            attempt.Operation = asked.For(profile.Release);
        }

        bool showsCredential = access.ShowsCredential(asked);
        ObShellCredential credential = showsCredential ? await attempt.Call.Credentials.ResolveAsync(attempt, cancellationToken).ConfigureAwait(false) : ObShellCredential.None;
        if (await _membership.RefuseAsync(attempt, cancellationToken).ConfigureAwait(false) is { } outsider)
        {
            return outsider;
        }

        Secret? session = showsCredential ? await _sessions.GetAsync(attempt, credential, cancellationToken).ConfigureAwait(false) : null;
        attempt.Credential = credential;

        // An agent that is sent no credential may know the password all the same, and repeat it.
        attempt.Mask = showsCredential
            ? new(credential, session ?? attempt.Operation.SsoToken, attempt.Execution.BodySecrets)
            : new(attempt.Call.Credentials.Known, attempt.Operation.SsoToken ?? attempt.Node.Session.Current, attempt.Execution.BodySecrets);
        attempt.Seal = access.NeedsSeal(attempt.Operation) ? attempt.Node.Learner.CreateSeal(attempt, session) : null;
        return null;
    }

    /// <summary>Goes to the master if a follower refused only because it could not forward the call.</summary>
    private bool TryGoToMaster(Attempt attempt, ObShellException failure)
    {
        if (failure is not ObShellApiException { Code: ObShellErrorCodes.RequestForwardHeaderNotExist } || !attempt.Call.CanBeSentAgain
            || _agents.FindMaster() is not { } master || attempt.Execution.Tried.Contains(master))
        {
            return false;
        }

        attempt.Execution.GoTo(master);
        return true;
    }

    /// <summary>Decides what follows a failure.</summary>
    /// <returns>The exception that the attempt ends with, or null if it is sent again: with the profile, or null for the current one.</returns>
    private async ValueTask<(ObShellException? Final, AgentProfile? Next)> RecoverAsync(
        Attempt attempt, ObShellException failure, DateTimeOffset? agentTime, long began, CancellationToken cancellationToken)
    {
        RecordHealth(attempt, failure, began);
        if (failure is not ObShellAuthenticationException refusal)
        {
            return (await ExplainAsync(attempt, failure, cancellationToken).ConfigureAwait(false), null);
        }

        attempt.IsRefused = true;
        Recovery recovery = attempt.Seal is null ? default : await attempt.Node.Recovery.TryAsync(attempt, refusal, agentTime, cancellationToken).ConfigureAwait(false);
        if (!recovery.CanResend)
        {
            return (await ExplainAsync(attempt, failure, cancellationToken).ConfigureAwait(false), null);
        }

        _settings.Metrics.Resent(attempt.Execution);
        if (_settings.Logger.IsEnabled(LogLevel.Debug))
        {
            _settings.Logger.Resending(attempt.Operation.ObservedRoute, attempt.Node.Name, ClientMetrics.NameOf(attempt.Execution.Resends.LastCause));
        }

        return attempt.Call.CanBeSentAgain ? (null, recovery.Profile) : (Failure.Unrepeatable(attempt.Facts(mayHaveRun: false), refusal), null);
    }

    /// <summary>A refusal may mean that the agent is too old, if the request was sent without knowing its version.</summary>
    private static ValueTask<ObShellException> ExplainAsync(Attempt attempt, ObShellException failure, CancellationToken cancellationToken) =>
        attempt.Profile is null || attempt.Call.Operation.IsNewerThan(attempt.Profile.Release)
            ? attempt.Node.Learner.ExplainAsync(attempt.Call.Operation, failure, cancellationToken)
            : ValueTask.FromResult(failure);

    /// <summary>Records whether the agent serves: a response of its own shows that it does, whatever it says.</summary>
    private void RecordHealth(Attempt attempt, Exception failure, long began)
    {
        AgentNode node = attempt.Node;
        if ((failure is ObShellException own && TransportDiagnosis.IsLocal(own))
            || (failure is OperationCanceledException && !IsAgentsFault(attempt.Call.Operation, _settings.TimeProvider.GetElapsedTime(began))))
        {
            return;
        }

        if (failure is ObShellTransportException or OperationCanceledException
            || (failure is ObShellProtocolException protocol && Transience.IsTransient(protocol.StatusCode)))
        {
            node.Health.Failed();
            node.VerifiedKey = null;
        }
        else
        {
            node.Health.Served();
        }
    }

    /// <summary>Silence counts against an agent only if it had the time of a whole attempt: a caller may be in a greater hurry, and some operations take their time.</summary>
    private bool IsAgentsFault(ApiOperation operation, TimeSpan silence)
    {
        // Timers of the system may fire a little early.
        const double Tolerance = 0.9;
        TimeSpan whole = _settings.Retry.AttemptTimeout > TimeSpan.Zero && _settings.Retry.AttemptTimeout < _maxSilence ? _settings.Retry.AttemptTimeout : _maxSilence;
        return !operation.IsSlow && silence >= whole * Tolerance;
    }
}
