using System.Net;
using System.Text;
using ObShellSdk.Tenants;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Docs;
using ObShellSdk.Tests.Packages;

namespace ObShellSdk.Tests.Http;

/// <summary>Code of the application that a call needs, and that ignores its token, does not hold the call.</summary>
public sealed class CallLimitTests
{
    public static TheoryData<string> Blockers => ["asynchronous", "synchronous"];

    [Theory]
    [MemberData(nameof(Blockers))]
    [Shows(Promise.EveryCallEnds)]
    public async Task A_credential_provider_that_ignores_its_token_does_not_hold_the_call(string kind)
    {
        using var release = new ManualResetEventSlim();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        var clock = new TestClock();
        using ObShellClient client = TestClients.Connect(agent, options =>
        {
            options.TimeProvider = clock;
            options.Credential = ObShellCredential.FromProvider(async _ =>
            {
                asked.SetResult();
                await HoldAsync(kind, release);
                return ObShellCredential.FromPassword(TestClients.Password);
            });
        });

        Task call = Task.Run(() => client.Backup.GetOverviewAsync("tenant1", new ObShellCallOptions { Timeout = TimeSpan.FromSeconds(4) }));
        await asked.Task.WaitAsync(TestClients.Patience);
        clock.Advance(TimeSpan.FromSeconds(4));

        var error = await Assert.ThrowsAsync<ObShellTimeoutException>(() => call.WaitAsync(TimeSpan.FromSeconds(20)));
        release.Set();
        Assert.Equal(TimeSpan.FromSeconds(4), error.Timeout);
    }

    [Theory]
    [MemberData(nameof(Blockers))]
    [Shows(Promise.EveryCallEnds)]
    public async Task An_upload_stream_that_ignores_its_token_does_not_hold_the_call(string kind)
    {
        using var release = new ManualResetEventSlim();
        await using FakeAgent agent = await UploadRoute.StartAgentAsync(UploadRoute.Plain);
        using ObShellClient client = UploadRoute.Connect(agent);
        using var cancellation = new CancellationTokenSource();
        var file = new HeldFile(() => HoldAsync(kind, release));

        Task call = Task.Run(() => client.Packages.UploadAsync(UploadRoute.File(UploadRoute.Plain, file, new string('0', 64)), cancellationToken: cancellation.Token));
        await file.Held.WaitAsync(TestClients.Patience);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(20)));
        release.Set();
        Assert.Empty(agent.Packages);
    }

    [Fact]
    [Shows(Promise.MemoryAndTimeAreBounded)]
    public async Task A_response_of_more_elements_than_MaxResponseBytes_allows_is_not_parsed()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet("/api/v1/tenants/overview").Respond(FakeResponse.Data($$"""{"contents":[{{string.Join(',', Enumerable.Repeat("{}", 1_500_000))}}]}"""));

        var error = await Assert.ThrowsAsync<ObShellProtocolException>(() => client.Tenants.ListAsync());

        Assert.Contains("MaxResponseBytes", error.Message, StringComparison.Ordinal);
        Assert.Contains("objects and lists", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Shows(Promise.MemoryAndTimeAreBounded)]
    public async Task The_token_ends_the_parsing_of_a_large_response()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using var cancellation = new CancellationTokenSource();
        using var transport = new CancelsAtTheEnd("overview", cancellation, $$$"""{"successful":true,"status":200,"data":{"contents":[{{{List(100_000)}}}]}}""");
        using ObShellClient client = TestClients.Connect(agent, options => options.Transport = transport);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.Tenants.ListAsync(cancellationToken: cancellation.Token));
    }

    [Fact]
    public async Task A_large_response_is_read_whole()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet("/api/v1/tenants/overview").Respond(FakeResponse.Data(
            $$"""{"contents":[{{List(100_000)}}]}"""));

        IReadOnlyList<TenantOverview> tenants = await client.Tenants.ListAsync();

        Assert.Equal((100_000, "tenant99999", 99_999), (tenants.Count, tenants[^1].TenantName, tenants[^1].TenantId));
    }

    private static string List(int count) => string.Join(',', Enumerable.Range(0, count).Select(number => $$"""{"tenant_id":{{number}},"tenant_name":"tenant{{number}}"}"""));

    private static Task HoldAsync(string kind, ManualResetEventSlim release)
    {
        if (kind == "asynchronous")
        {
            return Task.Run(release.Wait);
        }

        release.Wait();
        return Task.CompletedTask;
    }

    /// <summary>Answers by itself, and cancels a token when all of the answer was read.</summary>
    private sealed class CancelsAtTheEnd(string path, CancellationTokenSource cancellation, string json) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!request.RequestUri!.AbsolutePath.EndsWith(path, StringComparison.Ordinal))
            {
                return base.SendAsync(request, cancellationToken);
            }

            var content = new StreamContent(new Ending(Encoding.UTF8.GetBytes(json), cancellation));
            content.Headers.ContentType = new("application/json");
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content });
        }

        private sealed class Ending(byte[] bytes, CancellationTokenSource cancellation) : MemoryStream(bytes)
        {
            public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            {
                int count = await base.ReadAsync(buffer, CancellationToken.None);
                if (count == 0)
                {
                    await cancellation.CancelAsync();
                }

                return count;
            }
        }
    }

    private sealed class HeldFile(Func<Task> hold) : Stream
    {
        private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Held => _held.Task;

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => 1000;

        public override long Position { get; set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _held.TrySetResult();
            await hold();
            return 0;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
