using System.Net;
using System.Reflection;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Contract;
using ObShellSdk.Tests.Docs;

namespace ObShellSdk.Tests.Lifetime;

/// <summary>Applications with one thread for everything, such as those with windows, may wait for a call on that very thread.</summary>
public sealed class BlockedContextTests
{
    [Fact]
    public async Task A_call_never_comes_back_to_the_context_of_its_caller()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Speed = 1000);

        int posted = await OneThread.RunAsync(() =>
        {
            using (ObShellClient plain = TestClients.Connect(agent))
            {
                Wait(plain.Backup.GetOverviewAsync("tenant1"));
            }

            ObShellClient client = TestClients.Connect(agent, options => (options.UseSessions, options.DiscoverAgents) = (true, true));
            Wait(client.Backup.GetOverviewAsync("tenant1"));
            Wait(client.Users.ListAsync("tenant1"));
            DagOperation operation = Wait(client.Tenants.DropAsync("tenant1"));
            Wait(operation.WaitAsync());
            Wait(client.DiscoverAgentsAsync());
            Wait(client.DisposeAsync().AsTask());
        });

        Assert.Equal(0, posted);
    }

    [Fact]
    [Shows(Promise.BlockedThreadsAreNotNeeded)]
    public async Task No_method_of_any_facet_comes_back_to_the_context_of_its_caller()
    {
        using var answers = new RecordingTransport(new SchemaAnswer()) { NamesTenantsPlainly = true };
        using var transport = new LateTransport(answers);
        using var client = new ObShellClient(new ObShellClientOptions
        {
            Endpoint = new Uri("http://127.0.0.1:2886"), Transport = transport, DisableEncryption = true, Retry = { MaxAttempts = 1 },
        });

        foreach ((PropertyInfo facet, MethodInfo method) in FacetMethods.All)
        {
            object?[] arguments = [.. method.GetParameters().Select(Contract.Samples.Argument)];
            int posted = await OneThread.RunAsync(() =>
            {
                Task call = FacetMethods.InvokeAsync(client, facet, method, arguments);
                Assert.True(((IAsyncResult)call).AsyncWaitHandle.WaitOne(TestClients.Patience), $"{facet.Name}.{method.Name} is stuck.");
            });

            Assert.True(posted == 0, $"{facet.Name}.{method.Name} came back {posted} times.");
        }
    }

    private static T Wait<T>(Task<T> call)
    {
        Wait((Task)call);
        return call.Result;
    }

    private static void Wait(Task call) => Assert.True(call.Wait(TestClients.Patience), "The call is stuck.");

    /// <summary>Answers on another thread, as a network does.</summary>
    private sealed class LateTransport(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            var late = new StreamContent(new LateStream(body));
            late.Headers.ContentType = response.Content.Headers.ContentType;
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = late };
        }
    }

    private sealed class LateStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            return Read(buffer.Span);
        }
    }

    /// <summary>A context of one thread, which is busy and never gets round to what is posted to it.</summary>
    private sealed class OneThread : SynchronizationContext
    {
        private int _posted;

        public override void Post(SendOrPostCallback d, object? state) => Interlocked.Increment(ref _posted);

        public override void Send(SendOrPostCallback d, object? state) => Interlocked.Increment(ref _posted);

        /// <summary>How often anything was posted while the work ran.</summary>
        public static Task<int> RunAsync(Action work)
        {
            var done = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            var thread = new Thread(() =>
            {
                var context = new OneThread();
                SetSynchronizationContext(context);
                try
                {
                    work();
                    done.SetResult(Volatile.Read(ref context._posted));
                }
#pragma warning disable CA1031 // Whatever it is, it belongs to the test and not to this thread.
                catch (Exception exception)
#pragma warning restore CA1031
                {
                    done.SetException(exception);
                }
            })
            { IsBackground = true };
            thread.Start();
            return done.Task;
        }
    }
}
