using System.Diagnostics;
using System.Net;
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
/// Carries calls to the agents of one cluster: the room between the facets and the HTTP handlers. Safe for concurrent use; holds no state of a call.
/// </summary>
internal sealed class ObShellConnection : IOpenExchange, IDisposable, IAsyncDisposable
{
    private static readonly TimeSpan _longestSilence = TimeSpan.FromSeconds(30);

    private readonly ClientSettings _settings;
    private readonly HttpClient _http;
    private readonly AgentDirectory _agents;
    private readonly ResiliencePipeline _pipeline;
    private readonly AgentDiscovery _discovery;
    private readonly ClusterMembership _membership;
    private readonly ResiliencePipeline<object>? _hedging;
    private readonly ObShellConnection _whole;
    private readonly ObShellCredential _credential;
    private volatile bool _disposed;
    private volatile AgentNode? _lastSeen;
    private volatile ObShellCredential? _lastResolved;

    /// <param name="settings">The client's options.</param>
    /// <param name="http">Ends in a <see cref="SealingHandler"/>; owned by the connection.</param>
    public ObShellConnection(ClientSettings settings, HttpClient http)
    {
        _settings = settings;
        _http = http;
        _http.Timeout = Timeout.InfiniteTimeSpan;
        _agents = new AgentDirectory(settings.Endpoints, endpoint => new AgentNode(endpoint, settings, this));
        _pipeline = ResiliencePipelines.Create(settings, _agents);
        _membership = new ClusterMembership();
        _discovery = new AgentDiscovery(this, _agents, _membership);
        _hedging = settings.Retry.HedgingDelay == Timeout.InfiniteTimeSpan ? null : Hedge.PipelineFor(settings.TimeProvider);
        _whole = this;
        _credential = settings.Credential;
        settings.Metrics.Watch(_agents);
        DatabaseClock = new DatabaseClock(this);
    }

    /// <summary>The same connections, keys and sessions, for calls to one agent.</summary>
    private ObShellConnection(ObShellConnection whole, AgentNode? only, ObShellCredential credential)
    {
        _settings = whole._settings;
        _http = whole._http;
        _agents = whole._agents;
        _pipeline = whole._pipeline;
        _discovery = whole._discovery;
        _membership = whole._membership;
        _hedging = whole._hedging;
        _whole = whole;
        _credential = credential;
        DatabaseClock = whole.DatabaseClock;
        Only = only;
    }

    /// <summary>The agent that every call goes to; null: one of the cluster's that serves.</summary>
    public AgentNode? Only { get; }

    public Uri Endpoint => Only?.Endpoint ?? _settings.Endpoint;

    /// <summary>The same for calls that mean one agent alone: the first that the user named, if it was not addressed by itself.</summary>
    public ObShellConnection OfOneAgent => Only is null ? At(Endpoint) : this;

    /// <summary>The same with another credential, and without sessions.</summary>
    public ObShellConnection WithCredential(ObShellCredential credential) => new(_whole, Only, credential);

    /// <summary>The same with another root password; a password of the agent itself stays.</summary>
    public ObShellConnection WithRootPassword(Secret password) => WithCredential(ObShellCredential.FromProvider(async cancellationToken =>
    {
        ObShellCredential own = await _credential.ResolveAsync(cancellationToken).ConfigureAwait(false);
        return own.AgentPassword is { } agent ? ObShellCredential.FromPasswords(password.Reveal(), agent.Reveal()) : ObShellCredential.FromPassword(password.Reveal());
    }));

    private bool IsDisposed => _whole._disposed;

    /// <summary>The credential as far as it is known without asking its provider: what is to be masked where no credential is sent.</summary>
    public ObShellCredential KnownCredential => KeeperOfCredential._lastResolved ?? _credential;

    /// <summary>Connections to one agent share the credential of the whole, unless they have their own.</summary>
    private ObShellConnection KeeperOfCredential => _credential == _whole._credential ? _whole : this;

    public ClientSettings Settings => _settings;

    /// <summary>The time zone of the cluster's database, as far as it is known.</summary>
    public DatabaseClock DatabaseClock { get; }

    /// <summary>The agent's clock less ours, as its last good answer showed it; that of seals is kept apart, since it changes only when asked for.</summary>
    public TimeSpan ObservedOffset => (Only ?? _whole._lastSeen)?.ObservedOffset ?? TimeSpan.Zero;

    /// <summary>Now, by the agent's clock as far as it is known.</summary>
    public DateTimeOffset AgentNow => _settings.TimeProvider.GetUtcNow() + ObservedOffset;

    /// <summary>The connection as one facet uses it, with the JSON of its room.</summary>
    public FacetConnection ForRoom<TContext>()
        where TContext : JsonSerializerContext, new() => new(this, WireJson<TContext>.Options);

    /// <summary>Asks which agents the cluster has, and counts them in.</summary>
    public Task<IReadOnlyList<Uri>> DiscoverAsync(ObShellCallOptions? options, CancellationToken cancellationToken) =>
        _discovery.DiscoverAsync(options, cancellationToken);

    /// <summary>The agent at an address that the user gave, to be asked by itself.</summary>
    public ObShellConnection At(Uri endpoint)
    {
        AgentNode node = _agents.Get(ClientSettings.CheckEndpoint(endpoint));
        node.IsAddressed = true;
        return new(_whole, node, _credential);
    }

    /// <summary>
    /// The agent that listens at an address, to be asked by itself. Where only one agent is known it is that one, whatever address it is reached at. The
    /// address may come from an agent's answer: one that nobody named gets a header only where the user wants agents to be discovered.
    /// </summary>
    public ObShellConnection Owning(IPEndPoint address)
    {
        if (Only is not null || _agents.Cluster is [_])
        {
            return this;
        }

        Uri? known = _agents.Cluster.Select(node => node.Endpoint).FirstOrDefault(
            endpoint => endpoint.Port == address.Port && IPAddress.TryParse(endpoint.DnsSafeHost, out IPAddress? ip) && ip.Equals(address.Address));
        return known is null && !_settings.DiscoverAgents ? this : new(_whole, _agents.Get(known ?? new Uri($"{_settings.Scheme}://{address}")), _credential);
    }

    /// <summary>Trusts other keys from now on. An agent whose key is not among them is asked for its key again, and refused.</summary>
    public void Pin(IReadOnlyCollection<string> fingerprints)
    {
        _settings.Pin(fingerprints);
        foreach (AgentNode node in _agents.All)
        {
            if (node.Learner.Agent.Profile is { } profile && !fingerprints.Contains(profile.Key.Fingerprint))
            {
                node.Learner.Agent.Forget();
            }
        }
    }

    /// <summary>Chooses among other agents from now on; the first stays.</summary>
    public void Name(IReadOnlyList<Uri> endpoints) => _agents.Name(endpoints);

    /// <summary>One call, from its description to a value. The type says how to read data; it is null where the operation has none.</summary>
    public async Task<T> SendAsync<T>(Call call, JsonTypeInfo<T>? type)
    {
        CancellationToken cancellationToken = call.CallerToken;
        ResilienceContext? context = null;
        try
        {
            ObjectDisposedException.ThrowIf(IsDisposed, typeof(ObShellClient));
            cancellationToken.ThrowIfCancellationRequested();
            if (call is { Only: null, IsDiscovery: false } && _settings.DiscoverAgents)
            {
                _discovery.StartIfDue();
            }

            using Activity? activity = CallActivity.Start(call);
            CallClock clock = _settings.Metrics.CallStarted(call, _settings.TimeProvider);
            context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
            context.Properties.Set(Call.Key, call);
            Outcome<T> outcome = await _pipeline.ExecuteOutcomeAsync(
                static (context, state) => state.Connection.AttemptAsync(state.Call, state.Type, context.CancellationToken),
                context,
                (Connection: this, Call: call, Type: type)).ConfigureAwait(false);
            Exception? failure = outcome.Exception is null ? null : Translate(call, outcome.Exception, cancellationToken);
            CallActivity.Stop(call, outcome.Result, failure);
            _settings.Metrics.CallEnded(clock, call, failure, _settings.TimeProvider);
            failure = Report(call, failure);
            if (failure is not null)
            {
                ExceptionDispatchInfo.Throw(failure);
            }

            return outcome.Result!;
        }
        finally
        {
            if (context is not null)
            {
                ResilienceContextPool.Shared.Return(context);
            }

            CryptographicOperations.ZeroMemory(call.Body);
        }
    }

    /// <summary>Closes the sessions that the client opened, as far as the agents answer, and then the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_whole == this && !_disposed)
        {
            await LogOutAsync().ConfigureAwait(false);
            Dispose();
        }
    }

    /// <summary>What was made by <see cref="At"/> has nothing of its own to dispose of.</summary>
    public void Dispose()
    {
        if (_whole == this)
        {
            _disposed = true;
            _settings.Metrics.Unwatch(_agents);
            _http.Dispose();
        }
    }

    async Task<T> IOpenExchange.AskAsync<T>(AgentNode node, ApiOperation operation, CancellationToken cancellationToken, bool closesConnection)
    {
        var call = new Call(operation, node, null, null, cancellationToken) { ClosesConnection = closesConnection };
        call.GoTo(node);
        call.Hide(KnownCredential, node.Session.Current);
        Answer<T> answer = await ExchangeAsync(call, null, WireJson<HandshakeJson>.TypeInfo<T>(), cancellationToken).ConfigureAwait(false);
        return answer.Failure is null ? answer.Value! : throw answer.Failure;
    }

    /// <summary>One attempt as the retry counts them: at one agent, and for reads at another one too if the first does not answer for a while.</summary>
    private ValueTask<Outcome<T>> AttemptAsync<T>(Call call, JsonTypeInfo<T>? type, CancellationToken cancellationToken)
    {
        call.GoTo(call.Only ?? _agents.Choose(call.Asked, call.Tried));
        return _hedging is not null && call.MayBeHedged && _agents.Cluster.Count > 1 ? HedgeAsync(call, type, cancellationToken) : AskAsync(call, type, cancellationToken);
    }

    private async ValueTask<Outcome<T>> HedgeAsync<T>(Call call, JsonTypeInfo<T>? type, CancellationToken cancellationToken)
    {
        var hedge = new Hedge(call, _agents, ResiliencePipelines.HedgingDelay(call, _settings.Retry), async (fork, token) =>
        {
            Outcome<T> outcome = await AskAsync(fork, type, token).ConfigureAwait(false);
            CryptographicOperations.ZeroMemory(fork.Body);
            return new HedgedOutcome(fork, outcome.Result, outcome.Exception);
        });
        HedgedOutcome outcome = await hedge.AskAsync(_hedging!, cancellationToken).ConfigureAwait(false);
        return outcome.Exception is { } exception ? Outcome.FromException<T>(exception) : Outcome.FromResult((T)outcome.Value!);
    }

    /// <summary>What it takes to get one answer of the chosen agent, a new header included where the agent asks for one.</summary>
    private async ValueTask<Outcome<T>> AskAsync<T>(Call call, JsonTypeInfo<T>? type, CancellationToken cancellationToken)
    {
        AgentNode node = call.Node;
        AgentLearner learner = node.Learner;
        long began = _settings.TimeProvider.GetTimestamp();
        try
        {
            bool seals = !call.Asked.IsOpen && !_settings.DisableEncryption;
            while (true)
            {
                call.LastAttempt = null;
                call.Handshake = learner;
                AgentProfile? profile = !seals || (node.IsLocal && !NeedsProfileAtSocket(call.Asked)) ? null
                    : call.NextProfile ?? await learner.Agent.GetProfileAsync(cancellationToken).ConfigureAwait(false);
                call.Handshake = null;
                call.NextProfile = null;
                if (profile is not null)
                {
                    (ObShellVersionException? tooOld, profile) = await learner.RefuseAsync(call.Asked, profile, cancellationToken).ConfigureAwait(false);
                    if (tooOld is not null)
                    {
                        return Outcome.FromException<T>(tooOld);
                    }
                }

                call.Operation = call.Asked.For(profile?.Release);
                ObShellCredential credential = seals && !node.IsLocal ? await ResolveCredentialAsync(call, cancellationToken).ConfigureAwait(false) : ObShellCredential.None;
                if (MustBeMember(call, node) && await RefuseStrangerAsync(call, node, profile, cancellationToken).ConfigureAwait(false) is { } stranger)
                {
                    if (stranger is ObShellAuthenticationException { Reason: AuthenticationFailureReason.OtherCluster })
                    {
                        if (node.Health.Serves)
                        {
                            _settings.Logger.AgentOfOtherCluster(node.Name);
                        }

                        node.Health.Failed();
                    }

                    return Outcome.FromException<T>(stranger);
                }

                Secret? session = profile is null || node.IsLocal || call.Operation.RefusesSession
                    ? null
                    : credential.Session ?? (call.Operation.PrefersPassword ? null : await OpenSessionAsync(node, profile, credential, cancellationToken).ConfigureAwait(false));

                // Where nothing is sent the agent may know the password all the same, and repeat it.
                bool isSent = seals && !node.IsLocal;
                call.Hide(isSent ? credential : KnownCredential, session ?? call.Operation.SsoToken ?? (isSent ? null : node.Session.Current));
                Seal? seal = profile is null || (node.IsLocal && !NeedsSealAtSocket(call.Operation)) ? null : learner.CreateSeal(profile, call, credential, session);
                Answer<T> answer = await ExchangeAsync(call, seal, type, cancellationToken).ConfigureAwait(false);
                if (answer.Failure is null)
                {
                    _agents.Prefer(node);
                    return Outcome.FromResult(answer.Value!);
                }

                if (answer.Failure is ObShellApiException { Code: ObShellErrorCodes.RequestForwardHeaderNotExist } && call.Upload is not { CanBeReadAgain: false }
                    && _agents.FindMaster() is { } master && !call.Tried.Contains(master))
                {
                    // The follower did nothing but to try to forward the call.
                    call.GoTo(master);
                    (node, learner) = (master, master.Learner);
                    continue;
                }

                Note(call, answer.Failure, began);
                if (answer.Failure is ObShellAuthenticationException)
                {
                    // Nothing of the call is at the agent now; what fails before it is sent again leaves it undone.
                    call.LastAttempt = null;
                }

                if (answer.Failure is not ObShellAuthenticationException refusal || seal is null
                    || !await learner.TryMendAsync(call, refusal, profile!, seal, credential, answer.AgentTime, cancellationToken).ConfigureAwait(false))
                {
                    return Outcome.FromException<T>(profile is null || call.Asked.IsNewerThan(profile.Release) ? await learner.ExplainAsync(call.Asked, answer.Failure, cancellationToken).ConfigureAwait(false) : answer.Failure);
                }

                _settings.Metrics.Resent(call);
                if (_settings.Logger.IsEnabled(LogLevel.Debug))
                {
                    _settings.Logger.Resending(call.Operation.ObservedRoute, call.Node.Name, ClientMetrics.NameOf(call.LastResendCause));
                }

                if (call.Upload is { CanBeReadAgain: false })
                {
                    return Outcome.FromException<T>(Failure.Unrepeatable(call.Facts(mayHaveRun: false), refusal));
                }
            }
        }
#pragma warning disable CA1031 // An attempt ends in an outcome, never in a throw: the pipeline around it decides by the exception.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (exception is ObShellException || (exception is OperationCanceledException && !call.CallerToken.IsCancellationRequested && !IsDisposed))
            {
                Note(call, exception, began);
            }

            return Outcome.FromException<T>(exception);
        }
        finally
        {
            call.Forget();
        }
    }

    private async ValueTask<ObShellCredential> ResolveCredentialAsync(Call call, CancellationToken cancellationToken)
    {
        try
        {
            ObShellCredential credential = await _credential.ResolveAsync(cancellationToken).ConfigureAwait(false);
            KeeperOfCredential._lastResolved = credential;
            return credential;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failure.Local(call.Facts(mayHaveRun: false), "the credential provider failed", exception, isTransient: true);
        }
    }

    /// <summary>The key, for what is encrypted even there; the version, for a path that depends on it.</summary>
    private static bool NeedsProfileAtSocket(ApiOperation operation) => NeedsSealAtSocket(operation) || operation.Earlier is not null;

    /// <summary>What agents want encrypted even at their socket, where they ask for no password: the digest of a file, and the keys for an encrypted answer.</summary>
    private static bool NeedsSealAtSocket(ApiOperation operation) => operation.IsSignedByDigest || operation.HasSealedAnswer;

    /// <summary>
    /// Whether the agent must be shown to belong to the cluster before it gets the call: where the client chose among several, and where a command goes to an address
    /// that another agent told.
    /// </summary>
    private bool MustBeMember(Call call, AgentNode node) =>
        call is { IsDiscovery: false, Asked.IsOpen: false } && (call.Only is null ? _agents.Cluster.Count > 1 : call.Asked.IsCommand && !node.IsAddressed);

    /// <summary>Asks the agent for its cluster, once for each key that it shows and again after it failed.</summary>
    /// <returns>The refusal of an agent that does not belong to the cluster, or that did not tell while it was asked for a command; null for a member.</returns>
    private async ValueTask<ObShellException?> RefuseStrangerAsync(Call call, AgentNode node, AgentProfile? profile, CancellationToken cancellationToken)
    {
        if (node.VerifiedKey == (profile?.Key.Fingerprint ?? ""))
        {
            return null;
        }

        try
        {
            return _membership.Judge(call.Facts(mayHaveRun: false), node, await node.GetClusterAsync(() => AskClusterAsync(node), cancellationToken).ConfigureAwait(false));
        }
        catch (ObShellException failure) when (failure is ObShellProtocolException or ObShellApiException and not ObShellAuthenticationException)
        {
            return call.Asked.IsCommand ? failure : null;
        }
    }

    private async Task<ClusterReport> AskClusterAsync(AgentNode node)
    {
        var call = new Call(AgentDiscovery.Operation, node, null, null, CancellationToken.None) { IsDiscovery = true };
        DiscoveredCluster answer = await AskOnceAsync(call, WireJson<HandshakeJson>.TypeInfo<DiscoveredCluster>()).ConfigureAwait(false);
        return ClusterReport.Of(call, answer);
    }

    /// <summary>Whether the agent serves, by what it last did: an answer of its own shows that it does, whatever it says.</summary>
    private void Note(Call call, Exception failure, long began)
    {
        AgentNode node = call.Node;
        if ((failure is ObShellException own && TransportDiagnosis.IsLocal(own))
            || (failure is OperationCanceledException && !IsAgentsFault(call, _settings.TimeProvider.GetElapsedTime(began))))
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
    private bool IsAgentsFault(Call call, TimeSpan silence)
    {
        // Timers of the system may fire a little early.
        const double Tolerance = 0.9;
        TimeSpan whole = _settings.Retry.AttemptTimeout > TimeSpan.Zero && _settings.Retry.AttemptTimeout < _longestSilence ? _settings.Retry.AttemptTimeout : _longestSilence;
        return call.Asked.LeastAttemptTimeout is null && silence >= whole * Tolerance;
    }

    private ValueTask<Secret?> OpenSessionAsync(AgentNode node, AgentProfile profile, ObShellCredential credential, CancellationToken cancellationToken) =>
        _settings.UseSessions && _credential == _settings.Credential && profile.Identity == AgentProfile.ClusterAgent && credential is { Password: not null } or { AgentPassword: not null }
            ? new ValueTask<Secret?>(node.Session.GetAsync(() => LogInAsync(node), cancellationToken))
            : ValueTask.FromResult<Secret?>(null);

    /// <summary>Null where the agent has no sessions; it is then asked with the password, as if none were wanted.</summary>
    private async Task<Secret?> LogInAsync(AgentNode node)
    {
        try
        {
            var call = new Call(ApiOperation.LogIn(), node, null, null, CancellationToken.None) { IsDiscovery = true };
            return await AskOnceAsync(call, WireJson<HandshakeJson>.TypeInfo<Secret>()).ConfigureAwait(false);
        }
        catch (ObShellVersionException)
        {
            return null;
        }
    }

    /// <summary>Asks for what several callers wait for, so that none of their tokens may end it.</summary>
    private async Task<T> AskOnceAsync<T>(Call call, JsonTypeInfo<T> type)
    {
        using var timeout = new CancellationTokenSource(_settings.Retry.AttemptTimeout, _settings.TimeProvider);
        Outcome<T> outcome = await AttemptAsync(call, type, timeout.Token).ConfigureAwait(false);
        return outcome.Exception switch
        {
            null => outcome.Result!,
            OperationCanceledException exception => throw Failure.TimedOut(call.Facts(mayHaveRun: false), _settings.Retry.AttemptTimeout, total: false, exception),
            var exception => throw exception,
        };
    }

    private async Task LogOutAsync()
    {
        foreach (AgentNode node in _agents.All.Where(node => node.Session.Current is not null))
        {
            using var timeout = new CancellationTokenSource(_settings.Retry.AttemptTimeout, _settings.TimeProvider);
            byte[] body = WrittenSecrets.Serialize(new LogOutRequest { SessionId = node.Session.Current! }, WireJson<HandshakeJson>.TypeInfo<LogOutRequest>(), out IReadOnlyList<string>? secrets);
            var call = new Call(ApiOperation.LogOut(), node, body, null, timeout.Token) { BodySecrets = secrets, IsDiscovery = true };
            Outcome<object> outcome = await AttemptAsync<object>(call, null, timeout.Token).ConfigureAwait(false);
            CryptographicOperations.ZeroMemory(body);
            if (outcome.Exception is not null)
            {
                // It ends by itself when it has been idle for long enough.
                _settings.Logger.SessionLeftOpen(node.Name);
            }
        }
    }

    private async ValueTask<Answer<T>> ExchangeAsync<T>(Call call, Seal? seal, JsonTypeInfo<T>? type, CancellationToken cancellationToken)
    {
        using CancellationTokenSource? ending = call.Upload is null ? null : CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var attempt = new OutgoingAttempt
        {
            Body = call.Body,
            Upload = call.Upload,
            UploadDigest = await DigestAsync(call, seal, cancellationToken).ConfigureAwait(false),
            StallTimeout = _settings.Retry.AttemptTimeout,
            Ending = ending,
            WantsKeys = call.Operation.HasSealedAnswer,
            Seal = seal,
            IsCommand = call.Operation.IsCommand,
            PathPrefix = call.Node.PathPrefix,
            LocalConnect = call.Node.IsLocal ? UnixSocket.ConnectAsync : null,
        };
        call.LastAttempt = attempt;
        call.LastResponse = null;
        call.AnsweredTraceId = null;
        call.LastStatus = null;
        call.RetryAfter = null;
        using var request = new HttpRequestMessage(call.Operation.Method, call.Node.Locate(call.Operation.Target));
        request.Options.Set(OutgoingAttempt.Key, attempt);
        AddHeaders(request, call);
        try
        {
            using HttpResponseMessage response = await SendAsync(request, attempt, ending?.Token ?? cancellationToken).ConfigureAwait(false);
            call.LastStatus = response.StatusCode;
            call.RetryAfter = RetryAfterOf(response);
            Answer<T> answer = await AnswerReader.ReadAsync(call, response, type, _settings.MaxResponseBytes, cancellationToken).ConfigureAwait(false);
            if (_settings.Logger.IsEnabled(LogLevel.Debug))
            {
                _settings.Logger.Answered(call.Operation.ObservedRoute, call.Node.Name, (int)response.StatusCode, call.Attempts, call.ShownTraceId);
            }

            CallActivity.Answered(call);

            if (answer is { Failure: null, AgentTime: { } agentTime })
            {
                call.Node.ObservedOffset = _settings.OffsetOf(agentTime);
                _whole._lastSeen = call.Node;
            }

            return answer.AgentTime is null && answer.Failure is not null ? answer with { AgentTime = response.Headers.Date } : answer;
        }
        catch (Exception exception)
        {
            if (FailureOf(call, attempt, exception, cancellationToken) is not { } failure)
            {
                throw;
            }

            return new Answer<T>(default, failure, null);
        }
        finally
        {
            attempt.End();
            CryptographicOperations.ZeroMemory(attempt.AnswerKeys);
        }
    }

    private static async ValueTask<string?> DigestAsync(Call call, Seal? seal, CancellationToken cancellationToken)
    {
        if (call is not { Operation.IsSignedByDigest: true, Upload: { } upload } || seal is null)
        {
            return null;
        }

        try
        {
            return await upload.GetDigestAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (upload.Failure is { } own)
        {
            throw Failure.Local(call.Facts(mayHaveRun: false), "the file could not be read", own);
        }
    }

    /// <summary>Sends a request, and does not wait for handlers that ignore the token.</summary>
    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, OutgoingAttempt attempt, CancellationToken cancellationToken)
    {
        Task<HttpResponseMessage> sending = _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        try
        {
            return await sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!sending.IsCompleted)
        {
            attempt.End();
            _ = SharedTask.Observed(sending).ContinueWith(
                static late => late.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            throw;
        }
    }

    /// <summary>What the caller sees of an exception of the transport, of a handler or of an upload's stream; null where the exception itself is the outcome.</summary>
    private ObShellException? FailureOf(Call call, OutgoingAttempt attempt, Exception exception, CancellationToken cancellationToken)
    {
        if (call.Upload?.Failure is { } own)
        {
            // The caller's stream failed, not the way to the agent.
            return Failure.Local(call.Facts(cause: null), "the file could not be read or its progress not reported", own);
        }

        if (attempt.Stalled)
        {
            return Failure.Stalled(call.Facts(cause: null), attempt.StallTimeout);
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return exception is OperationCanceledException ? null : throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }

        if (IsDisposed && exception is OperationCanceledException or ObjectDisposedException)
        {
            return null;
        }

        switch (exception)
        {
            case HandlerMisuseException misuse:
                return Failure.Local(call.Facts(cause: misuse), misuse.Message, misuse);
            case RepeatedCommandException repeated when attempt.TransportFailure is null:
                return Failure.Repeated(call.Facts(mayHaveRun: attempt.BodyStarted), repeated);

            // A handler tried to repeat what had failed: the first failure is the one that counts.
            case RepeatedCommandException:
                exception = attempt.TransportFailure!;
                break;
            case ArgumentException or ObjectDisposedException when !attempt.BodyStarted:
                return null;
        }

        // Whatever a handler made of it: how far the request came is what the transport says.
        return Failure.Transport(call.Facts(AsHttp(attempt.TransportFailure ?? exception)), AsHttp(exception));
    }

    /// <summary>The transport's own limit for making a connection comes as a cancellation.</summary>
    private static Exception AsHttp(Exception exception) => exception is OperationCanceledException { InnerException: TimeoutException late }
        ? new HttpRequestException(HttpRequestError.ConnectionError, late.Message, late)
        : exception;

    /// <summary>Tells the caller's <see cref="ObShellCallOptions.OnResponse"/> of the response. Returns what the call ends with.</summary>
    private static Exception? Report(Call call, Exception? failure)
    {
        if (call.LastResponse is not { } response)
        {
            return failure;
        }

        try
        {
            call.Options!.OnResponse!(response);
            return failure;
        }
#pragma warning disable CA1031 // What the application's code throws is told to its caller, in an exception of the client.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            bool mayHaveRun = failure is null or ObShellException { MayHaveRun: true };
            return Failure.Local(call.Facts(mayHaveRun), "OnResponse failed", failure is null ? exception : new AggregateException(failure, exception));
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
            ObjectDisposedException or OperationCanceledException when IsDisposed => new ObjectDisposedException(
                nameof(ObShellClient), $"The client was disposed while {call.Operation.Route} was under way."),
            ObShellTransportException transport => Counted(transport, call.Attempts),
            ObShellException or ArgumentException or OperationCanceledException or ObjectDisposedException => exception,
            _ => Failure.Local(call.Facts(cause: null), "code or a file of this program failed", exception),
        };
    }

    private static ObShellTransportException Counted(ObShellTransportException exception, int attempts)
    {
        exception.Count(attempts);
        return exception;
    }

    private void AddHeaders(HttpRequestMessage request, Call call)
    {
        request.Headers.ConnectionClose = call.ClosesConnection ? true : null;
        if (_settings.Language is { } language)
        {
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
        }

        if (call.TraceId is { } traceId)
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
}
