using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ObShellSdk.Diagnostics;
using ObShellSdk.Encryption;
using ObShellSdk.Trust;

namespace ObShellSdk.Http;

/// <summary>The options of a client, checked and no longer changeable.</summary>
internal sealed record ClientSettings
{
    // A hundred years.
    private static readonly TimeSpan _maxOffset = TimeSpan.FromDays(36525);

    /// <summary>The agents of the cluster that the user named, at least one.</summary>
    public required IReadOnlyList<Uri> Endpoints { get; init; }

    public Uri Endpoint => Endpoints[0];

    /// <summary>How agents are asked whose address another agent told.</summary>
    public string Scheme => Endpoints.FirstOrDefault(endpoint => !UnixSocketAddress.IsEndpoint(endpoint))?.Scheme ?? Uri.UriSchemeHttp;

    public required bool DiscoverAgents { get; init; }

    public required bool UseSessions { get; init; }

    public bool CorrectDatabaseTimes { get; init; }

    public required ObShellCredential Credential { get; init; }

    public required ObShellRetryOptions Retry { get; init; }

    public required KeyTrustSettings KeyTrust { get; init; }

    public required bool DisableEncryption { get; init; }

    public required TimeSpan HeaderLifetime { get; init; }

    public required string? Language { get; init; }

    public required int MaxResponseBytes { get; init; }

    public required TimeProvider TimeProvider { get; init; }

    public required ILogger Logger { get; init; }

    public required ClientMetrics Metrics { get; init; }

    /// <summary>An agent's clock less ours, within limits that every later reckoning with it bears: the agent may say any time.</summary>
    public TimeSpan OffsetOf(DateTimeOffset agentTime)
    {
        TimeSpan offset = agentTime - TimeProvider.GetUtcNow();
        return offset > _maxOffset ? _maxOffset : offset < -_maxOffset ? -_maxOffset : offset;
    }

    /// <exception cref="ArgumentException">An option is missing or out of its range.</exception>
    public static ClientSettings From(ObShellClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(options.Credential);
        ArgumentNullException.ThrowIfNull(options.Retry);
        ArgumentNullException.ThrowIfNull(options.TimeProvider);
        Uri[] endpoints = [.. (options.Endpoint is null && options.Endpoints.Count > 0 ? options.Endpoints : options.Endpoints.Prepend(options.Endpoint!)).Select(CheckEndpoint).DistinctBy(AgentName.KeyOf)];
        CheckCertificates(options, endpoints);
        if (SealingHandler.FollowsRedirects(options.Transport))
        {
            throw Invalid(nameof(options.Transport), "The transport follows redirects, and would send the authentication header to wherever one points: set its AllowAutoRedirect to false.");
        }

        options.Retry.Validate();
        if (options.DiscoverAgents && endpoints.Any(UnixSocketAddress.IsEndpoint))
        {
            throw Invalid(nameof(options.DiscoverAgents), "Other agents cannot be reached as the one at a socket: name them in Endpoints, or give its address in place of the socket.");
        }

        ThrowIfOutside(options.HeaderLifetime, TimeSpan.FromSeconds(5), TimeSpan.FromDays(1), nameof(options.HeaderLifetime), "HeaderLifetime must be from 5 s to 1 day.");
        ThrowIfOutside(options.MinimumKeyBits, ObShellClientOptions.SmallestKeyBits, 4096, nameof(options.MinimumKeyBits), "MinimumKeyBits must be from 512 to 4096.");
        ThrowIfOutside(options.MaxResponseBytes, 64 * 1024, 1024 * 1024 * 1024, nameof(options.MaxResponseBytes), "MaxResponseBytes must be from 64 KiB to 1 GiB.");
        ThrowIfOutside(options.MaxConnectionsPerAgent ?? 1, 1, int.MaxValue, nameof(options.MaxConnectionsPerAgent), "MaxConnectionsPerAgent must be at least 1, or null for no limit.");

        if (options.Language is not (null or "en-US" or "zh-CN"))
        {
            throw Invalid(nameof(options.Language), "The agent speaks en-US and zh-CN.");
        }

        return new ClientSettings
        {
            Endpoints = endpoints,
            DiscoverAgents = options.DiscoverAgents,
            UseSessions = options.UseSessions,
            CorrectDatabaseTimes = options.CorrectDatabaseTimes,
            Credential = options.Credential,
            Retry = options.Retry.Copy(),
            KeyTrust = new KeyTrustSettings
            {
                PinnedKeyFingerprints = CheckFingerprints(options.PinnedKeyFingerprints, nameof(options.PinnedKeyFingerprints)),
                KnownAgentsFile = CheckFile(options.KnownAgentsFile),
                KeyValidation = options.KeyValidation,
                MinimumKeyBits = options.MinimumKeyBits,
            },
            DisableEncryption = options.DisableEncryption,
            HeaderLifetime = options.HeaderLifetime,
            Language = options.Language,
            MaxResponseBytes = options.MaxResponseBytes,
            TimeProvider = options.TimeProvider,
            Logger = (ILogger?)options.LoggerFactory?.CreateLogger(ObShellDiagnostics.LogCategory) ?? NullLogger.Instance,
            Metrics = ClientMetrics.For(options.MeterFactory),
        };
    }

    /// <exception cref="ArgumentException">No address of an agent.</exception>
    public static Uri CheckEndpoint(Uri? endpoint)
    {
        const string Name = nameof(ObShellClientOptions.Endpoint);
        if (endpoint is null)
        {
            throw Invalid(Name, "An endpoint is required, such as http://10.10.10.1:2886.");
        }

        if (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("http" or "https" or UnixSocketAddress.Scheme))
        {
            throw Invalid(Name, "The endpoint must be absolute and begin with http:// or https://, such as http://10.10.10.1:2886, or be the socket of an agent, unix:///path.");
        }

        if (UnixSocketAddress.IsEndpoint(endpoint))
        {
            return UnixSocketAddress.Fault(endpoint) is { } fault ? throw Invalid(Name, fault) : endpoint;
        }

        // The text of the endpoint is not repeated here: it holds a password.
        if (endpoint.UserInfo.Length > 0)
        {
            throw Invalid(Name, "The endpoint must not hold a user or password: give them as credential.");
        }

        if (endpoint.Query.Length > 0 || endpoint.Fragment.Length > 0 || $"{endpoint.AbsolutePath}/".Contains("/api/v1/", StringComparison.Ordinal))
        {
            throw Invalid(Name, "The endpoint must end after the port, or after the path under which a reverse proxy serves the agent; it must not contain /api/v1, a query or a fragment.");
        }

        return endpoint;
    }

    public static IReadOnlyList<string> CheckFingerprints(IEnumerable<string?> fingerprints, string option) =>
        [.. fingerprints.Select(fingerprint => Fingerprints.Read(fingerprint) ?? throw Invalid(option, Fingerprints.Rule))];

    /// <summary>A pin that has no effect is a mistake that stays unnoticed.</summary>
    private static void CheckCertificates(ObShellClientOptions options, Uri[] endpoints)
    {
        const string Pins = nameof(options.PinnedCertificateFingerprints);
        if (CheckFingerprints(options.PinnedCertificateFingerprints, Pins).Count > 0)
        {
            string? fault = options.ServerCertificateValidation is not null ? "Give pinned certificates or a validation of your own, not both."
                : options.Transport is not null ? "A transport of your own looks at certificates by itself, and not at the pinned ones."
                : !endpoints.Any(endpoint => endpoint.Scheme == Uri.UriSchemeHttps) ? "Certificates are pinned, but no endpoint begins with https://."
                : null;
            if (fault is not null)
            {
                throw Invalid(Pins, fault);
            }
        }

        if (options.ClientCertificates.Count > 0 && options.ClientCertificates.Count(certificate => certificate.HasPrivateKey) != 1)
        {
            throw Invalid(nameof(options.ClientCertificates), "One of the client certificates must have its private key, and only one.");
        }
    }

    private static string? CheckFile(string? path) => path switch
    {
        null => null,
        "" => throw Invalid(nameof(ObShellClientOptions.KnownAgentsFile), "The path of the known-agents file must not be empty."),
        _ when Directory.Exists(path) => throw Invalid(nameof(ObShellClientOptions.KnownAgentsFile), $"The known-agents file must be a regular file, but {path} is a folder."),
        _ when Trust.KnownAgentsFile.IsSpecial(Path.GetFullPath(path)) => throw Invalid(
            nameof(ObShellClientOptions.KnownAgentsFile), $"The known-agents file must be a regular file, but {path} is a device, a pipe or a socket. To save no keys, leave the option null."),
        _ => Path.GetFullPath(path),
    };

    private static ArgumentException Invalid(string option, string message) => new(message, option);

    private static void ThrowIfOutside<T>(T value, T minimum, T maximum, string name, string range)
        where T : IComparable<T>
    {
        if (value.CompareTo(minimum) < 0 || value.CompareTo(maximum) > 0)
        {
            throw new ArgumentOutOfRangeException(name, value, range);
        }
    }
}
