using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ObShellSdk.Benchmarks;

namespace ObShellSdk.Tests.Reliability;

/// <summary>
/// Many agents on ports of 127.0.0.1, as slim as they can be, so that a thousand of them weigh less than their clients: they have one key, read
/// request lines and answer from memory.
/// </summary>
internal sealed class LoopbackFleet : IDisposable
{
    private readonly CannedAnswers _answers = new(1024);
    private readonly ConcurrentDictionary<Socket, Task> _connections = new();
    private readonly TcpListener[] _listeners;
    private int _accepted;

    private LoopbackFleet(int agents)
    {
        _listeners = [.. Enumerable.Range(0, agents).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        foreach (TcpListener listener in _listeners)
        {
            listener.Start();
            _ = AcceptAsync(listener);
        }

        Endpoints = [.. _listeners.Select(listener => new Uri($"http://{listener.LocalEndpoint}"))];
    }

    public IReadOnlyList<Uri> Endpoints { get; }

    /// <summary>Connections that were ever made.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Connections that are open now.</summary>
    public int Open => _connections.Count;

    public static LoopbackFleet Start(int agents) => new(agents);

    /// <summary>Completes when the clients have closed all connections that they have now.</summary>
    public Task WaitForCloseAsync() => Task.WhenAll(_connections.Values);

    public void Dispose()
    {
        foreach (TcpListener listener in _listeners)
        {
            listener.Dispose();
        }

        foreach (Socket socket in _connections.Keys)
        {
            socket.Dispose();
        }
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                Socket socket = await listener.AcceptSocketAsync().ConfigureAwait(false);
                socket.NoDelay = true;
                Interlocked.Increment(ref _accepted);
                var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _connections[socket] = ended.Task;
                _ = ServeAsync(socket, ended);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Disposed of.
        }
    }

    private async Task ServeAsync(Socket socket, TaskCompletionSource ended)
    {
        byte[] buffer = new byte[8192];
        int filled = 0;
        try
        {
            int count;
            while ((count = await socket.ReceiveAsync(buffer.AsMemory(filled)).ConfigureAwait(false)) > 0)
            {
                filled += count;
                int end;
                while ((end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) >= 0)
                {
                    await socket.SendAsync(Answer(buffer.AsSpan(0, end))).ConfigureAwait(false);
                    filled -= end + 4;
                    buffer.AsSpan(end + 4, filled).CopyTo(buffer);
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The client left.
        }
        finally
        {
            _connections.TryRemove(socket, out _);
            socket.Dispose();
            ended.SetResult();
        }
    }

    private ReadOnlyMemory<byte> Answer(ReadOnlySpan<byte> request)
    {
        byte[] body = _answers.To(Encoding.ASCII.GetString(request).Split(' ', 3)[1]);
        byte[] head = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n");
        return (byte[])[.. head, .. body];
    }
}
