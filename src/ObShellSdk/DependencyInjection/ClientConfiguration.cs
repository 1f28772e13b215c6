using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace ObShellSdk.DependencyInjection;

/// <summary>Reads options from a configuration section. By hand: the binder's reflection does not survive trimming, and errors shall name the key.</summary>
internal static class ClientConfiguration
{
    public static void Apply(IConfiguration section, ObShellClientOptions options)
    {
        Read(section, nameof(options.Endpoint), text => options.Endpoint = new Uri(text, UriKind.RelativeOrAbsolute));
        foreach (IConfigurationSection endpoint in section.GetSection(nameof(options.Endpoints)).GetChildren())
        {
            options.Endpoints.Add(new Uri(endpoint.Value ?? "", UriKind.RelativeOrAbsolute));
        }

        Read(section, nameof(options.DiscoverAgents), text => options.DiscoverAgents = bool.Parse(text));
        Read(section, nameof(options.UseSessions), text => options.UseSessions = bool.Parse(text));
        Read(section, nameof(options.DisableEncryption), text => options.DisableEncryption = bool.Parse(text));
        Read(section, nameof(options.HeaderLifetime), text => options.HeaderLifetime = ParseTime(text));
        Read(section, nameof(options.Language), text => options.Language = text);
        Read(section, nameof(options.MaxResponseBytes), text => options.MaxResponseBytes = ParseNumber(text));
        Read(section, nameof(options.UseSystemProxy), text => options.UseSystemProxy = bool.Parse(text));
        Read(section, nameof(options.PinnedKeyFingerprints), options.PinnedKeyFingerprints.Add);
        foreach (IConfigurationSection pin in section.GetSection(nameof(options.PinnedKeyFingerprints)).GetChildren())
        {
            options.PinnedKeyFingerprints.Add(pin.Value ?? "");
        }

        Read(section, nameof(options.PinnedCertificateFingerprints), options.PinnedCertificateFingerprints.Add);
        foreach (IConfigurationSection pin in section.GetSection(nameof(options.PinnedCertificateFingerprints)).GetChildren())
        {
            options.PinnedCertificateFingerprints.Add(pin.Value ?? "");
        }

        Read(section, nameof(options.TrustedRoots), options.TrustedRoots.ImportFromPemFile);
        Read(section, nameof(options.KnownAgentsFile), text => options.KnownAgentsFile = text);
        Read(section, nameof(options.MinimumKeyBits), text => options.MinimumKeyBits = ParseNumber(text));

        options.Credential = (section["Password"], section["AgentPassword"]) switch
        {
            ({ } password, { } agentPassword) => ObShellCredential.FromPasswords(password, agentPassword),
            ({ } password, null) => ObShellCredential.FromPassword(password),
            (null, { } agentPassword) => ObShellCredential.FromAgentPassword(agentPassword),
            _ => options.Credential,
        };

        IConfigurationSection retry = section.GetSection(nameof(options.Retry));
        Read(retry, nameof(options.Retry.MaxAttempts), text => options.Retry.MaxAttempts = ParseNumber(text));
        Read(retry, nameof(options.Retry.BaseDelay), text => options.Retry.BaseDelay = ParseTime(text));
        Read(retry, nameof(options.Retry.MaxDelay), text => options.Retry.MaxDelay = ParseTime(text));
        Read(retry, nameof(options.Retry.UseJitter), text => options.Retry.UseJitter = bool.Parse(text));
        Read(retry, nameof(options.Retry.AttemptTimeout), text => options.Retry.AttemptTimeout = ParseTime(text));
        Read(retry, nameof(options.Retry.TotalTimeout), text => options.Retry.TotalTimeout = ParseTime(text));
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
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException or CryptographicException)
        {
            string path = section is IConfigurationSection named ? $"{named.Path}:{key}" : key;
            throw new ArgumentException($"The configuration value at {path} cannot be read: {exception.Message}", key, exception);
        }
    }

    private static TimeSpan ParseTime(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);

    private static int ParseNumber(string text) => int.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture);
}
