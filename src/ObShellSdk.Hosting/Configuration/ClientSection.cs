using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace ObShellSdk.Hosting.Configuration;

/// <summary>
/// The section of a client with the values of its connection string over it, both as they are now: so the client reads a changed password from either. Settings of the
/// registration are left out.
/// </summary>
internal sealed class ClientSection(IConfiguration configuration, string name) : IConfigurationSection
{
    private static readonly string[] _settings =
    [
        nameof(ObShellClientSettings.DisableHealthChecks), nameof(ObShellClientSettings.DisableTracing), nameof(ObShellClientSettings.DisableMetrics),
        nameof(ObShellClientSettings.HealthCheckTimeout),
    ];

    private static readonly string[] _lists =
        [nameof(ObShellClientOptions.Endpoints), nameof(ObShellClientOptions.PinnedKeyFingerprints), nameof(ObShellClientOptions.PinnedCertificateFingerprints)];

    private static readonly string[] _stringKeys =
    [
        .. _lists, nameof(ObShellClientOptions.Endpoint), "Password", "AgentPassword", nameof(ObShellClientOptions.DiscoverAgents), nameof(ObShellClientOptions.UseSessions),
        nameof(ObShellClientOptions.CorrectDatabaseTimes), nameof(ObShellClientOptions.Language), nameof(ObShellClientOptions.KnownAgentsFile), nameof(ObShellClientOptions.MinimumKeyBits),
        nameof(ObShellClientOptions.TrustedRoots), nameof(ObShellClientOptions.UseSystemProxy), nameof(ObShellClientOptions.MaxConnectionsPerAgent),
    ];

    private volatile Parsed? _parsed;

    /// <summary>A connection string that was given in code, or null to read that of the configuration.</summary>
    public string? ConnectionString { get; set; }

    public string Key => Section.Key;

    public string Path => OfString is { } values ? values.Path : Section.Path;

    public string? Value
    {
        get => OfString is null ? Section.Value : null;
        set => throw new NotSupportedException("The section of a client is read only.");
    }

    public string? this[string key]
    {
        get => OfString?[key] ?? Section[key];
        set => throw new NotSupportedException("The section of a client is read only.");
    }

    private IConfigurationSection Section => configuration.GetSection($"ObShell:{name}") is { } nested && nested.Exists() ? nested : configuration.GetSection(name);

    /// <summary>The values of the connection string, or null without one.</summary>
    private IConfigurationSection? OfString
    {
        get
        {
            string? text = ConnectionString ?? configuration.GetConnectionString(name);
            if (string.IsNullOrWhiteSpace(text))
            {
                return null;
            }

            if (_parsed is not { } parsed || parsed.Text != text)
            {
                _parsed = parsed = new Parsed(text, Parse(text));
            }

            return parsed.Values;
        }
    }

    public IEnumerable<IConfigurationSection> GetChildren()
    {
        List<IConfigurationSection> children = [.. OfString?.GetChildren() ?? []];
        children.AddRange(Section.GetChildren().Where(child =>
            !_settings.Contains(child.Key, StringComparer.OrdinalIgnoreCase) && !children.Exists(other => other.Key.Equals(child.Key, StringComparison.OrdinalIgnoreCase))));
        return children;
    }

    public IConfigurationSection GetSection(string key) => OfString?.GetSection(key) is { } section && section.Exists() ? section : Section.GetSection(key);

    public IChangeToken GetReloadToken() => configuration.GetReloadToken();

    /// <summary>The settings as the section has them now.</summary>
    /// <exception cref="ArgumentException">A value cannot be read.</exception>
    public ObShellClientSettings ReadSettings()
    {
        var settings = new ObShellClientSettings();
        IConfigurationSection section = Section;
        settings.DisableHealthChecks = Read(section, nameof(settings.DisableHealthChecks), bool.TryParse, "true or false", settings.DisableHealthChecks);
        settings.DisableTracing = Read(section, nameof(settings.DisableTracing), bool.TryParse, "true or false", settings.DisableTracing);
        settings.DisableMetrics = Read(section, nameof(settings.DisableMetrics), bool.TryParse, "true or false", settings.DisableMetrics);
        settings.HealthCheckTimeout = Read<TimeSpan>(section, nameof(settings.HealthCheckTimeout), TryReadTime, "a duration such as 00:00:10", settings.HealthCheckTimeout);
        return settings;
    }

    private delegate bool TryRead<T>(string text, out T value);

    private static T Read<T>(IConfigurationSection section, string key, TryRead<T> read, string rule, T otherwise) =>
        section[key] is not { Length: > 0 } text ? otherwise
        : read(text, out T value) ? value
        : throw new ArgumentException($"The configuration value at {section.Path}:{key} must be {rule}.", key);

    private static bool TryReadTime(string text, out TimeSpan value) =>
        TimeSpan.TryParseExact(text, [@"hh\:mm\:ss", @"hh\:mm\:ss\.FFFFFFF"], CultureInfo.InvariantCulture, out value) && value > TimeSpan.Zero;

    /// <summary>Neither keys nor values are quoted in messages: an unquoted password that contains ';' or '=' would be among them.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Only text is read and written; the members that need reflection serve property grids.")]
    private IConfigurationSection Parse(string text)
    {
        string path = ConnectionString is null ? $"ConnectionStrings:{name}" : "ConnectionString";
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (Uri.TryCreate(text.Trim(), UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" or "unix")
        {
            values[$"{path}:{nameof(ObShellClientOptions.Endpoint)}"] = text.Trim();
            return Build(values, path);
        }

        var builder = new DbConnectionStringBuilder();
        try
        {
            builder.ConnectionString = text;
        }
        catch (ArgumentException)
        {
            throw new ArgumentException(
                $"The connection string at {path} must consist of pairs such as Endpoint=http://10.10.10.1:2886;Password=…, and a value that contains ';' must be quoted.");
        }

        foreach (string key in builder.Keys)
        {
            string known = _stringKeys.FirstOrDefault(it => it.Equals(key, StringComparison.OrdinalIgnoreCase)) ?? throw new ArgumentException(
                $"The connection string at {path} contains a key that is not known; there are {string.Join(", ", _stringKeys.Order(StringComparer.Ordinal))}. A value that contains ';' must be quoted.");
            string value = (string)builder[key];
            if (!_lists.Contains(known))
            {
                values[$"{path}:{known}"] = value;
                continue;
            }

            string[] elements = value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            for (int i = 0; i < elements.Length; i++)
            {
                values[string.Create(CultureInfo.InvariantCulture, $"{path}:{known}:{i}")] = elements[i];
            }
        }

        return Build(values, path);
    }

    private static IConfigurationSection Build(Dictionary<string, string?> values, string path) =>
        new ConfigurationBuilder().AddInMemoryCollection(values).Build().GetSection(path);

    private sealed record Parsed(string Text, IConfigurationSection Values);
}
