using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ObShellSdk.Samples;

/// <summary>The options by which every sample finds its agent.</summary>
public sealed class AgentOptions
{
    private readonly Option<string?> _endpoint = new("--endpoint") { Description = "Address of the agent, e.g. http://10.10.10.1:2886. Default: an agent embedded in this program." };
    private readonly Option<string?> _password = new("--password") { Description = "Password of root@sys. Better: the environment variable OBSHELL_PASSWORD, which no process list shows." };
    private readonly Option<string?> _ca = new("--ca") { Description = "PEM file with the root certificates to trust instead of those of the system (https)." };
    private readonly Option<bool> _small = new("--allow-512-bit-key") { Description = "Accept the 512-bit key of an agent before obshell 4.4.2, in a network that you trust." };
    private readonly Option<bool> _insecure = new("--insecure") { Description = "Accept any certificate of the agent (https)." };

    public void AddTo(RootCommand root)
    {
        root.Add(_endpoint);
        root.Add(_password);
        root.Add(_ca);
        root.Add(_insecure);
        root.Add(_small);
    }

    public AgentAccess Read(ParseResult result) => new()
    {
        Endpoint = result.GetValue(_endpoint) is { } endpoint ? new Uri(endpoint, UriKind.RelativeOrAbsolute) : null,
        Password = result.GetValue(_password) ?? Environment.GetEnvironmentVariable("OBSHELL_PASSWORD"),
        TrustedRoots = result.GetValue(_ca) is { } file ? ReadCertificates(file) : [],
        Insecure = result.GetValue(_insecure),
        AllowsSmallKey = result.GetValue(_small),
    };

    private static X509Certificate2Collection ReadCertificates(string file)
    {
        X509Certificate2Collection certificates = [];
        try
        {
            certificates.ImportFromPemFile(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new ArgumentException($"--ca takes a PEM file with certificates: {exception.Message}", exception);
        }

        return certificates.Count > 0 ? certificates : throw new ArgumentException($"--ca takes a PEM file with certificates; {file} has none.");
    }
}

/// <summary>Which agent to ask, and as whom.</summary>
public sealed record AgentAccess
{
    /// <summary>Null for the embedded agent.</summary>
    public Uri? Endpoint { get; init; }

    public Secret? Password { get; init; }

    /// <summary>Empty for those of the system.</summary>
    public X509Certificate2Collection TrustedRoots { get; init; } = [];

    public bool Insecure { get; init; }

    /// <summary>Whether a key of 512 bits is accepted, as agents before obshell 4.4.2 have.</summary>
    public bool AllowsSmallKey { get; init; }

    /// <summary>A client of that agent; <paramref name="embedded"/> is the one that runs in this program, if none was named.</summary>
    [SuppressMessage("Security", "CA5359:Do not disable certificate validation", Justification = "Only with --insecure, which asks for just that.")]
    public ObShellClient Connect(EmbeddedAgent? embedded, Action<ObShellClientOptions>? configure = null)
    {
        Secret? password = Password ?? embedded?.Password;
        var options = new ObShellClientOptions
        {
            Endpoint = Endpoint ?? embedded?.Endpoint,
            Credential = password is null ? ObShellCredential.None : ObShellCredential.FromPassword(password.Reveal()),
            ServerCertificateValidation = Insecure ? static (_, _, _, _) => true : null,
        };
        if (AllowsSmallKey)
        {
            options.MinimumKeyBits = 512;
            Console.Error.WriteLine(
                "Warning: with --allow-512-bit-key, an attacker who records the traffic can break the agent's key and read the password. Upgrade the agent to obshell 4.4.2 or later.");
        }

        options.TrustedRoots.AddRange(TrustedRoots);
        configure?.Invoke(options);
        return new ObShellClient(options);
    }
}
