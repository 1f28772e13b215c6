using System.Security.Cryptography;
using ObShellSdk.Diagnostics;
using ObShellSdk.Encryption;
using ObShellSdk.Errors;
using ObShellSdk.Trust;

namespace ObShellSdk.Http;

/// <summary>
/// Asks an agent who it is and for its key, judges both, and decides from its refusals whether a new header would do.
/// </summary>
internal sealed class AgentLearner
{
    private static readonly ApiOperation _info = ApiOperation.OpenQuery($"/api/v1/info");
    private static readonly ApiOperation _secret = ApiOperation.OpenQuery($"/api/v1/secret");
    private static readonly ApiOperation _time = ApiOperation.OpenQuery($"/api/v1/time");

    // The first release with version 2, and the only one before it that is known.
    private static readonly Version _firstV2 = new(4, 2, 3);
    private static readonly Version _firstV1 = new(4, 2, 2);

    private const int SmallKeyBits = 512;

    // How often an unchanged key is asked for after it was rejected.
    private const int MostQuestions = 6;

    // How long a version counts without being confirmed: an upgrade is noticed within this time, and a caller that asks an old agent again and again costs no requests.
    private static readonly TimeSpan _versionIsFresh = TimeSpan.FromMinutes(1);

    // Agents before 4.2.6 look at the clock when they have the whole body.
    private static readonly TimeSpan _uploadLifetime = TimeSpan.FromMinutes(10);

    // A version has some twenty characters.
    private const int MostShown = 100;

    private readonly AgentNode _node;
    private readonly ClientSettings _settings;
    private readonly IOpenExchange _exchange;
    private readonly KeyTrust _trust;
    private readonly AddressKeys _keys = new();
    private volatile ApiOperation _asking = _info;
    private volatile bool _seeksOthers;
    private volatile string? _onlyKey;
    private volatile string? _lastVersion;
    private bool _isTrustWarned;
    private bool _isSizeWarned;
    private string? _lastFingerprint;

    public AgentLearner(AgentNode node, ClientSettings settings, IOpenExchange exchange)
    {
        _node = node;
        _settings = settings;
        _exchange = exchange;
        _trust = new KeyTrust(settings);
        Agent = new KnownAgent(LearnAsync);
    }

    public KnownAgent Agent { get; }

    /// <summary>The question of the handshake that the agent has not answered yet, or the first one.</summary>
    public ApiOperation Asking => _asking;

    /// <summary>
    /// Refuses an operation that the agent is too old for, before anything is sent. The agent may have been upgraded since its version was learned, so an older
    /// version is confirmed before it counts.
    /// </summary>
    /// <returns>The refusal, or null if the agent may have the operation; and the profile that was decided by.</returns>
    public async ValueTask<(ObShellVersionException? TooOld, AgentProfile Profile)> RefuseAsync(ApiOperation operation, AgentProfile profile, CancellationToken cancellationToken)
    {
        if (!operation.IsMissingFrom(profile.Release))
        {
            return (null, profile);
        }

        if (_settings.TimeProvider.GetUtcNow() - profile.LearnedAt > _versionIsFresh)
        {
            profile = await Agent.RelearnAsync(profile, cancellationToken).ConfigureAwait(false);
        }

        return (operation.IsMissingFrom(profile.Release) ? Failure.TooOld(Facts(operation), operation.Since!, Shown(profile.Version)) : null, profile);
    }

    /// <summary>
    /// Explains a refusal by the agent's version. A route that an agent lacks is refused in many ways (400 with code 1000 up to 4.3.0, 404 later), and an older
    /// route can take the last segment for a name, so neither code nor text tells. Where it is not known which routes the agent has, only the refusal of an unknown
    /// route counts. Only calls that were sent without knowing whether the agent has the operation come here.
    /// </summary>
    public async ValueTask<ObShellException> ExplainAsync(ApiOperation operation, ObShellException refusal, CancellationToken cancellationToken)
    {
        if (operation.Since is not { } since || refusal is not ObShellApiException or ObShellAuthenticationException)
        {
            return refusal;
        }

        if (_lastVersion is null || operation.IsNewerThan(AgentProfile.ReleaseOf(_lastVersion)))
        {
            try
            {
                _lastVersion = (await _exchange.AskAsync<HandshakeInfo>(_node, _info, cancellationToken).ConfigureAwait(false)).Version ?? "";
            }
            catch (ObShellException)
            {
                // The refusal itself is what the caller needs to know.
                return refusal;
            }
        }

        Version? release = AgentProfile.ReleaseOf(_lastVersion);
        return operation.IsMissingFrom(release) || (operation.IsNewerThan(release) && IsOfUnknownRoute(refusal))
            ? Failure.TooOld(Facts(operation) with { MayHaveRun = refusal.MayHaveRun }, since, Shown(_lastVersion))
            : refusal;
    }

    /// <summary>Whether agents refuse a route that they lack in this way.</summary>
    private static bool IsOfUnknownRoute(ObShellException refusal) => refusal is ObShellApiException { Code: "1000" or ObShellErrorCodes.CommonNotFound };

    /// <summary>The seal for the next attempt.</summary>
    /// <exception cref="ObShellAuthenticationException">The operation wants the agent's password, and the credential has none.</exception>
    /// <exception cref="ObShellAuthenticationException">The body would go in clear, and is not to.</exception>
    public Seal CreateSeal(AgentProfile profile, Call call, ObShellCredential credential, Secret? session)
    {
        ApiOperation operation = call.Operation;
        ThrowIfDowngraded(profile, call);
        TimeSpan lifetime = operation.IsUpload && _settings.HeaderLifetime < _uploadLifetime ? _uploadLifetime : _settings.HeaderLifetime;
        if (operation.UsesAgentPassword && !_node.IsLocal && session is null && credential.AgentPassword is null)
        {
            throw Failure.AgentPasswordNeeded(Facts(operation));
        }

        if (operation.SsoToken is not null || session is not null)
        {
            // The routes of OBProxy want the session in the header of the agent's password (ob/agent/api/common/middleware.go:748 in 4.5.0.0).
            HeaderKind shown = operation.UsesAgentPassword && session is not null ? HeaderKind.Agent : HeaderKind.OceanBase;
            return new Seal(profile.Authentication, profile.Key, shown, "", Agent.ClockOffset, lifetime) { Session = session, SsoToken = operation.SsoToken };
        }

        HeaderKind kind = operation.UsesAgentPassword ? HeaderKind.Agent : (credential.Password, credential.AgentPassword) switch
        {
            (null, not null) => HeaderKind.Agent,
            (not null, not null) => Agent.WantedKind ?? HeaderKind.OceanBase,
            _ => HeaderKind.OceanBase,
        };
        Secret? password = kind == HeaderKind.Agent ? credential.AgentPassword : credential.Password;
        return new Seal(profile.Authentication, profile.Key, kind, password ?? "", Agent.ClockOffset, lifetime);
    }

    /// <summary>
    /// After a refusal that was made before anything happened: repairs what can be repaired. True when the call may be sent again. The resend is used up only then,
    /// and not by a fetch that fails.
    /// The agent's time is its clock as that very answer gave it.
    /// </summary>
    public async Task<bool> TryMendAsync(
        Call call, ObShellAuthenticationException refusal, AgentProfile profile, Seal seal, ObShellCredential credential, DateTimeOffset? agentTime,
        CancellationToken cancellationToken)
    {
        switch (refusal.Reason)
        {
            case AuthenticationFailureReason.SessionEnded when seal.Session is { } ended && credential.Session is null:
                _node.Session.Forget(ended);
                return call.TrySpend(ResendCause.Session);

            // What 4.4.0 and 4.4.1 call a header with a session whose time is past.
            case AuthenticationFailureReason.Unknown when seal.Session is not null && refusal.Code == ObShellErrorCodes.SecurityAuthenticationTimestampInvalid:
                return call.CanSpend(ResendCause.Clock) && await SetClockAsync(agentTime, cancellationToken).ConfigureAwait(false) && call.TrySpend(ResendCause.Clock);

            case AuthenticationFailureReason.KeyRejected when _keys.IsShared || await IsSharedAsync(call, profile, cancellationToken).ConfigureAwait(false):
                return await TryAnotherKeyAsync(call, profile, cancellationToken).ConfigureAwait(false);

            case AuthenticationFailureReason.KeyRejected:
                return call.CanSpend(ResendCause.Key) && await HasChangedAsync(profile, cancellationToken).ConfigureAwait(false) && call.TrySpend(ResendCause.Key);

            case AuthenticationFailureReason.ClockSkew:
                return call.CanSpend(ResendCause.Clock) && await SetClockAsync(agentTime, cancellationToken).ConfigureAwait(false) && call.TrySpend(ResendCause.Clock);

            case AuthenticationFailureReason.AgentPasswordNeeded when credential is { Password: not null, AgentPassword: not null }:
                return call.TrySpend(ResendCause.HeaderKind) && Want(HeaderKind.Agent);

            case AuthenticationFailureReason.OceanBasePasswordNeeded when credential is { Password: not null, AgentPassword: not null }:
                return call.TrySpend(ResendCause.HeaderKind) && Want(HeaderKind.OceanBase);

            // A header of version 1 is none to an agent that was upgraded meanwhile.
            case AuthenticationFailureReason.UnsupportedVersion or AuthenticationFailureReason.HeaderMissing:
                return call.CanSpend(ResendCause.Version) && await HasChangedAsync(profile, cancellationToken).ConfigureAwait(false) && call.TrySpend(ResendCause.Version);

            // Agents before 4.3.1 say "unauthorized" to everything, and later ones than we know may use other words: rule out the key, then the clock; what remains
            // is the password.
            case AuthenticationFailureReason.Unknown when !ObShellErrorCodes.Contains(refusal.Error.ErrCode):
                return (call.CanSpend(ResendCause.Key) && await HasChangedAsync(profile, cancellationToken).ConfigureAwait(false) && call.TrySpend(ResendCause.Key))
                    || (Differs(agentTime) && call.CanSpend(ResendCause.Clock) && await SetClockAsync(agentTime, cancellationToken).ConfigureAwait(false) && call.TrySpend(ResendCause.Clock));

            default:
                return false;
        }
    }

    /// <summary>
    /// Whether several agents answer at this address, as behind a virtual IP. The rejected key may be that of another agent than the one that rejected it, so an unchanged
    /// key is asked for again over other connections. This is done once for each key.
    /// </summary>
    private async Task<bool> IsSharedAsync(Call call, AgentProfile profile, CancellationToken cancellationToken)
    {
        string rejected = profile.Key.Fingerprint;
        int questions = !call.IsFirstKeyRejection ? 0 : _onlyKey == rejected ? 1 : MostQuestions;
        for (int question = 0; question < questions && !_keys.IsShared && profile.Key.Fingerprint == rejected; question++)
        {
            _seeksOthers = question > 0;
            profile = await Agent.RelearnAsync(profile, cancellationToken).ConfigureAwait(false);
        }

        _seeksOthers = _keys.IsShared;
        _onlyKey = _keys.IsShared ? null : profile.Key.Fingerprint;
        return _keys.IsShared;
    }

    /// <summary>Any agent at the address may get the next request, so its keys are tried in turn; after each round they are asked for again.</summary>
    private async Task<bool> TryAnotherKeyAsync(Call call, AgentProfile profile, CancellationToken cancellationToken)
    {
        if (!call.TrySpendKeyOfSharedAddress(_keys.Count))
        {
            return false;
        }

        call.NextProfile = call.KeysTried % _keys.Count == 0
            ? await Agent.RelearnAsync(Agent.Profile ?? profile, cancellationToken).ConfigureAwait(false)
            : _keys.After(profile);
        return true;
    }

    private async Task<bool> HasChangedAsync(AgentProfile profile, CancellationToken cancellationToken)
    {
        AgentProfile now = await Agent.RelearnAsync(profile, cancellationToken).ConfigureAwait(false);
        return now.Key.Fingerprint != profile.Key.Fingerprint || now.Authentication != profile.Authentication;
    }

    private bool Want(HeaderKind kind)
    {
        Agent.WantedKind = kind;
        _settings.Logger.OtherPasswordWanted(_node.Name, kind == HeaderKind.Agent ? "agent's own" : "root@sys");
        return true;
    }

    private bool Differs(DateTimeOffset? agentTime) =>
        agentTime is { } time && (_settings.OffsetOf(time) - Agent.ClockOffset).Duration() > _settings.HeaderLifetime / 2;

    private async Task<bool> SetClockAsync(DateTimeOffset? agentTime, CancellationToken cancellationToken)
    {
        DateTimeOffset time = agentTime ?? await _exchange.AskAsync<DateTimeOffset>(_node, _time, cancellationToken).ConfigureAwait(false);
        TimeSpan offset = _settings.OffsetOf(time);
        if ((offset - Agent.ClockOffset).Duration() > TimeSpan.FromSeconds(1))
        {
            _settings.Logger.ClockDiffers(_node.Name, offset);
        }

        Agent.ClockOffset = offset;
        return true;
    }

    private async Task<AgentProfile> LearnAsync()
    {
        // The learning serves all callers that wait for it, so that none of their tokens may end it.
        using var timeout = new CancellationTokenSource(_settings.Retry.AttemptTimeout, _settings.TimeProvider);
        HandshakeInfo info;
        HandshakeSecret secret;
        try
        {
            _asking = _info;
            info = await _exchange.AskAsync<HandshakeInfo>(_node, _info, timeout.Token).ConfigureAwait(false);
            AuthenticationVersion authentication = ChooseVersion(info);
            _asking = _secret;
            secret = await _exchange.AskAsync<HandshakeSecret>(_node, _secret, timeout.Token, closesConnection: _seeksOthers).ConfigureAwait(false);
            SealingKey key = ImportKey(secret);
            await TrustAsync(key, timeout.Token).ConfigureAwait(false);
            var profile = new AgentProfile(info.Version ?? "", info.Identity ?? "", authentication, key) { LearnedAt = _settings.TimeProvider.GetUtcNow() };
            _lastVersion = profile.Version;
            _keys.Add($"{secret.Ip}:{secret.Port}", profile);
            if (_lastFingerprint is { } before && before != key.Fingerprint)
            {
                _settings.Logger.KeyChanged(_node.Name, before, key.Fingerprint);
                _settings.Metrics.KeyChanged(_node);
            }

            _lastFingerprint = key.Fingerprint;
            _settings.Logger.KeyLearned(_node.Name, Shown(profile.Version), Shown(profile.Identity), authentication.ToString(), key.Bits, key.Fingerprint);
            return profile;
        }
        catch (OperationCanceledException exception) when (timeout.IsCancellationRequested)
        {
            throw Failure.TimedOut(Facts(_asking), _settings.Retry.AttemptTimeout, total: false, exception);
        }
    }

    private AuthenticationVersion ChooseVersion(HandshakeInfo info)
    {
        if (info.SupportedAuth is { Count: > 0 } supported)
        {
            return supported.Contains("v2") ? AuthenticationVersion.V2
                : supported.Contains("v1") ? AuthenticationVersion.V1
                : throw Failure.UnsupportedVersion(Facts(_info), Shown(info.Version ?? ""), Shown(string.Join(", ", supported)));
        }

        // A version that cannot be read is more likely newer than older.
        if (AgentProfile.ReleaseOf(info.Version ?? "") is not { } release || release >= _firstV2)
        {
            return AuthenticationVersion.V2;
        }

        return release >= _firstV1 ? AuthenticationVersion.V1 : throw Failure.UnsupportedVersion(Facts(_info), Shown(info.Version ?? ""), "of its own time");
    }

    private SealingKey ImportKey(HandshakeSecret secret)
    {
        try
        {
            return SealingKey.Import(Convert.FromBase64String(secret.PublicKey ?? ""));
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            throw Failure.Unreadable(Facts(_secret), System.Net.HttpStatusCode.OK, null, "its public_key is not a usable RSA key in PKCS#1 form", exception);
        }
    }

    /// <summary>
    /// The description comes unprotected, and who can change it could ask for version 1, which leaves bodies in clear. So secrets go into no such body, unless the key is one
    /// of 512 bits, which protects nothing. Without trust in the key this would protect nothing either: who can change the one can change the other.
    /// </summary>
    private void ThrowIfDowngraded(AgentProfile profile, Call call)
    {
        if (profile.Authentication == AuthenticationVersion.V1 && profile.Key.Bits > SmallKeyBits && call.BodySecrets is { Count: > 0 } && _trust.IdentifiesAgents)
        {
            throw Failure.Downgraded(call.Facts(mayHaveRun: false), profile.Key.Bits);
        }
    }

    /// <summary>Before anything is encrypted with the key. Over a socket nothing secret is.</summary>
    private async Task TrustAsync(SealingKey key, CancellationToken cancellationToken)
    {
        if (_node.IsLocal)
        {
            return;
        }

        await _trust.CheckAsync(
            Facts(_secret), new AgentKeyInfo { Agent = _node.Endpoint, Fingerprint = key.Fingerprint, Bits = key.Bits }, cancellationToken).ConfigureAwait(false);
        if (key.Bits < ObShellClientOptions.DefaultMinimumKeyBits && !_isSizeWarned)
        {
            _isSizeWarned = true;
            _settings.Logger.SmallKeyAllowed(_node.Name, key.Bits);
        }

        if (_node.Endpoint is { IsLoopback: false, Scheme: "http" } && !_trust.IdentifiesAgents && _settings.Credential != ObShellCredential.None && !_isTrustWarned)
        {
            _isTrustWarned = true;
            _settings.Logger.KeyTakenOnTrust(_node.Name, key.Fingerprint);
        }
    }

    /// <summary>What an agent says of itself, as logs and exceptions may show it.</summary>
    public string Shown(string text) => new SecretMask(_exchange.KnownCredential, _node.Session.Current, null).Apply(text.Length > MostShown ? text[..MostShown] : text);

    private CallFacts Facts(ApiOperation operation) => new(operation.Route, _node.Endpoint, MayHaveRun: false);
}

/// <summary>Asks an open route once, without retry: whoever waits for the answer retries as a whole.</summary>
internal interface IOpenExchange
{
    /// <summary>The credential as far as it is known without asking its provider, to be masked in what agents say.</summary>
    ObShellCredential KnownCredential { get; }

    /// <summary>Asks once.</summary>
    /// <param name="node">The agent.</param>
    /// <param name="operation">The route.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <param name="closesConnection">Whether the next question goes over another connection, and so perhaps to another agent at the same address.</param>
    Task<T> AskAsync<T>(AgentNode node, ApiOperation operation, CancellationToken cancellationToken, bool closesConnection = false);
}
