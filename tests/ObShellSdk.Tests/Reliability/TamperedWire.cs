using System.Net.Sockets;
using System.Text;
using ObShellSdk.Http;

namespace ObShellSdk.Tests.Reliability;

/// <summary>The sockets that a client has by itself, with trouble on this side of the wire. Counts connections.</summary>
internal sealed class TamperedWire
{
    private int _connections;

    /// <summary>How many connections are still to fail, and with what.</summary>
    public (int Times, SocketError Error) Refuses { get; set; }

    /// <summary>How many requests of <see cref="Target"/> are still to be cut, and how much of them the agent gets.</summary>
    public (int Times, double Part) Cuts { get; set; }

    /// <summary>The beginning of the request line, such as <c>GET /api/v1/info</c>.</summary>
    public string Target { get; set; } = "";

    /// <summary>Called before a request of <see cref="Target"/> goes out.</summary>
    public Action? OnRequest { get; set; }

    public int Connections => Volatile.Read(ref _connections);

    public SocketsHttpHandler CreateHandler(ObShellClientOptions options)
    {
        SocketsHttpHandler handler = HttpTransport.CreateHandler(options);
        handler.ConnectCallback = ConnectAsync;
        return handler;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        if (Refuses is { Times: > 0 } refuses)
        {
            Refuses = (refuses.Times - 1, refuses.Error);
            throw new SocketException((int)refuses.Error);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        Interlocked.Increment(ref _connections);
        return new Tampered(socket, this);
    }

    private sealed class Tampered(Socket socket, TamperedWire wire) : NetworkStream(socket, ownsSocket: true)
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (wire.Target.Length > 0 && buffer.Span.StartsWith(Encoding.ASCII.GetBytes(wire.Target + " ")))
            {
                wire.OnRequest?.Invoke();
                if (wire.Cuts is { Times: > 0 } cuts)
                {
                    wire.Cuts = (cuts.Times - 1, cuts.Part);
                    await base.WriteAsync(buffer[..(int)(buffer.Length * cuts.Part)], cancellationToken);
                    throw new IOException("cut", new SocketException((int)SocketError.ConnectionReset));
                }
            }

            await base.WriteAsync(buffer, cancellationToken);
        }
    }
}
