using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using ObShellSdk.Diagnostics;
using ObShellSdk.Http;

namespace ObShellSdk.DependencyInjection;

/// <summary>
/// Applies a changed configuration section to its client: passwords, pins, and endpoints after the first one. Of other options, a warning says that a restart is needed.
/// </summary>
internal sealed class ClientReload : IDisposable
{
    private readonly object _gate = new();
    private readonly string _name;
    private readonly IOptionsFactory<ObShellClientOptions> _factory;
    private readonly ObShellConnection _connection;
    private readonly ILogger _logger;
    private readonly IDisposable _registration;
    private Values _values;
    private ObShellCredential _credential;

    /// <param name="name">The name of the options.</param>
    /// <param name="section">The section.</param>
    /// <param name="options">The options that the client was made of.</param>
    /// <param name="factory">Makes and checks options.</param>
    /// <param name="connection">The client's.</param>
    public ClientReload(string name, IConfiguration section, ObShellClientOptions options, IOptionsFactory<ObShellClientOptions> factory, ObShellConnection connection)
    {
        _name = name;
        _factory = factory;
        _connection = connection;
        _logger = connection.Settings.Logger;
        _values = Values.Of(options, connection.Settings);
        _credential = connection.Settings.Credential.Current;
        _registration = ChangeToken.OnChange(section.GetReloadToken, Reload);
    }

    public void Dispose() => _registration.Dispose();

    private void Reload()
    {
        lock (_gate)
        {
            Values now;
            try
            {
                ObShellClientOptions options = _factory.Create(_name);
                now = Values.Of(options, ClientSettings.From(options));
            }
            catch (Exception exception) when (exception is OptionsValidationException or ArgumentException)
            {
                // It comes from a file watcher or a vault, to which an exception would mean nothing.
                _logger.ReloadFailed(exception.Message);
                return;
            }

            var applied = new List<string>();
            var waiting = new List<string>();
            ObShellCredential credential = _connection.Settings.Credential.Current;
            if (credential != _credential)
            {
                _credential = credential;
                applied.Add("Password");
            }
            else if (now.CredentialKind != _values.CredentialKind)
            {
                waiting.Add("Password");
            }

            // Pins that disappear may be a file that is being replaced; and to trust any key again is for a person to decide.
            if (!now.Pins.SequenceEqual(_values.Pins))
            {
                bool isSafe = now.Pins.Count > 0;
                (isSafe ? applied : waiting).Add(nameof(ObShellClientOptions.PinnedKeyFingerprints));
                if (isSafe)
                {
                    _connection.Pin(now.Pins);
                }
            }

            // The first endpoint is the one that calls about one agent go to.
            if (!now.Endpoints.SequenceEqual(_values.Endpoints))
            {
                bool isSafe = AgentName.KeyOf(now.Endpoints[0]) == AgentName.KeyOf(_values.Endpoints[0]);
                (isSafe ? applied : waiting).Add(nameof(ObShellClientOptions.Endpoints));
                if (isSafe)
                {
                    _connection.Name(now.Endpoints);
                }
            }

            waiting.AddRange(now.Others.Where(option => _values.Others[option.Key] != option.Value).Select(option => option.Key));
            _values = now;
            if (applied.Count > 0)
            {
                _logger.ConfigurationReloaded(string.Join(", ", applied));
            }

            if (waiting.Count > 0)
            {
                _logger.RestartNeeded(string.Join(", ", waiting));
            }
        }
    }

    /// <summary>What is compared: as text, except for what can be applied.</summary>
    private sealed record Values(string CredentialKind, IReadOnlyList<Uri> Endpoints, IReadOnlyCollection<string> Pins, IReadOnlyDictionary<string, string> Others)
    {
        public static Values Of(ObShellClientOptions options, ClientSettings settings) => new(
            options.Credential.ToString(),
            settings.Endpoints,
            [.. settings.KeyTrust.PinnedKeyFingerprints],
            new Dictionary<string, object?>
            {
                [nameof(options.DiscoverAgents)] = options.DiscoverAgents,
                [nameof(options.UseSessions)] = options.UseSessions,
                [nameof(options.CorrectDatabaseTimes)] = options.CorrectDatabaseTimes,
                [nameof(options.DisableEncryption)] = options.DisableEncryption,
                [nameof(options.HeaderLifetime)] = options.HeaderLifetime,
                [nameof(options.Language)] = options.Language,
                [nameof(options.MaxResponseBytes)] = options.MaxResponseBytes,
                [nameof(options.MaxConnectionsPerAgent)] = options.MaxConnectionsPerAgent,
                [nameof(options.UseSystemProxy)] = options.UseSystemProxy,
                [nameof(options.PinnedCertificateFingerprints)] = string.Join(',', options.PinnedCertificateFingerprints),
                [nameof(options.TrustedRoots)] = string.Join(',', options.TrustedRoots.Select(certificate => certificate.Thumbprint)),
                [nameof(options.KnownAgentsFile)] = settings.KeyTrust.KnownAgentsFile,
                [nameof(options.MinimumKeyBits)] = options.MinimumKeyBits,
                [nameof(options.Retry)] = (options.Retry.MaxAttempts, options.Retry.BaseDelay, options.Retry.MaxDelay, options.Retry.UseJitter, options.Retry.HedgingDelay,
                    options.Retry.AttemptTimeout, options.Retry.TotalTimeout),
            }.ToDictionary(option => option.Key, option => FormattableString.Invariant($"{option.Value}")));
    }
}
