using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace ObShellSdk.Tests.Http;

/// <summary>
/// A socket that answers as an agent for version and key, and leaves each other request to the test. Unlike the fake agent it can do with a connection what a dying
/// process or a broken network does.
/// </summary>
internal sealed class RawAgent : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<string> _requests = [];
    private readonly ConcurrentBag<Socket> _sockets = [];
    private readonly Func<Socket, string, Task> _serve;
    private readonly Task _accepting;
    private RSA _key = RSA.Create(1024);

    /// <param name="serve">Gets the connection and the head of a request that is not for version or key.</param>
    public RawAgent(Func<Socket, string, Task> serve)
    {
        _serve = serve;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(512);
        _accepting = AcceptAsync();
    }

    public Uri Endpoint => new($"http://{_listener.LocalEndPoint}");

    public string Version { get; init; } = "4.5.0.0-1";

    /// <summary>Called before a question for the key is answered; true when it answered by itself.</summary>
    public Func<Socket, Task<bool>>? OnSecret { get; set; }

    /// <summary>Resets each connection as soon as it was accepted.</summary>
    public bool Resets { get; set; }

    /// <summary>The heads of all requests.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    public int CountOf(string start) => _requests.Count(request => request.StartsWith(start, StringComparison.Ordinal));

    public void RotateKey() => _key = RSA.Create(1024);

    public ObShellClient Connect(Action<ObShellClientOptions>? configure = null)
    {
        var options = new ObShellClientOptions
        {
            Endpoint = Endpoint,
            Credential = ObShellCredential.FromPassword(TestClients.Password),
            Retry = { BaseDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(5), UseJitter = false },
        };
        configure?.Invoke(options);
        return new ObShellClient(options);
    }

    public static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    public static Task AnswerAsync(Socket socket, string json, string status = "200 OK") => SendAsync(
        socket, $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}");

    public static Task SendAsync(Socket socket, string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        foreach (Socket socket in _sockets)
        {
            socket.Dispose();
        }

        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptAsync(_end.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }

            if (Resets)
            {
                Reset(socket);
                continue;
            }

            _sockets.Add(socket);
            _ = ServeAsync(socket);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            while (await ReadHeadAsync(socket) is { } head)
            {
                _requests.Enqueue(head);
                if (head.StartsWith("GET /api/v1/info ", StringComparison.Ordinal))
                {
                    await AnswerAsync(socket, $$$"""{"successful":true,"status":200,"data":{"version":"{{{Version}}}","identity":"CLUSTER AGENT","supportedAuth":["v2"]}}""");
                }
                else if (head.StartsWith("GET /api/v1/secret ", StringComparison.Ordinal))
                {
                    if (OnSecret is not { } own || !await own(socket))
                    {
                        await AnswerAsync(socket, $$$"""{"successful":true,"status":200,"data":{"public_key":"{{{Convert.ToBase64String(_key.ExportRSAPublicKey())}}}"}}""");
                    }
                }
                else
                {
                    await _serve(socket, head);
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The connection is over.
        }
    }

    /// <summary>The head of the next request, after its body if that is short; null when the connection ends.</summary>
    private static async Task<string?> ReadHeadAsync(Socket socket)
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await socket.ReceiveAsync(one) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        string text = head.ToString();
        if (!text.Contains("Expect: 100-continue", StringComparison.Ordinal))
        {
            int length = text.Split("\r\n").Where(line => line.StartsWith("Content-Length: ", StringComparison.Ordinal)).Select(line => int.Parse(line[16..], CultureInfo.InvariantCulture)).FirstOrDefault();
            for (; length > 0; length--)
            {
                await socket.ReceiveAsync(one);
            }
        }

        return text;
    }
}
