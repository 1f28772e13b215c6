using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ObShellSdk.Diagnostics;

namespace ObShellSdk.Http;

/// <summary>The options of a client, checked and no longer changeable.</summary>
internal sealed record ClientSettings
{
    private const int FingerprintLength = 64;

    /// <summary>The agents of the cluster that the user named, at least one.</summary>
    public required IReadOnlyList<Uri> Endpoints { get; init; }

    public Uri Endpoint => Endpoints[0];

    public required bool DiscoverAgents { get; init; }

    public required bool UseSessions { get; init; }

    public required ObShellCredential Credential { get; init; }

    public required ObShellRetryOptions Retry { get; init; }

    /// <summary>Upper-case hex; empty when any key is trusted.</summary>
    public required IReadOnlyCollection<string> PinnedKeyFingerprints { get; init; }

    public required bool DisableEncryption { get; init; }

    public required TimeSpan HeaderLifetime { get; init; }

    public required string? Language { get; init; }

    public required int MaxResponseBytes { get; init; }

    public required TimeProvider TimeProvider { get; init; }

    public required ILogger Logger { get; init; }

    public required ClientMetrics Metrics { get; init; }

    /// <exception cref="ArgumentException">An option is missing or out of its range.</exception>
    public static ClientSettings From(ObShellClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(options.Credential);
        ArgumentNullException.ThrowIfNull(options.Retry);
        ArgumentNullException.ThrowIfNull(options.TimeProvider);
        Uri[] endpoints = [.. (options.Endpoint is null && options.Endpoints.Count > 0 ? options.Endpoints : options.Endpoints.Prepend(options.Endpoint!)).Select(CheckEndpoint).Distinct()];
        options.Retry.Validate();
        ThrowIfOutside(options.HeaderLifetime, TimeSpan.FromSeconds(5), TimeSpan.FromDays(1), nameof(options.HeaderLifetime), "From 5 s to 1 day.");
        ThrowIfOutside(options.MaxResponseBytes, 64 * 1024, 1024 * 1024 * 1024, nameof(options.MaxResponseBytes), "From 64 KiB to 1 GiB.");
        if (options.Language is not (null or "en-US" or "zh-CN"))
        {
            throw Invalid(nameof(options.Language), "The agent speaks en-US and zh-CN.");
        }

        return new ClientSettings
        {
            Endpoints = endpoints,
            DiscoverAgents = options.DiscoverAgents,
            UseSessions = options.UseSessions,
            Credential = options.Credential,
            Retry = options.Retry.Copy(),
            PinnedKeyFingerprints = [.. options.PinnedKeyFingerprints.Select(CheckFingerprint)],
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

        if (!endpoint.IsAbsoluteUri || (endpoint.Scheme != Uri.UriSchemeHttp && endpoint.Scheme != Uri.UriSchemeHttps))
        {
            throw Invalid(Name, "The endpoint must be absolute and begin with http:// or https://, such as http://10.10.10.1:2886.");
        }

        // The text of the endpoint is not repeated here: it holds a password.
        if (endpoint.UserInfo.Length > 0)
        {
            throw Invalid(Name, "The endpoint must not hold a user or password: give them as credential.");
        }

        if (endpoint.PathAndQuery != "/" || endpoint.Fragment.Length > 0)
        {
            throw Invalid(Name, "The endpoint must end after the port: the header is signed for the path that the agent sees.");
        }

        return endpoint;
    }

    private static string CheckFingerprint(string? pin)
    {
        string hex = (pin ?? "").Replace(":", "", StringComparison.Ordinal).ToUpperInvariant();
        return hex.Length == FingerprintLength && hex.All(char.IsAsciiHexDigit)
            ? hex
            : throw Invalid(
                nameof(ObShellClientOptions.PinnedKeyFingerprints), $"A pinned fingerprint is a SHA-256 in hex: {FingerprintLength} digits, with or without colons.");
    }

    private static ArgumentException Invalid(string option, string message) => new(message, option);

    private static void ThrowIfOutside<T>(T value, T least, T most, string name, string range)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            throw new ArgumentOutOfRangeException(name, value, range);
        }
    }
}
