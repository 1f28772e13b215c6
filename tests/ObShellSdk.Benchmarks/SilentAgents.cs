using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ObShellSdk.Testing;

namespace ObShellSdk.Benchmarks;

/// <summary>
/// How long reads take while one of three agents is hung, and while its host is unreachable. Calls begin at fixed times, whether or not earlier ones have ended, so that
/// a call that hangs hides no other.
/// </summary>
internal static class SilentAgents
{
    private const string Password = "a good password";

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);

    public static async Task<int> RunAsync(int seconds)
    {
        Console.WriteLine("| One of three agents | Reads | Failed | Median | 99 of 100 within | Longest |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|");
        await MeasureAsync("serves", Way.Open, seconds).ConfigureAwait(false);
        await MeasureAsync("is hung", Way.Hung, seconds).ConfigureAwait(false);
        await MeasureAsync("is on an unreachable host", Way.Unreachable, seconds).ConfigureAwait(false);
        return 0;
    }

    private static async Task MeasureAsync(string name, Way way, int seconds)
    {
        FakeAgent[] agents = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => FakeAgent.StartAsync(new FakeAgentOptions { Password = Password }))).ConfigureAwait(false);
        foreach (FakeAgent agent in agents)
        {
            agent.AddTenant("tenant1").WithBackupTask();
        }

        using var gate = new Gate(agents[0].Port);
        var options = new ObShellClientOptions { Endpoint = gate.Endpoint, Credential = ObShellCredential.FromPassword(Password) };
        options.Endpoints.Add(agents[1].Endpoint);
        options.Endpoints.Add(agents[2].Endpoint);
        using (var client = new ObShellClient(options))
        {
            // All calls go to the first agent until it falls silent.
            for (int i = 0; i < 50; i++)
            {
                await client.Backup.GetOverviewAsync("tenant1").ConfigureAwait(false);
            }

            await gate.SetAsync(way).ConfigureAwait(false);
            var calls = new List<Task<(TimeSpan Took, bool Failed)>>();
            long begun = Stopwatch.GetTimestamp();
            for (int number = 0; Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(seconds); number++)
            {
                calls.Add(ReadAsync(client));
                TimeSpan wait = (_pause * (number + 1)) - Stopwatch.GetElapsedTime(begun);
                await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero).ConfigureAwait(false);
            }

            (TimeSpan Took, bool Failed)[] reads = await Task.WhenAll(calls).ConfigureAwait(false);
            TimeSpan[] took = [.. reads.Select(read => read.Took).Order()];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {took.Length} | {reads.Count(read => read.Failed)} | {took[took.Length / 2].TotalMilliseconds:0} ms | {took[took.Length * 99 / 100].TotalMilliseconds:0} ms | {took[^1].TotalMilliseconds:0} ms |"));
        }

        foreach (FakeAgent agent in agents)
        {
            await agent.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<(TimeSpan Took, bool Failed)> ReadAsync(ObShellClient client)
    {
        long begun = Stopwatch.GetTimestamp();
        try
        {
            await client.Backup.GetOverviewAsync("tenant1").ConfigureAwait(false);
            return (Stopwatch.GetElapsedTime(begun), false);
        }
        catch (ObShellException)
        {
            return (Stopwatch.GetElapsedTime(begun), true);
        }
    }

    private enum Way
    {
        Open,

        /// <summary>Connections are accepted, and nothing is answered.</summary>
        Hung,

        /// <summary>The system drops what asks for a connection.</summary>
        Unreachable,
    }

    /// <summary>Stands between the client and one agent. When it is shut, what is under way gets no answer either.</summary>
    private sealed class Gate : IDisposable
    {
        private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        private readonly Socket _filler = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        private readonly CancellationTokenSource _end = new();
        private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly CancellationTokenSource _noMore = new();
        private readonly List<Socket> _kept = [];
        private volatile Way _way = Way.Open;

        public Gate(int port)
        {
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _listener.Listen(0);
            _ = AcceptAsync(port);
        }

        public Uri Endpoint => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}");

        public async Task SetAsync(Way way)
        {
            _way = way;
            if (way == Way.Unreachable)
            {
                await _noMore.CancelAsync().ConfigureAwait(false);
                await _stopped.Task.ConfigureAwait(false);

                // The one connection that the queue has room for.
                await _filler.ConnectAsync(_listener.LocalEndPoint!).ConfigureAwait(false);
            }
        }

        public void Dispose()
        {
            _end.Cancel();
            _filler.Dispose();
            _listener.Dispose();
            _end.Dispose();
            _noMore.Dispose();
            lock (_kept)
            {
                _kept.ForEach(socket => socket.Dispose());
            }
        }

        private async Task AcceptAsync(int port)
        {
            try
            {
                while (true)
                {
                    Socket inbound = await _listener.AcceptAsync(_noMore.Token).ConfigureAwait(false);
                    var outbound = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                    lock (_kept)
                    {
                        _kept.Add(inbound);
                        _kept.Add(outbound);
                    }

                    await outbound.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port)).ConfigureAwait(false);
                    _ = PassAsync(inbound, outbound);
                    _ = PassAsync(outbound, inbound);
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                _stopped.TrySetResult();
            }
        }

        private async Task PassAsync(Socket from, Socket to)
        {
            var buffer = new byte[16 * 1024];
            try
            {
                while (await from.ReceiveAsync(buffer, _end.Token).ConfigureAwait(false) is > 0 and var count)
                {
                    if (_way == Way.Open)
                    {
                        await to.SendAsync(buffer.AsMemory(0, count), _end.Token).ConfigureAwait(false);
                    }
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                // The run is over.
            }
        }
    }
}
