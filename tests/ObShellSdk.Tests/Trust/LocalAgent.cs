using System.Net.Sockets;
using System.Text;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Trust;

/// <summary>
/// An agent's Unix domain socket: what comes there is passed on to a fake agent that wants no header, as agents want none at their socket. Keeps what was sent.
/// </summary>
internal sealed class LocalAgent : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _stop = new();
    private readonly MemoryStream _sent = new();
    private readonly Task _serving;

    private LocalAgent(FakeAgent agent)
    {
        Agent = agent;
        Path = _folder.File("ob shell.sock");
        _listener.Bind(new UnixDomainSocketEndPoint(Path));
        _listener.Listen();
        _serving = ServeAsync();
    }

    public FakeAgent Agent { get; }

    public string Path { get; }

    public Uri Endpoint => new($"unix://{Path}");

    /// <summary>All bytes that came, as text.</summary>
    public string Sent
    {
        get
        {
            lock (_sent)
            {
                return Encoding.Latin1.GetString(_sent.ToArray());
            }
        }
    }

    public static async Task<LocalAgent> StartAsync(Action<FakeAgentOptions>? configure = null) => new(await TestClients.StartAgentAsync(options =>
    {
        options.EncryptionDisabled = true;
        configure?.Invoke(options);
    }));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving;
        await Agent.DisposeAsync();
        _stop.Dispose();
        _folder.Dispose();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(RelayAsync(await _listener.AcceptAsync(_stop.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task RelayAsync(Socket caller)
    {
        try
        {
            await using var near = new NetworkStream(caller, ownsSocket: true);
            using var tcp = new TcpClient();
            await tcp.ConnectAsync(Agent.Endpoint.Host, Agent.Endpoint.Port, _stop.Token);
            NetworkStream far = tcp.GetStream();
            await Task.WhenAny(PassAsync(near, far, bytes => Keep(bytes)), PassAsync(far, near, _ => { }));
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
        {
            // One of the two has gone.
        }
    }

    private async Task PassAsync(Stream from, Stream to, Action<ReadOnlySpan<byte>> look)
    {
        byte[] buffer = new byte[16 * 1024];
        int count;
        while ((count = await from.ReadAsync(buffer, _stop.Token)) > 0)
        {
            look(buffer.AsSpan(0, count));
            await to.WriteAsync(buffer.AsMemory(0, count), _stop.Token);
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        lock (_sent)
        {
            _sent.Write(bytes);
        }
    }
}
