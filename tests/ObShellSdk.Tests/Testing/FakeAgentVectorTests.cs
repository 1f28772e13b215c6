using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Vectors;

namespace ObShellSdk.Tests.Testing;

/// <summary>
/// What was sealed by another implementation, in another language and with fixed keys, goes to an agent that has those keys. The fake and the SDK may not
/// agree on a mistake: neither has made a byte of this.
/// </summary>
public sealed class FakeAgentVectorTests
{
    public static MatrixTheoryData<string, int> Requests => new(WireVectors.List("requests").Select(request => request.Text("name")), [512, 768, 1024, 2048]);

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_request_that_others_have_sealed_is_opened(string name, int bits)
    {
        JsonElement vector = WireVectors.List("requests").Single(request => request.Text("name") == name);
        await using FakeAgent agent = await StartAsync(bits, vector.Text("password"), DateTimeOffset.FromUnixTimeSeconds(vector.GetProperty("nowUnix").GetInt64()));
        agent.OnAny().Respond(FakeResponse.Data("{}"));
        using var client = new RawAgentClient(agent);
        JsonElement[] ciphertexts = [.. vector.GetProperty("ciphertexts").EnumerateArray().Where(ciphertext => ciphertext.GetProperty("bits").GetInt32() == bits)];

        foreach (JsonElement ciphertext in ciphertexts)
        {
            var header = new RawHeader("") { Name = vector.Text("headerName"), Ciphertext = ciphertext.Text("base64"), PlainBody = true };
            RawAnswer answer = await client.SendAsync(new HttpMethod(vector.Text("method")), vector.Text("rawTarget"), header, vector.GetProperty("encryptedBody").GetString());

            Assert.True(answer.Status is HttpStatusCode.OK, answer.Text);
        }

        // What is secret in a body is masked in what the record shows.
        Assert.All(agent.Requests, request => Assert.Equal(
            (vector.Text("rawTarget"), vector.GetProperty("plaintextBody").GetString(), true), (request.RawTarget, request.RevealBody(), request.Executed)));
        Assert.Equal(ciphertexts.Length, agent.Requests.Count);
    }

    [Fact]
    public async Task A_request_whose_time_is_up_is_refused()
    {
        JsonElement vector = WireVectors.List("requests").First();
        await using FakeAgent agent = await StartAsync(1024, vector.Text("password"), DateTimeOffset.FromUnixTimeSeconds(long.Parse(vector.Text("ts"), System.Globalization.CultureInfo.InvariantCulture) + 1));
        using var client = new RawAgentClient(agent);
        string ciphertext = vector.GetProperty("ciphertexts").EnumerateArray().First(candidate => candidate.GetProperty("bits").GetInt32() == 1024).Text("base64");

        RawAnswer answer = await client.GetAsync(vector.Text("rawTarget"), new RawHeader("") { Ciphertext = ciphertext });

        Assert.Equal("Security.Authentication.Expired", answer.ErrCode);
    }

    [Theory]
    [InlineData(512)]
    [InlineData(768)]
    [InlineData(1024)]
    [InlineData(2048)]
    public async Task A_header_of_version_1_that_others_have_sealed_is_opened(int bits)
    {
        JsonElement vector = WireVectors.Root.GetProperty("authV1");
        JsonElement plaintext = JsonElement.Parse(vector.Text("plaintextHeader"));
        await using FakeAgent agent = await StartAsync(
            bits, plaintext.Text("password"), DateTimeOffset.FromUnixTimeSeconds(plaintext.GetProperty("ts").GetInt64()), options => options.Version = "4.2.2.0");
        agent.OnAny().Respond(FakeResponse.Data("{}"));
        using var client = new RawAgentClient(agent);
        string ciphertext = vector.GetProperty("ciphertexts").EnumerateArray().Single(candidate => candidate.GetProperty("bits").GetInt32() == bits).Text("base64");

        RawAnswer answer = await client.PostAsync("/api/v1/ob/init", RawHeader.V1("") with { Ciphertext = ciphertext }, "{}");

        Assert.True(answer.Status is HttpStatusCode.OK, answer.Text);
    }

    [Fact]
    public async Task What_the_vectors_call_undecryptable_is_refused()
    {
        await using FakeAgent agent = await StartAsync(WireVectors.Root.GetProperty("undecryptable").GetProperty("bits").GetInt32(), "R", DateTimeOffset.UnixEpoch);
        using var client = new RawAgentClient(agent);

        foreach (JsonElement header in WireVectors.Root.GetProperty("undecryptable").GetProperty("headers").EnumerateArray())
        {
            RawAnswer answer = await client.GetAsync("/api/v1/ob/info", new RawHeader("") { Ciphertext = header.Text("base64") });

            Assert.Equal((header.Text("name"), "Security.Authentication.Header.DecryptFailed", 1), (header.Text("name"), answer.ErrCode, answer.Code));
        }
    }

    [Theory]
    [InlineData("no key at all")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nMFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAKS7uwa7hSZB3fELeE3eAIJcbfAcIM4k\nUbUM/OPT3vVTaojEsKYTa6/reXXENy3HYsdvbcGb1/ORVlKxWXK/L0sCAwEAAQ==\n-----END PUBLIC KEY-----")]
    public async Task A_key_must_be_a_private_one(string pem)
        => await Assert.ThrowsAsync<ArgumentException>(() => FakeAgent.StartAsync(new() { PrivateKeyPem = pem }));

    private static async Task<FakeAgent> StartAsync(int bits, string password, DateTimeOffset now, Action<FakeAgentOptions>? configure = null)
    {
        var options = new FakeAgentOptions
        {
            PrivateKeyPem = WireVectors.KeyOf(bits).Text("privateKeyPkcs8Pem"),
            Password = password,
            AgentPassword = "agent-pw",
            TimeProvider = new FakeTimeProvider(now),
        };
        configure?.Invoke(options);
        FakeAgent agent = await FakeAgent.StartAsync(options);
        Assert.Equal(WireVectors.KeyOf(bits).Text("publicKeyPkcs1Base64"), agent.PublicKey);
        return agent;
    }
}
