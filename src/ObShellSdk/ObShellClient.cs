using ObShellSdk.Backup;
using ObShellSdk.Encryption;
using ObShellSdk.Http;
using ObShellSdk.Restore;
using ObShellSdk.Tasks;

namespace ObShellSdk;

/// <summary>
/// A client for the obshell agent of an OceanBase server, with one facet for each resource area.
/// </summary>
/// <remarks>
/// Safe for concurrent use; make one for an agent and keep it, since it holds the connections and the agent's key. Nothing is sent before
/// the first call. Calls under way when the client is disposed end with <see cref="ObjectDisposedException"/>.
/// </remarks>
public sealed class ObShellClient : IDisposable
{
    private readonly ObShellConnection _connection;

    /// <summary>A client for one agent with default options.</summary>
    /// <param name="endpoint">Such as <c>http://10.10.10.1:2886</c>: <c>http</c> or <c>https</c>, host and port, no path.</param>
    /// <param name="credential">What to show to the agent. Default: <see cref="ObShellCredential.None"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="endpoint"/> is null, relative, or more than scheme, host and port.</exception>
    public ObShellClient(Uri endpoint, ObShellCredential? credential = null)
        : this(new ObShellClientOptions { Endpoint = endpoint, Credential = credential ?? ObShellCredential.None })
    {
    }

    /// <summary>A client with options of its own. Later changes of <paramref name="options"/> have no effect on it.</summary>
    /// <exception cref="ArgumentException">An option is missing or out of its range; the message says what is allowed.</exception>
    public ObShellClient(ObShellClientOptions options)
        : this(ClientSettings.From(options), HttpTransport.CreateClient(options))
    {
    }

    internal ObShellClient(ClientSettings settings, HttpClient http)
    {
        _connection = new ObShellConnection(settings, http);
        Endpoint = settings.Endpoint;
    }

    /// <summary>The agent that this client asks.</summary>
    public Uri Endpoint { get; }

    /// <summary>Backup and log archive.</summary>
    public BackupClient Backup => field ??= new BackupClient(_connection);

    /// <summary>Restore into a new tenant.</summary>
    public RestoreClient Restore => field ??= new RestoreClient(_connection);

    /// <summary>DAGs, nodes and sub-tasks: how long-running work is followed and steered.</summary>
    public TaskClient Tasks => field ??= new TaskClient(_connection);

    /// <summary>Ends calls under way and closes the connections.</summary>
    public void Dispose() => _connection.Dispose();

    /// <summary>Names the agent.</summary>
    public override string ToString() => $"{nameof(ObShellClient)} {Endpoint.GetLeftPart(UriPartial.Authority)}";
}
