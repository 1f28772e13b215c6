using System.Collections.Concurrent;
using ObShellSdk.Tests.Docs;
using ObShellSdk.Tests.Hostile;

namespace ObShellSdk.Tests.Lifetime;

/// <summary>Runs by itself, after all others: exceptions that nobody looked at belong to the process and not to a test.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ByItself
{
    public const string Name = "by itself";
}

/// <summary>Clients that many threads use, cancel and dispose of at random moments.</summary>
[Collection(ByItself.Name)]
public sealed class LoadTests
{
    private const int Callers = 24;
    private const int CallsOfEach = 25;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [Shows(Promise.ClientsAreThreadSafe)]
    public async Task Cancellation_and_disposal_at_any_moment_end_every_call_in_order_and_leave_nothing_behind(int seed)
    {
        using var unobserved = new UnobservedExceptions();
        var time = new CountedTime();
        int answers = seed;
        await using var agent = new HostileAgent((request, stream, token) => AnswerAsync(request, stream, Interlocked.Increment(ref answers), token));
        ConcurrentDictionary<string, int> outcomes = await RunAsync(agent, time, seed);

        Assert.Equal(Callers * CallsOfEach, outcomes.Values.Sum());
        Assert.Empty(outcomes.Keys.Except(["answered", "canceled", "disposed", "refused", "broken"]));
        Assert.All(["answered", "canceled", "disposed", "refused"], outcome => Assert.True(outcomes.ContainsKey(outcome), $"No call was {outcome}: {string.Join(' ', outcomes)}"));
        Assert.True(time.TimersMade > Callers);
        await UntilAsync(() => time.LiveTimers == 0, () => $"{time.LiveTimers} timers");
        await UntilAsync(() => agent.OpenConnections == 0, () => $"{agent.OpenConnections} connections");
        Assert.Empty(unobserved.Collect());
    }

    [Fact]
    [Shows(Promise.ClientsAreThreadSafe)]
    public async Task What_fails_when_nobody_waits_for_it_any_more_is_no_unobserved_exception()
    {
        using var unobserved = new UnobservedExceptions();
        for (int round = 0; round < 4; round++)
        {
            await AbandonAsync(hangsIn: "/api/v1/info");
            await AbandonAsync(hangsIn: "/api/v1/login", useSessions: true);
            await AbandonAsync(hangsIn: "/api/v1/ob/info", discover: true);
        }

        Assert.Empty(unobserved.Collect());
    }

    /// <summary>Gives up while a step hangs that all calls share, and then lets that step fail.</summary>
    private static async Task AbandonAsync(string hangsIn, bool useSessions = false, bool discover = false)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var transport = new HangingTransport(hangsIn, asked);
        var client = new ObShellClient(new ObShellClientOptions
        {
            Endpoint = new Uri("http://127.0.0.1:2886"), Credential = ObShellCredential.FromPassword("p"), Transport = transport, UseSessions = useSessions,
            Retry = { MaxAttempts = 1 },
        });
        using var cancellation = new CancellationTokenSource();
        Task waiting = discover ? client.DiscoverAgentsAsync(null, cancellation.Token) : client.Backup.GetOverviewAsync("tenant1", null, cancellation.Token);
        await asked.Task.WaitAsync(TestClients.Patience);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        client.Dispose();
        transport.Fail();
        await transport.Failed.Task.WaitAsync(TestClients.Patience);
    }

    private static async Task<ConcurrentDictionary<string, int>> RunAsync(HostileAgent agent, TimeProvider time, int seed)
    {
        var outcomes = new ConcurrentDictionary<string, int>();
        ObShellClient[] clients = [.. Enumerable.Range(0, 4).Select(_ => Connect(agent, time))];
        int calls = 0;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var chance = new Random(seed * 1000 + caller);
            for (int i = 0; i < CallsOfEach; i++)
            {
                int which = chance.Next(clients.Length);
                ObShellClient client = Volatile.Read(ref clients[which]);
                using var cancellation = new CancellationTokenSource();
                if (chance.Next(3) == 0)
                {
                    cancellation.CancelAfter(TimeSpan.FromMilliseconds(chance.Next(4)));
                }

                Task call = chance.Next(4) switch
                {
                    0 => client.Tenants.LockAsync("tenant1", null, cancellation.Token),
                    1 => client.Backup.GetInfoAsync("tenant1", null, cancellation.Token),
                    2 => client.Cluster.GetInfoAsync(null, cancellation.Token),
                    _ => client.Tenants.GetAsync("tenant1", null, cancellation.Token),
                };
                outcomes.AddOrUpdate(await OutcomeAsync(call, cancellation.Token), 1, (_, count) => count + 1);
                if (Interlocked.Increment(ref calls) % 40 == 0)
                {
                    // Others are in the middle of their calls.
                    Interlocked.Exchange(ref clients[which], Connect(agent, time)).Dispose();
                }
            }
        })));
        await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask()));
        return outcomes;
    }

    private static async Task<string> OutcomeAsync(Task call, CancellationToken token)
    {
        try
        {
            await call.WaitAsync(TestClients.Patience, CancellationToken.None);
            return "answered";
        }
        catch (OperationCanceledException exception) when (token.IsCancellationRequested && exception.CancellationToken == token)
        {
            return "canceled";
        }
        catch (ObjectDisposedException)
        {
            return "disposed";
        }
        catch (ObShellApiException)
        {
            return "refused";
        }
        catch (ObShellTransportException)
        {
            return "broken";
        }
#pragma warning disable CA1031 // Named, and then not among those that are allowed.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception.ToString();
        }
    }

    private static ObShellClient Connect(HostileAgent agent, TimeProvider time) => new(new ObShellClientOptions
    {
        Endpoint = agent.Endpoint, Credential = ObShellCredential.FromPassword("p"), TimeProvider = time,

        // Longer than the test: a timer that is left does not go away by itself.
        Retry = { BaseDelay = TimeSpan.FromMilliseconds(1), AttemptTimeout = TimeSpan.FromHours(1), TotalTimeout = TimeSpan.FromHours(2) },
    });

    /// <summary>Most answers are good, on a connection that is kept; some are refusals, and some connections just end.</summary>
    private static async Task AnswerAsync(HeardRequest request, Stream stream, int number, CancellationToken token)
    {
        int chance = new Random(number).Next(10);
        request.KeepsOpen = chance is > 0 and < 8;
        if (chance > 0)
        {
            await HostileAgent.WriteAsync(stream, chance < 8 ? HostileAgent.Success("{}") : HostileAgent.Refusal(ObShellErrorCodes.TenantNotExist, "no"), token, chance < 8 ? 200 : 400, headers: request.KeepsOpen ? "" : "Connection: close\r\n");
        }
    }

    private static async Task UntilAsync(Func<bool> condition, Func<string> what)
    {
        using var patience = new CancellationTokenSource(TestClients.Patience);
        while (!condition())
        {
            Assert.False(patience.IsCancellationRequested, $"{what()} are left.");
            await Task.Yield();
        }
    }

    /// <summary>Exceptions of tasks that nobody looked at.</summary>
    private sealed class UnobservedExceptions : IDisposable
    {
        private readonly ConcurrentQueue<AggregateException> _exceptions = new();

        public UnobservedExceptions() => TaskScheduler.UnobservedTaskException += Note;

        /// <summary>Without those of other tests, which wait with a limit for what they then do not need.</summary>
        public IEnumerable<AggregateException> Collect()
        {
            for (int i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            return _exceptions.Where(exception => exception.InnerException is not TimeoutException { StackTrace: null });
        }

        public void Dispose() => TaskScheduler.UnobservedTaskException -= Note;

        private void Note(object? sender, UnobservedTaskExceptionEventArgs args) => _exceptions.Enqueue(args.Exception);
    }

    /// <summary>Answers handshakes, hangs in one route whatever becomes of its caller, and fails there when it is told to.</summary>
    private sealed class HangingTransport(string hangsIn, TaskCompletionSource asked) : HttpMessageHandler
    {
        private readonly TaskCompletionSource _fail = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly System.Security.Cryptography.RSA _rsa = System.Security.Cryptography.RSA.Create(1024);

        public TaskCompletionSource Failed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Fail() => _fail.SetResult();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string path = request.RequestUri!.AbsolutePath;
            if (path == hangsIn)
            {
                asked.TrySetResult();
                await _fail.Task;
                Failed.TrySetResult();
                throw new HttpRequestException("broken");
            }

            string data = path == "/api/v1/info"
                ? """{"version":"4.5.0.0-1","identity":"CLUSTER AGENT","supportedAuth":["v2"]}"""
                : $$"""{"public_key":"{{Convert.ToBase64String(_rsa.ExportRSAPublicKey())}}"}""";
            return new HttpResponseMessage { Content = new StringContent(HostileAgent.Success(data), System.Text.Encoding.UTF8, "application/json") };
        }

        protected override void Dispose(bool disposing)
        {
            _rsa.Dispose();
            base.Dispose(disposing);
        }
    }
}
