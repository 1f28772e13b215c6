using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using ObShellSdk.Encryption;
using ObShellSdk.Http;
using ObShellSdk.Restore;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Docs;

namespace ObShellSdk.Tests.Trust;

/// <summary>What a call leaves behind in memory of its own: nothing that opens or is a secret.</summary>
public sealed class WipingTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Shows(Promise.PlainIsWiped)]
    public async Task The_plain_body_is_wiped_when_the_call_is_over(bool refused)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        if (refused)
        {
            agent.OnGet("/api/v1/restore/windows").Respond(FakeResponse.Error(ObShellErrorCodes.CommonIllegalArgument));
        }

        var attempts = new ConcurrentQueue<OutgoingRequest>();
        using ServiceProvider provider = Provide(agent, attempts);

        await Record.ExceptionAsync(() => provider.GetRequiredService<ObShellClient>().Restore.GetWindowsAsync(new RestoreSource
        {
            DataBackupUri = "oss://bucket/path?host=h&access_id=i&access_key=k", ArchiveLogUri = "oss://bucket/log?host=h&access_id=i&access_key=k",
        }));

        OutgoingRequest attempt = Assert.Single(attempts, attempt => attempt.Body is not null);
        Assert.All(attempt.Body!, digit => Assert.Equal(0, digit));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Shows(Promise.PlainIsWiped)]
    public async Task The_plain_body_of_a_call_that_ends_before_it_begins_is_never_written(bool disposed)
    {
        var settings = ClientSettings.From(new ObShellClientOptions { Endpoint = new Uri("http://127.0.0.1:1") });
        using var transport = new HttpClient();
        using var connection = new ClusterConnection(settings, transport);
        var body = new CountingBody();
        if (disposed)
        {
            connection.Dispose();
        }

        await Assert.ThrowsAnyAsync<Exception>(() => connection.SendAsync<object>(
            new Call(ApiOperation.Raw(HttpMethod.Post, "/api/v1/x"), connection.Credentials, new CancellationToken(canceled: !disposed)) { Body = body }, null));

        Assert.Equal(0, body.Written);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Shows(Promise.PlainIsWiped)]
    public async Task The_keys_of_an_encrypted_answer_are_wiped_whether_it_came_or_not(bool refused)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        if (refused)
        {
            agent.OnPost("/api/v1/login").Respond(FakeResponse.Error(ObShellErrorCodes.SecurityAuthenticationIncorrectOceanbasePassword));
        }

        var attempts = new ConcurrentQueue<OutgoingRequest>();
        using ServiceProvider provider = Provide(agent, attempts);

        Exception? error = await Record.ExceptionAsync(() => provider.GetRequiredService<ObShellClient>().SignIn.LogInAsync());

        Assert.Equal(refused, error is not null);
        OutgoingRequest attempt = Assert.Single(attempts, attempt => attempt.AnswerKeys is not null);
        Assert.Equal(BodyCipher.KeysLength, attempt.AnswerKeys!.Length);
        Assert.All(attempt.AnswerKeys, digit => Assert.Equal(0, digit));
    }

    [Fact]
    [Shows(Promise.PlainIsWiped)]
    public void A_buffer_is_wiped_when_it_grows_and_when_it_is_given_back()
    {
        var buffer = new WipedBuffer(16);
        Memory<byte> small = buffer.GetMemory(16);
        small.Span.Fill(7);
        buffer.Advance(small.Length);
        Memory<byte> large = buffer.GetMemory(64);
        Assert.All(small.ToArray(), digit => Assert.Equal(0, digit));
        large.Span[..64].Fill(7);
        buffer.Advance(64);

        buffer.Dispose();

        Assert.All(large[..64].ToArray(), digit => Assert.Equal(0, digit));
    }

    private static ServiceProvider Provide(FakeAgent agent, ConcurrentQueue<OutgoingRequest> attempts)
    {
        var services = new ServiceCollection();
        services.AddObShellClient(options => (options.Endpoint, options.Credential) = (agent.Endpoint, ObShellCredential.FromPassword(TestClients.Password)))
            .AddHttpMessageHandler(() => new Keeper(attempts));
        return services.BuildServiceProvider();
    }

    private sealed class CountingBody : RequestBody
    {
        public int Written { get; private set; }

        protected override byte[] Write(out IReadOnlyList<string>? secrets)
        {
            Written++;
            secrets = null;
            return [];
        }
    }

    private sealed class Keeper(ConcurrentQueue<OutgoingRequest> attempts) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Options.TryGetValue(OutgoingRequest.Key, out OutgoingRequest? attempt))
            {
                attempts.Enqueue(attempt);
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
