using System.Security.Cryptography;
using ObShellSdk.Diagnostics;
using ObShellSdk.Encryption;
using ObShellSdk.Errors;
using ObShellSdk.Trust;

namespace ObShellSdk.Http;

/// <summary>
/// Asks an agent who it is and for its key, judges both, and makes the seals for it.
/// </summary>
internal sealed class AgentLearner
{
    private static readonly ApiOperation _info = ApiOperation.OpenQuery($"/api/v1/info");
    private static readonly ApiOperation _secret = ApiOperation.OpenQuery($"/api/v1/secret");

    // The first release with version 2, and the only one before it that is known.
    private static readonly Version _firstV2 = new(4, 2, 3);
    private static readonly Version _firstV1 = new(4, 2, 2);

    private const int SmallKeyBits = 512;

    // How long a version counts without being confirmed: an upgrade is noticed within this time, and a caller that asks an old agent again and again costs no requests.
    private static readonly TimeSpan _versionIsFresh = TimeSpan.FromMinutes(1);

    // Agents before 4.2.6 look at the clock when they have the whole body.
    private static readonly TimeSpan _uploadLifetime = TimeSpan.FromMinutes(10);

    // A version has some twenty characters.
    private const int MaxShownLength = 100;

    private readonly AgentNode _node;
    private readonly ClientSettings _settings;
    private readonly IOpenExchange _exchange;
    private readonly KeyTrust _trust;
    private volatile ApiOperation _pending = _info;
    private volatile string? _lastVersion;
    private bool _isTrustWarned;
    private bool _isSizeWarned;
    private string? _lastFingerprint;

    public AgentLearner(AgentNode node, ClientSettings settings, IOpenExchange exchange)
    {
        _node = node;
        _settings = settings;
        _exchange = exchange;
        _trust = new KeyTrust(settings.KeyTrust, settings.Retry.AttemptTimeout, settings.TimeProvider, settings.Logger);
        Agent = new KnownAgent(LearnAsync);
    }

    public KnownAgent Agent { get; }

    /// <summary>The question of the handshake that the agent has not answered yet, or the first one.</summary>
    public ApiOperation Pending => _pending;

    /// <summary>The keys of the agents that answer at the address.</summary>
    public AddressKeys Keys { get; } = new();

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
    /// <exception cref="ObShellTrustException">The body would go in clear, and is not to.</exception>
    public Seal CreateSeal(Attempt attempt, Secret? session)
    {
        ApiOperation operation = attempt.Operation;
        AgentProfile profile = attempt.Profile!;
        ObShellCredential credential = attempt.Credential;
        ThrowIfDowngraded(attempt);
        TimeSpan lifetime = operation.IsUpload && _settings.HeaderLifetime < _uploadLifetime ? _uploadLifetime : _settings.HeaderLifetime;
        if (operation.UsesAgentPassword && _node.Access.ShowsCredential(operation) && session is null && credential.AgentPassword is null)
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

    private async Task<AgentProfile> LearnAsync()
    {
        // The learning serves all callers that wait for it, so that none of their tokens may end it.
        using var timeout = new CancellationTokenSource(_settings.Retry.AttemptTimeout, _settings.TimeProvider);
        HandshakeInfo info;
        HandshakeSecret secret;
        try
        {
            _pending = _info;
            info = await _exchange.AskAsync<HandshakeInfo>(_node, _info, timeout.Token).ConfigureAwait(false);
            AuthenticationVersion authentication = ChooseVersion(info);
            _pending = _secret;
            secret = await _exchange.AskAsync<HandshakeSecret>(_node, _secret, timeout.Token, closesConnection: Keys.AreSought).ConfigureAwait(false);
            SealingKey key = ImportKey(secret);
            await TrustAsync(key, timeout.Token).ConfigureAwait(false);
            var profile = new AgentProfile(info.Version ?? "", info.Identity ?? "", authentication, key) { LearnedAt = _settings.TimeProvider.GetUtcNow() };
            _lastVersion = profile.Version;
            Keys.Add($"{secret.Ip}:{secret.Port}", profile);
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
            throw Failure.TimedOut(Facts(_pending), _settings.Retry.AttemptTimeout, total: false, exception);
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
    private void ThrowIfDowngraded(Attempt attempt)
    {
        AgentProfile profile = attempt.Profile!;
        if (profile.Authentication == AuthenticationVersion.V1 && profile.Key.Bits > SmallKeyBits && attempt.Execution.BodySecrets is { Count: > 0 } && _trust.IdentifiesAgents)
        {
            throw Failure.Downgraded(attempt.Facts(mayHaveRun: false), profile.Key.Bits, profile.Key.Fingerprint);
        }
    }

    /// <summary>Before anything is encrypted with the key. Over a socket nothing secret is.</summary>
    private async Task TrustAsync(SealingKey key, CancellationToken cancellationToken)
    {
        if (!_node.Access.JudgesKey)
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
    public string Shown(string text) => new SecretMask(_exchange.KnownCredential, _node.Session.Current, null).Apply(text.Length > MaxShownLength ? text[..MaxShownLength] : text);

    private CallFacts Facts(ApiOperation operation) => new(operation.Route, _node.Endpoint, MayHaveRun: false);
}
