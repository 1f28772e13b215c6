using System.Net;
using System.Net.Sockets;

namespace ObShellSdk.Http;

/// <summary>
/// Connects to a host that may have several addresses (RFC 8305): the next address is tried when the ones before have failed or have not answered for a while, and the
/// first connection counts. So an address whose packets are dropped costs a quarter of a second.
/// </summary>
internal static class HappyEyeballs
{
    private static readonly TimeSpan _headStart = TimeSpan.FromMilliseconds(250);

    /// <exception cref="SocketException">The host has no address, or none accepts connections.</exception>
    public static async ValueTask<Stream> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        // An IPv6 address comes in brackets, and its zone perhaps as in RFC 6874, with %25.
        string name = host.StartsWith('[') ? Uri.UnescapeDataString(host.Trim('[', ']')) : host;
        IPAddress[] addresses = IPAddress.TryParse(name, out IPAddress? address) ? [address] : await Dns.GetHostAddressesAsync(name, cancellationToken).ConfigureAwait(false);
        Socket socket = await RaceAsync(Alternate(addresses), (each, token) => OpenAsync(each, port, token), TimeProvider.System, cancellationToken).ConfigureAwait(false);
        return new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>The addresses in the order of the resolver, but with the two families in turn.</summary>
    public static IPAddress[] Alternate(IReadOnlyList<IPAddress> addresses)
    {
        IPAddress[][] families = [.. addresses.GroupBy(address => address.AddressFamily).Select(family => family.ToArray())];
        return [.. Enumerable.Range(0, addresses.Count).SelectMany(turn => families.Where(family => turn < family.Length).Select(family => family[turn]))];
    }

    /// <summary>Tries the addresses in turn, each with a head start; what loses is closed.</summary>
    public static async Task<T> RaceAsync<T>(
        IReadOnlyList<IPAddress> addresses, Func<IPAddress, CancellationToken, Task<T>> connect, TimeProvider clock, CancellationToken cancellationToken)
        where T : IDisposable
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new List<Task<T>>();
        var failures = new List<Exception>();
        try
        {
            foreach (IPAddress address in addresses)
            {
                running.Add(connect(address, end.Token));
                bool isLast = running.Count + failures.Count == addresses.Count;
                Task pause = isLast ? Task.Delay(Timeout.InfiniteTimeSpan, clock, end.Token) : Task.Delay(_headStart, clock, end.Token);
                while (running.Count > 0)
                {
                    Task first = await Task.WhenAny(running.Append(pause)).ConfigureAwait(false);
                    cancellationToken.ThrowIfCancellationRequested();
                    if (first == pause)
                    {
                        break;
                    }

                    var ended = (Task<T>)first;
                    running.Remove(ended);
                    if (ended.IsCompletedSuccessfully)
                    {
                        return await ended.ConfigureAwait(false);
                    }

                    failures.Add(ended.Exception?.InnerException ?? new SocketException((int)SocketError.OperationAborted));
                    if (!isLast)
                    {
                        break;
                    }
                }
            }

            throw failures.FirstOrDefault() ?? new SocketException((int)SocketError.HostNotFound);
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            foreach (Task<T> loser in running)
            {
                _ = SharedTask.Observed(loser).ContinueWith(
                    static late => late.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
    }

    private static async Task<Socket> OpenAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
