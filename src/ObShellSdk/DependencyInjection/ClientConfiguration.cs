using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace ObShellSdk.DependencyInjection;

/// <summary>Reads options from a configuration section. By hand: the binder's reflection does not survive trimming, and errors must name the key.</summary>
internal static class ClientConfiguration
{
    private static readonly string[] _lists =
        [nameof(ObShellClientOptions.Endpoints), nameof(ObShellClientOptions.PinnedKeyFingerprints), nameof(ObShellClientOptions.PinnedCertificateFingerprints)];

    private static readonly string[] _keys =
    [
        .. _lists, nameof(ObShellClientOptions.Endpoint), nameof(ObShellClientOptions.DiscoverAgents), nameof(ObShellClientOptions.UseSessions),
        nameof(ObShellClientOptions.CorrectDatabaseTimes),
        nameof(ObShellClientOptions.DisableEncryption), nameof(ObShellClientOptions.HeaderLifetime), nameof(ObShellClientOptions.Language),
        nameof(ObShellClientOptions.MaxResponseBytes), nameof(ObShellClientOptions.MaxConnectionsPerAgent), nameof(ObShellClientOptions.UseSystemProxy), nameof(ObShellClientOptions.TrustedRoots),
        nameof(ObShellClientOptions.KnownAgentsFile), nameof(ObShellClientOptions.MinimumKeyBits), nameof(ObShellClientOptions.Retry), "Password", "AgentPassword",
    ];

    private static readonly string[] _retryKeys =
    [
        nameof(ObShellRetryOptions.MaxAttempts), nameof(ObShellRetryOptions.BaseDelay), nameof(ObShellRetryOptions.MaxDelay), nameof(ObShellRetryOptions.UseJitter),
        nameof(ObShellRetryOptions.HedgingDelay), nameof(ObShellRetryOptions.AttemptTimeout), nameof(ObShellRetryOptions.TotalTimeout),
    ];

    private static readonly string[] _durations = [@"hh\:mm", @"hh\:mm\:ss", @"hh\:mm\:ss\.FFFFFFF", @"d\.hh\:mm\:ss", @"d\.hh\:mm\:ss\.FFFFFFF"];

    public static void Apply(IConfiguration section, ObShellClientOptions options)
    {
        if (section is IConfigurationSection named)
        {
            ThrowIfStrange(named);
        }

        Read(section, nameof(options.Endpoint), text => options.Endpoint = new Uri(text, UriKind.RelativeOrAbsolute));
        ReadAll(section, nameof(options.Endpoints), text => options.Endpoints.Add(new Uri(text, UriKind.RelativeOrAbsolute)));
        Read(section, nameof(options.DiscoverAgents), text => options.DiscoverAgents = bool.Parse(text));
        Read(section, nameof(options.UseSessions), text => options.UseSessions = bool.Parse(text));
        Read(section, nameof(options.CorrectDatabaseTimes), text => options.CorrectDatabaseTimes = bool.Parse(text));
        Read(section, nameof(options.DisableEncryption), text => options.DisableEncryption = bool.Parse(text));
        Read(section, nameof(options.HeaderLifetime), text => options.HeaderLifetime = ParseTime(text));
        Read(section, nameof(options.Language), text => options.Language = text);
        Read(section, nameof(options.MaxResponseBytes), text => options.MaxResponseBytes = ParseNumber(text));
        Read(section, nameof(options.MaxConnectionsPerAgent), text => options.MaxConnectionsPerAgent = ParseNumber(text));
        Read(section, nameof(options.UseSystemProxy), text => options.UseSystemProxy = bool.Parse(text));
        ReadAll(section, nameof(options.PinnedKeyFingerprints), options.PinnedKeyFingerprints.Add);
        ReadAll(section, nameof(options.PinnedCertificateFingerprints), options.PinnedCertificateFingerprints.Add);
        Read(section, nameof(options.TrustedRoots), options.TrustedRoots.ImportFromPemFile);
        Read(section, nameof(options.KnownAgentsFile), text => options.KnownAgentsFile = text);
        Read(section, nameof(options.MinimumKeyBits), text => options.MinimumKeyBits = ParseNumber(text));

        if (SectionPasswords.Read(section) is { } passwords)
        {
            options.Credential = ObShellCredential.FromCurrent(() => passwords.Current);
        }

        IConfigurationSection retry = section.GetSection(nameof(options.Retry));
        Read(retry, nameof(options.Retry.MaxAttempts), text => options.Retry.MaxAttempts = ParseNumber(text));
        Read(retry, nameof(options.Retry.BaseDelay), text => options.Retry.BaseDelay = ParseTime(text));
        Read(retry, nameof(options.Retry.MaxDelay), text => options.Retry.MaxDelay = ParseTime(text));
        Read(retry, nameof(options.Retry.UseJitter), text => options.Retry.UseJitter = bool.Parse(text));
        Read(retry, nameof(options.Retry.HedgingDelay), text => options.Retry.HedgingDelay = ParseTime(text));
        Read(retry, nameof(options.Retry.AttemptTimeout), text => options.Retry.AttemptTimeout = ParseTime(text));
        Read(retry, nameof(options.Retry.TotalTimeout), text => options.Retry.TotalTimeout = ParseTime(text));
    }

    /// <summary>A misspelled pin would have no effect and stay unnoticed. The whole of a host's configuration, which is no section, holds other things too.</summary>
    private static void ThrowIfStrange(IConfigurationSection section)
    {
        foreach (IConfigurationSection child in section.GetChildren())
        {
            ThrowIfUnknown(child, _keys);
            bool isGroup = child.Key.Equals(nameof(ObShellClientOptions.Retry), StringComparison.OrdinalIgnoreCase);
            if (isGroup && child.Value is { Length: > 0 })
            {
                throw new ArgumentException($"The configuration key {child.Path} must have keys of its own and no value.", child.Key);
            }

            foreach (IConfigurationSection grandchild in child.GetChildren())
            {
                if (isGroup)
                {
                    ThrowIfUnknown(grandchild, _retryKeys);
                }
                else if (!_lists.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                {
                    throw new ArgumentException($"The configuration key {child.Path} must have a value and no keys of its own.", child.Key);
                }
            }
        }
    }

    private static void ThrowIfUnknown(IConfigurationSection section, string[] keys)
    {
        if (!keys.Contains(section.Key, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException(
                $"The configuration key {section.Path} is not known; it must be one of {string.Join(", ", keys.Order(StringComparer.Ordinal))}.", section.Key);
        }
    }

    /// <summary>A list, or its only element.</summary>
    private static void ReadAll(IConfiguration section, string key, Action<string> add)
    {
        Read(section, key, add);
        foreach (IConfigurationSection element in section.GetSection(key).GetChildren())
        {
            add(element.Value ?? "");
        }
    }

    private static void Read(IConfiguration section, string key, Action<string> set)
    {
        if (section[key] is not { Length: > 0 } text)
        {
            return;
        }

        try
        {
            set(text);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or IOException or UnauthorizedAccessException or CryptographicException)
        {
            string path = section is IConfigurationSection named ? $"{named.Path}:{key}" : key;
            throw new ArgumentException($"The configuration value at {path} cannot be read: {exception.Message}", key, exception);
        }
    }

    /// <summary>.NET reads "30" as 30 days, "24:00:00" as 24 days and "1:2:3:4" as more than a day. None of them is what was meant.</summary>
    private static TimeSpan ParseTime(string text) => text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParseExact(text.Trim(), _durations, CultureInfo.InvariantCulture, out TimeSpan time)
        ? time
        : throw new FormatException("A duration must be written as hh:mm:ss, such as 00:00:30 for 30 seconds, or d.hh:mm:ss.");

    private static int ParseNumber(string text) => int.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture);
}
