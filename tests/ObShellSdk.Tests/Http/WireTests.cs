using System.Net.Sockets;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Docs;
using ObShellSdk.Tests.Packages;

namespace ObShellSdk.Tests.Http;

/// <summary>What goes over real sockets, and what a caller sees of what real sockets do.</summary>
public sealed class WireTests
{
    private const string Overview = "/api/v1/tenant/tenant1/backup/overview";
    private const string OverviewAnswer = """{"successful":true,"status":200,"data":{"status":{"tenant_id":1002,"status":"COMPLETED"}}}""";
    private const string Rejected = """{"successful":false,"status":401,"error":{"code":1,"errCode":"Security.Authentication.Header.DecryptFailed","message":"no"}}""";

    [Fact]
    [Shows(Promise.FailuresAreTyped)]
    public async Task A_peer_that_accepts_and_resets_is_a_transport_exception()
    {
        await using var agent = new RawAgent((_, _) => Task.CompletedTask) { Resets = true };
        var errors = new List<Exception?>();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            for (int i = 0; i < 100; i++)
            {
                using ObShellClient client = agent.Connect();
                Exception? error = await Record.ExceptionAsync(() => i % 2 == 0 ? client.Backup.GetOverviewAsync("tenant1") : client.Tenants.LockAsync("tenant1"));
                lock (errors)
                {
                    errors.Add(error);
                }
            }
        }));

        Assert.All(errors, error => Assert.False(Assert.IsType<ObShellTransportException>(error).MayHaveRun));
    }

    /// <summary>What SocketsHttpHandler throws now and then when its peer resets a connection that was just made.</summary>
    [Fact]
    [Shows(Promise.FailuresAreTyped)]
    public async Task A_SocketException_of_the_transport_is_retried_for_reads_and_commands()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using var transport = new Throws(new SocketException((int)SocketError.NotConnected)) { Times = 2 };
        using ObShellClient client = TestClients.Connect(agent, options => options.Transport = transport);

        await client.Backup.GetOverviewAsync("tenant1");
        transport.Times = 2;
        await client.Tenants.LockAsync("tenant1");
        transport.Times = 3;
        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => client.Tenants.UnlockAsync("tenant1"));

        Assert.Equal((3, true, false), (error.Attempts, error.IsTransient, error.MayHaveRun));
        Assert.Single(agent.RequestsTo("/api/v1/tenant/tenant1/lock"));
    }

    [Fact]
    [Shows(Promise.FailuresAreTyped)]
    public async Task A_SocketException_of_the_transport_fails_over_to_the_next_agent()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using var transport = new Throws(new SocketException((int)SocketError.NotConnected)) { Times = int.MaxValue, Port = 1 };
        using ObShellClient client = TestClients.Connect(agent, options =>
        {
            options.Transport = transport;
            options.Endpoint = null;
            options.Endpoints.Add(new Uri("http://127.0.0.1:1"));
            options.Endpoints.Add(agent.Endpoint);
            options.Retry.MaxAttempts = 1;
        });

        await Record.ExceptionAsync(() => client.Backup.GetOverviewAsync("tenant1"));
        await client.Backup.GetOverviewAsync("tenant1");

        Assert.NotEmpty(agent.RequestsTo(Overview));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_read_whose_connection_is_closed_without_an_answer_is_sent_MaxAttempts_times(int attempts)
    {
        bool closes = false;
        await using var agent = new RawAgent((socket, _) =>
        {
            if (!closes)
            {
                return RawAgent.AnswerAsync(socket, OverviewAnswer);
            }

            socket.Shutdown(SocketShutdown.Both);
            socket.Close();
            return Task.CompletedTask;
        });
        using ObShellClient client = agent.Connect(options => options.Retry.MaxAttempts = attempts);
        await client.Backup.GetOverviewAsync("tenant1");
        closes = true;

        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => client.Backup.GetOverviewAsync("tenant1"));

        string[] sent = [.. agent.Requests.Where(request => request.StartsWith($"GET {Overview} ", StringComparison.Ordinal))];
        Assert.Equal(attempts, error.Attempts);
        Assert.Equal(1 + attempts, sent.Length);
        Assert.Equal(sent.Length, sent.Distinct().Count());
    }

    /// <summary>None of what makes calls safer may cost a request where one agent serves.</summary>
    [Fact]
    public async Task A_client_of_one_agent_sends_two_questions_once_and_one_request_for_each_call()
    {
        await using var agent = new RawAgent((socket, head) => RawAgent.AnswerAsync(
            socket, head.StartsWith("GET", StringComparison.Ordinal) ? OverviewAnswer : """{"successful":true,"status":200}"""));
        using ObShellClient client = agent.Connect();

        for (int i = 0; i < 5; i++)
        {
            await client.Backup.GetOverviewAsync("tenant1");
            await client.Tenants.LockAsync("tenant1");
        }

        Assert.Equal(
            (1, 1, 5, 5, 12),
            (agent.CountOf("GET /api/v1/info "), agent.CountOf("GET /api/v1/secret "), agent.CountOf($"GET {Overview} "), agent.CountOf("POST /api/v1/tenant/tenant1/lock "), agent.Requests.Count));
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("503")]
    [Shows(Promise.ReadsOutliveFaults)]
    public async Task A_read_survives_a_fault_while_a_changed_key_is_fetched(string fault)
    {
        int overviews = 0;
        int secrets = 0;
        await using var agent = new RawAgent((socket, _) => Interlocked.Increment(ref overviews) == 2
            ? RawAgent.AnswerAsync(socket, Rejected, "401 Unauthorized")
            : RawAgent.AnswerAsync(socket, OverviewAnswer));
        agent.OnSecret = async socket =>
        {
            if (Interlocked.Increment(ref secrets) != 2)
            {
                return false;
            }

            if (fault == "reset")
            {
                RawAgent.Reset(socket);
            }
            else
            {
                await RawAgent.SendAsync(socket, "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nbusy");
            }

            return true;
        };
        using ObShellClient client = agent.Connect();
        await client.Backup.GetOverviewAsync("tenant1");
        agent.RotateKey();

        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal((3, 3), (overviews, secrets));
    }

    /// <summary>Every attempt is refused for its key; only the first fetch of the new key fails.</summary>
    [Fact]
    public async Task A_failed_fetch_of_a_changed_key_does_not_use_up_the_resend()
    {
        int overviews = 0;
        int secrets = 0;
        await using var agent = new RawAgent((socket, _) => Interlocked.Increment(ref overviews) is 2 or 3
            ? RawAgent.AnswerAsync(socket, Rejected, "401 Unauthorized")
            : RawAgent.AnswerAsync(socket, OverviewAnswer));
        using ObShellClient client = agent.Connect();
        agent.OnSecret = socket =>
        {
            agent.RotateKey();
            if (Interlocked.Increment(ref secrets) != 2)
            {
                return Task.FromResult(false);
            }

            RawAgent.Reset(socket);
            return Task.FromResult(true);
        };
        await client.Backup.GetOverviewAsync("tenant1");

        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(4, overviews);
    }

    [Fact]
    [Shows(Promise.MayHaveRunIsExact)]
    public async Task A_command_that_was_rejected_for_its_key_has_not_run_however_long_the_fetch_of_the_new_key_takes()
    {
        int secrets = 0;
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var agent = new RawAgent((socket, _) => RawAgent.AnswerAsync(socket, Rejected, "401 Unauthorized"));
        agent.OnSecret = _ =>
        {
            bool hangs = Interlocked.Increment(ref secrets) > 1;
            if (hangs)
            {
                asked.TrySetResult();
            }

            return Task.FromResult(hangs);
        };
        var clock = new TestClock();
        using ObShellClient client = agent.Connect(options => (options.TimeProvider, options.Retry.MaxAttempts) = (clock, 1));

        Task call = client.Tenants.LockAsync("tenant1");
        await asked.Task.WaitAsync(TestClients.Patience);
        clock.Advance(TimeSpan.FromSeconds(30));

        var error = await Assert.ThrowsAsync<ObShellTimeoutException>(() => call.WaitAsync(TestClients.Patience));
        Assert.False(error.MayHaveRun);
        Assert.Equal(1, agent.CountOf("POST "));
    }

    [Theory]
    [InlineData(UploadRoute.Plain)]
    [InlineData(UploadRoute.Encrypted)]
    public async Task An_upload_that_the_agent_stops_reading_ends_after_AttemptTimeout(string route)
    {
        await using var agent = new RawAgent(async (socket, _) =>
        {
            socket.ReceiveBufferSize = 4096;
            await RawAgent.SendAsync(socket, "HTTP/1.1 100 Continue\r\n\r\n");
            await new TaskCompletionSource().Task;
        })
        {
            Version = route == UploadRoute.Plain ? "4.5.0.0-1" : "4.2.6.0-1",
        };
        using ObShellClient client = agent.Connect(options => (options.Retry.AttemptTimeout, options.Retry.MaxAttempts) = (TimeSpan.FromSeconds(5), 1));

        var error = await Assert.ThrowsAsync<ObShellTimeoutException>(() => client.Packages.UploadAsync(
            UploadRoute.File(route, new GeneratedFile(70_000_000), new string('0', 64))).WaitAsync(TimeSpan.FromSeconds(30)));

        Assert.Equal(TimeSpan.FromSeconds(5), error.Timeout);
        Assert.Contains("took nothing more of the file", error.Message, StringComparison.Ordinal);
        Assert.False(error.MayHaveRun);
    }

    private sealed class Throws(Exception exception) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        public int Times { get; set; }

        public int? Port { get; init; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            (Port is null || request.RequestUri!.Port == Port) && Times-- > 0 ? throw exception : base.SendAsync(request, cancellationToken);
    }
}
