using System.Net;
using System.Net.Sockets;
using ObShellSdk.Errors;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Docs;

namespace ObShellSdk.Tests.Reliability;

/// <summary>Three agents, of which one accepts connections and never answers, and one drops every packet.</summary>
public sealed class SilentAgentTests
{
    private const string Overview = "/api/v1/tenant/tenant1/backup/overview";
    private const string Lock = "/api/v1/tenant/tenant1/lock";
    private static readonly TimeSpan _hedgingDelay = TimeSpan.FromSeconds(2);

    [Fact]
    [Shows(Promise.NoReadFailsWhileOneAgentServes)]
    public async Task A_read_is_answered_after_two_hedging_delays_and_later_reads_at_once()
    {
        var clock = new TestClock();
        using var hung = new HungAgent();
        using var unreachable = await UnreachableAgent.StartAsync();
        await using FakeAgent serving = await TestClients.StartAgentAsync(options => options.TimeProvider = clock);
        using ObShellClient client = Connect(clock, hung.Endpoint, unreachable.Endpoint, serving.Endpoint);

        Task first = client.Backup.GetOverviewAsync("tenant1");
        await clock.PassAsync(_hedgingDelay);
        await clock.PassAsync(_hedgingDelay);
        await first.WaitAsync(TestClients.Patience);

        // The time stands still from here on: none of these waits for an agent that is silent.
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.Backup.GetOverviewAsync("tenant1"))).WaitAsync(TestClients.Patience);
        Assert.Equal(51, serving.RequestsTo(Overview).Count);
        Assert.Equal(1, hung.Connections);
    }

    [Fact]
    public async Task A_command_reaches_the_serving_agent_once_after_the_others_showed_that_they_do_not_serve()
    {
        var clock = new TestClock();
        using var hung = new HungAgent();
        await using FakeAgent serving = await TestClients.StartAgentAsync(options => options.TimeProvider = clock);
        using ObShellClient client = Connect(clock, hung.Endpoint, serving.Endpoint);
        Task read = client.Backup.GetOverviewAsync("tenant1");
        await clock.PassAsync(_hedgingDelay);
        await read.WaitAsync(TestClients.Patience);

        await client.Tenants.LockAsync("tenant1").WaitAsync(TestClients.Patience);

        Assert.Single(serving.RequestsTo(HttpMethod.Post, Lock));
        Assert.Equal(1, hung.Connections);
    }

    [Fact]
    public async Task A_command_that_cannot_connect_to_an_unreachable_agent_moves_on_to_one_that_serves()
    {
        using var unreachable = await UnreachableAgent.StartAsync();
        await using FakeAgent serving = await TestClients.StartAgentAsync();
        var options = new ObShellClientOptions
        {
            Endpoint = unreachable.Endpoint, Endpoints = { serving.Endpoint }, Credential = ObShellCredential.FromPassword(TestClients.Password), MinimumKeyBits = 512,
            Retry = { AttemptTimeout = TimeSpan.FromMilliseconds(600), BaseDelay = TimeSpan.FromMilliseconds(1), HedgingDelay = Timeout.InfiniteTimeSpan },
        };
        using var client = new ObShellClient(options);

        await client.Tenants.LockAsync("tenant1").WaitAsync(TestClients.Patience);

        Assert.Single(serving.RequestsTo(HttpMethod.Post, Lock));
    }

    private static ObShellClient Connect(TestClock clock, Uri first, params Uri[] others)
    {
        var options = new ObShellClientOptions
        {
            Endpoint = first, Credential = ObShellCredential.FromPassword(TestClients.Password), MinimumKeyBits = 512, TimeProvider = clock, Retry = { HedgingDelay = _hedgingDelay },
        };
        foreach (Uri other in others)
        {
            options.Endpoints.Add(other);
        }

        return new ObShellClient(options);
    }

    /// <summary>Accepts connections, as the system does for a process that is stopped, and answers nothing.</summary>
    private sealed class HungAgent : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly List<Socket> _accepted = [];
        private int _connections;

        public HungAgent()
        {
            _listener.Start();
            _ = AcceptAsync();
        }

        public Uri Endpoint => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

        public int Connections => Volatile.Read(ref _connections);

        public void Dispose()
        {
            _listener.Dispose();
            lock (_accepted)
            {
                _accepted.ForEach(socket => socket.Dispose());
            }
        }

        private async Task AcceptAsync()
        {
            while (true)
            {
                try
                {
                    Socket socket = await _listener.AcceptSocketAsync();
                    Interlocked.Increment(ref _connections);
                    lock (_accepted)
                    {
                        _accepted.Add(socket);
                    }
                }
                catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
                {
                    return;
                }
            }
        }
    }

    /// <summary>A listener whose queue is full: the system drops what asks for another connection, as a host does that is away.</summary>
    private sealed class UnreachableAgent : IDisposable
    {
        private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        private readonly Socket _only = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        public Uri Endpoint => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}");

        public static async Task<UnreachableAgent> StartAsync()
        {
            var agent = new UnreachableAgent();
            agent._listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            agent._listener.Listen(0);
            await agent._only.ConnectAsync(agent._listener.LocalEndPoint!);
            return agent;
        }

        public void Dispose()
        {
            _only.Dispose();
            _listener.Dispose();
        }
    }
}
