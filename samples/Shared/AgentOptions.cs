using System.CommandLine;
using System.Diagnostics.CodeAnalysis;

namespace ObShellSdk.Samples;

/// <summary>The options by which every sample finds its agent.</summary>
public sealed class AgentOptions
{
    private readonly Option<string?> _endpoint = new("--endpoint") { Description = "Address of the agent, e.g. http://10.10.10.1:2886. Default: an agent embedded in this program." };
    private readonly Option<string?> _password = new("--password") { Description = "Password of root@sys. Better: the environment variable OBSHELL_PASSWORD, which no process list shows." };
    private readonly Option<bool> _insecure = new("--insecure") { Description = "Accept any certificate of the agent (https)." };

    public void AddTo(RootCommand root)
    {
        root.Add(_endpoint);
        root.Add(_password);
        root.Add(_insecure);
    }

    public AgentAccess Read(ParseResult result) => new()
    {
        Endpoint = result.GetValue(_endpoint) is { } endpoint ? new Uri(endpoint, UriKind.RelativeOrAbsolute) : null,
        Password = result.GetValue(_password) ?? Environment.GetEnvironmentVariable("OBSHELL_PASSWORD"),
        Insecure = result.GetValue(_insecure),
    };
}

/// <summary>Which agent to ask, and as whom.</summary>
public sealed record AgentAccess
{
    /// <summary>Null for the embedded agent.</summary>
    public Uri? Endpoint { get; init; }

    public Secret? Password { get; init; }

    public bool Insecure { get; init; }

    /// <summary>A client of that agent; <paramref name="embedded"/> is the one that runs in this program, if none was named.</summary>
    [SuppressMessage("Security", "CA5359:Do not disable certificate validation", Justification = "Only with --insecure, which asks for just that.")]
    public ObShellClient Connect(EmbeddedAgent? embedded, Action<ObShellClientOptions>? configure = null)
    {
        Secret? password = Password ?? embedded?.Password;
        var options = new ObShellClientOptions
        {
            Endpoint = Endpoint ?? embedded?.Endpoint,
            Credential = password is null ? ObShellCredential.None : ObShellCredential.FromPassword(password.Reveal()),

            // A sample serves whatever agent it is pointed at; agents before 4.4.2 have keys of 512 bits. A program of yours leaves this out.
            MinimumKeyBits = 512,
            ServerCertificateValidation = Insecure ? static (_, _, _, _) => true : null,
        };
        configure?.Invoke(options);
        return new ObShellClient(options);
    }
}
