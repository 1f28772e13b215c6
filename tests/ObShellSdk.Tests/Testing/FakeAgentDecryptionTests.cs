using System.Net;
using System.Security.Cryptography;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Testing;

public sealed class FakeAgentDecryptionTests
{
    private const string Target = "/api/v1/ob/init";

    [Theory]
    [InlineData("4.5.0.0", 1, "Security.Authentication.Header.DecryptFailed")]
    [InlineData("4.4.1.0", null, "Security.Authentication.Header.DecryptFailed")]
    [InlineData("4.3.0.0", 10008, null)]
    public async Task Headers_that_cannot_be_decrypted_are_refused_without_a_trace_id(string version, int? code, string? errCode)
    {
        await using var agent = await FakeAgent.StartAsync(new() { Version = version });
        using var client = new RawAgentClient(agent);
        using var other = RSA.Create(512);
        var good = RawAgentClient.Seal(agent.PublicKey, new RawHeader("").Plaintext(Target));
        string[] headers =
        [
            "!!!!",
            Convert.ToBase64String(Convert.FromBase64String(good)[..^1]),
            RawAgentClient.Seal(agent.PublicKey, "good blocks, not JSON inside"),
            RawAgentClient.Seal(Convert.ToBase64String(other.ExportRSAPublicKey()), "{}"),
            RawAgentClient.Seal(agent.PublicKey, """{"Auth":"","Ts":1767225660,"Uri":"/api/v1/ob/init"}"""),
            RawAgentClient.Seal(agent.PublicKey, """{"Auth":"","Ts":"1","Uri":"/api/v1/ob/init","Keys":"?"}"""),
            RawAgentClient.Seal(agent.PublicKey, """["Auth"]"""),
        ];

        foreach (var header in headers)
        {
            var answer = await client.SendAsync(
                HttpMethod.Post, Target, new RawHeader("") { Ciphertext = header }, body: null, ("X-OBSHELL-Trace-ID", "mine"));

            Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
            Assert.Equal((code, errCode), (answer.Code, answer.ErrCode));
            Assert.Equal("", answer.Envelope.GetProperty("traceId").GetString());
        }
    }

    [Theory]
    [InlineData(512, 53)]
    [InlineData(512, 1)]
    [InlineData(520, 53)]
    [InlineData(1001, 53)]
    [InlineData(1024, 53)]
    [InlineData(1024, 117)]
    [InlineData(2048, 245)]
    public async Task Any_length_of_chunks_up_to_the_keys_limit_is_taken(int bits, int chunkBytes)
    {
        await using var agent = await FakeAgent.StartAsync(new() { KeyBits = bits });
        agent.OnPost(Target).Respond(FakeResponse.Data("{}"));
        using var client = new RawAgentClient(agent);
        var header = new RawHeader("") { ChunkBytes = chunkBytes };

        var answer = await client.SendAsync(HttpMethod.Post, Target, header, """{"a":"ü"}""");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("""{"a":"ü"}""", agent.Requests[0].Body);
        Assert.True(agent.Requests[0].IsEncrypted);
        Assert.Equal((header.Plaintext(Target).Length + chunkBytes - 1) / chunkBytes, agent.Requests[0].HeaderChunks);
    }

    [Fact]
    public async Task A_header_for_the_key_before_a_rotation_is_refused()
    {
        await using var agent = await FakeAgent.StartAsync();
        using var client = new RawAgentClient(agent);
        var old = RawAgentClient.Seal(agent.PublicKey, new RawHeader("").Plaintext(Target));
        agent.RotateKey();

        var answer = await client.SendAsync(HttpMethod.Post, Target, new RawHeader("") { Ciphertext = old });

        Assert.Equal("Security.Authentication.Header.DecryptFailed", answer.ErrCode);
    }

    [Theory]
    [InlineData(32, "AAAA", "Request.Body.Decrypt.AES.ContentLength.Invalid")]
    [InlineData(15, "AAAAAAAAAAAAAAAAAAAAAA==", "Request.Body.Decrypt.AES.KeyAndIv.Invalid")]
    [InlineData(16, "AAAAAAAAAAAAAAAAAAAAAA==", "Common.Unexpected")]
    [InlineData(32, """{"a":1}""", "Common.Unexpected")]
    public async Task Bodies_that_cannot_be_decrypted_fail_or_crash_as_on_the_server(int keyBytes, string body, string errCode)
    {
        await using var agent = await FakeAgent.StartAsync();
        using var client = new RawAgentClient(agent);

        var answer = await client.SendAsync(
            HttpMethod.Post, Target, new RawHeader("") { PlainBody = true, Keys = new byte[keyBytes] }, body);

        Assert.Equal((HttpStatusCode.InternalServerError, errCode), (answer.Status, answer.ErrCode));
        Assert.Equal("", answer.Envelope.GetProperty("traceId").GetString());
        Assert.Null(agent.Requests[0].Body);
    }

    [Fact]
    public async Task A_crash_has_the_time_of_the_agents_start()
    {
        await using var agent = await FakeAgent.StartAsync();
        using var client = new RawAgentClient(agent);
        agent.ClockOffset = TimeSpan.FromHours(5);

        var answer = await client.SendAsync(HttpMethod.Post, Target, new RawHeader("") { PlainBody = true }, "{}");

        Assert.True(answer.Envelope.GetProperty("timestamp").GetDateTimeOffset() < DateTimeOffset.UtcNow.AddHours(1));
        Assert.EndsWith("Internal Server Error", answer.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_get_may_have_a_body()
    {
        await using var agent = await FakeAgent.StartAsync();
        agent.OnGet("/api/v1/restore/windows").Respond(FakeResponse.Data("{}"));
        using var client = new RawAgentClient(agent);

        await client.SendAsync(HttpMethod.Get, "/api/v1/restore/windows", new RawHeader(""), """{"other":1}""");

        Assert.Equal("""{"other":1}""", agent.Requests[0].Body);
    }

    [Fact]
    public async Task Recorded_bodies_show_no_secret_unless_asked()
    {
        await using var agent = await FakeAgent.StartAsync();
        agent.OnPost(Target).Respond(FakeResponse.Data("{}"));
        using var client = new RawAgentClient(agent);

        await client.SendAsync(HttpMethod.Post, Target, new RawHeader(""), """{"x":[{"root_password":"canary"}],"data_base_uri":"oss://b?access_key=canary"}""");

        var request = agent.Requests[0];
        Assert.Equal("""{"x":[{"root_password":"******"}],"data_base_uri":"******"}""", request.Body);
        Assert.DoesNotContain("canary", request.ToString(), StringComparison.Ordinal);
        Assert.Contains("canary", request.RevealBody(), StringComparison.Ordinal);
    }
}
