using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Testing;

public sealed class FakeAgentInformationTests
{
    /// <summary>What the page says is answered by an example.</summary>
    public static string[] Examples =>
    [
        .. Regex.Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs/reference/fake-agent.md")), @"^\| `GET (/api/v1/[a-z_/-]+)` \|", RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value),
    ];

    [Fact]
    public async Task Info_tells_version_identity_and_what_authentication_is_supported()
    {
        await using var agent = await FakeAgent.StartAsync();
        using var client = new RawAgentClient(agent);

        var answer = await client.GetAsync("/api/v1/info");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("application/json", answer.ContentType);
        Assert.Equal("CLUSTER AGENT", answer.Data.GetProperty("identity").GetString());
        Assert.Equal("4.5.0.0-12026050100", answer.Data.GetProperty("version").GetString());
        Assert.Equal("v2", answer.Data.GetProperty("supportedAuth")[0].GetString());
        Assert.Equal(agent.Port, answer.Data.GetProperty("port").GetInt32());
        Assert.False(answer.Data.GetProperty("security").GetBoolean());
    }

    [Fact]
    public async Task Info_says_secured_once_an_agent_password_is_set()
    {
        await using var agent = await FakeAgent.StartAsync();
        using var client = new RawAgentClient(agent);
        agent.AgentPassword = "secret";

        Assert.True((await client.GetAsync("/api/v1/info")).Data.GetProperty("security").GetBoolean());
    }

    [Theory]
    [InlineData(FakeAgentIdentity.Single, 0)]
    [InlineData(FakeAgentIdentity.Master, 0)]
    [InlineData(FakeAgentIdentity.Follower, 0)]
    [InlineData(FakeAgentIdentity.ClusterAgent, 3)]
    [InlineData(FakeAgentIdentity.TakeOverMaster, 3)]
    public async Task No_observer_runs_before_a_cluster_is_initialised(string identity, int state)
    {
        await using FakeAgent agent = await FakeAgent.StartAsync(new() { Identity = identity });

        Assert.Equal(state, agent.ObState);
    }

    [Theory]
    [InlineData("4.2.2.0", false)]
    [InlineData("4.2.4.1", false)]
    [InlineData("4.2.5.0", true)]
    public async Task Supported_authentication_is_told_since_4_2_5(string version, bool told)
    {
        await using var agent = await FakeAgent.StartAsync(new() { Version = version });
        using var client = new RawAgentClient(agent);

        Assert.Equal(told, (await client.GetAsync("/api/v1/info")).Data.TryGetProperty("supportedAuth", out _));
    }

    [Theory]
    [InlineData(512)]
    [InlineData(768)]
    [InlineData(1024)]
    [InlineData(2048)]
    public async Task Secret_is_a_pkcs1_key_of_the_wanted_size(int bits)
    {
        await using var agent = await FakeAgent.StartAsync(new() { KeyBits = bits });
        using var client = new RawAgentClient(agent);
        using var rsa = RSA.Create();

        var key = (await client.GetAsync("/api/v1/secret")).Data.GetProperty("public_key").GetBytesFromBase64();
        rsa.ImportRSAPublicKey(key, out _);

        Assert.Equal(bits, rsa.KeySize);
        Assert.Equal(agent.PublicKey, Convert.ToBase64String(key));
        Assert.Equal(agent.PublicKeyFingerprint, Convert.ToHexStringLower(SHA256.HashData(key)));
    }

    [Fact]
    public async Task Two_agents_have_two_keys_and_a_rotation_makes_a_third()
    {
        await using var one = await FakeAgent.StartAsync();
        await using var other = await FakeAgent.StartAsync();
        var before = one.PublicKey;
        one.RotateKey(512);

        Assert.Equal(3, new[] { before, one.PublicKey, other.PublicKey }.Distinct().Count());
    }

    [Theory]
    [InlineData("GET", "/api/v1/status")]
    [InlineData("POST", "/api/v1/status")]
    [InlineData("GET", "/api/v1/git-info")]
    [InlineData("GET", "/api/v1/time")]
    public async Task Open_routes_want_no_header(string method, string path)
    {
        await using var agent = await FakeAgent.StartAsync(new() { Password = "secret", AgentPassword = "other" });
        using var client = new RawAgentClient(agent);

        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(new HttpMethod(method), path)).Status);
    }

    [Fact]
    public async Task A_header_on_an_open_route_must_decrypt_but_may_hold_anything()
    {
        await using var agent = await FakeAgent.StartAsync(new() { Password = "secret" });
        using var client = new RawAgentClient(agent);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/info", new RawHeader("wrong") { Uri = "/else", Ts = "x" })).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/info", new RawHeader("") { Ciphertext = "AAAA" })).Status);
    }

    [Fact]
    public async Task The_clock_shows_in_timestamp_date_header_and_time()
    {
        await using var agent = await FakeAgent.StartAsync(new() { ClockOffset = TimeSpan.FromDays(-100), HostTimeZone = AgentUnderTest.Zone(8) });
        using var client = new RawAgentClient(agent);

        var answer = await client.GetAsync("/api/v1/time");

        var expected = DateTimeOffset.UtcNow.AddDays(-100);
        Assert.InRange(answer.Data.GetDateTimeOffset(), expected.AddMinutes(-1), expected.AddMinutes(1));
        Assert.InRange(answer.Envelope.GetProperty("timestamp").GetDateTimeOffset(), expected.AddMinutes(-1), expected.AddMinutes(1));
        Assert.InRange(answer.Headers.Date!.Value, expected.AddMinutes(-1), expected.AddMinutes(1));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}\+08:00$", answer.Data.GetString());
        Assert.Null(answer.Headers.TransferEncodingChunked);
        Assert.Empty(answer.Headers.Server);
    }

    [Fact]
    public async Task The_callers_trace_id_comes_back_and_otherwise_one_is_made()
    {
        await using var agent = await FakeAgent.StartAsync();
        using var client = new RawAgentClient(agent);

        var given = await client.GetAsync("/api/v1/time", null, ("X-OBSHELL-Trace-ID", "mine"));
        var made = await client.GetAsync("/api/v1/time");
        var untraced = await client.GetAsync("/api/v1/status");

        Assert.Equal("mine", given.Envelope.GetProperty("traceId").GetString());
        Assert.Matches("^[0-9a-f]{16}$", made.Envelope.GetProperty("traceId").GetString());
        Assert.Equal("", untraced.Envelope.GetProperty("traceId").GetString());
        Assert.Equal("mine", agent.Requests[0].TraceId);
    }

    [Theory]
    [InlineData("4.2.6.0", HttpStatusCode.BadRequest, 1000, null)]
    [InlineData("4.3.0.0", HttpStatusCode.BadRequest, 1000, null)]
    [InlineData("4.3.1.0", HttpStatusCode.NotFound, null, "Common.NotFound")]
    [InlineData("4.5.0.0", HttpStatusCode.NotFound, null, "Common.NotFound")]
    public async Task Unknown_paths_and_wrong_methods_are_not_found_in_the_words_of_the_version(string version, HttpStatusCode status, int? code, string? errCode)
    {
        await using var agent = await FakeAgent.StartAsync(new() { Version = version });
        using var client = new RawAgentClient(agent);

        foreach (var answer in new[] { await client.GetAsync("/api/v1/nothing"), await client.SendAsync(HttpMethod.Delete, "/api/v1/info") })
        {
            Assert.Equal(status, answer.Status);
            Assert.Equal((int)status, answer.Envelope.GetProperty("status").GetInt32());
            Assert.Equal(code, answer.Code);
            Assert.Equal(errCode, answer.ErrCode);
        }
    }

    [Fact]
    public async Task Other_paths_answer_the_web_console_or_plain_text_on_old_agents()
    {
        await using var agent = await FakeAgent.StartAsync();
        using var client = new RawAgentClient(agent);

        var console = await client.GetAsync("/");
        agent.Version = "4.2.6.0";
        var text = await client.GetAsync("/");

        Assert.Equal(HttpStatusCode.OK, console.Status);
        Assert.StartsWith("text/html", console.ContentType, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, text.Status);
    }

    [Theory]
    [InlineData("GET", HttpStatusCode.MovedPermanently)]
    [InlineData("POST", HttpStatusCode.TemporaryRedirect)]
    public async Task A_slash_too_many_is_redirected_with_its_query(string method, HttpStatusCode status)
    {
        await using var agent = await FakeAgent.StartAsync();
        using var client = new RawAgentClient(agent);

        var answer = await client.SendAsync(new HttpMethod(method), "/api/v1/status/?ob_query_timeout=1");

        Assert.Equal(status, answer.Status);
        Assert.Equal("/api/v1/status?ob_query_timeout=1", answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("zh-CN", true)]
    [InlineData("en-US", false)]
    [InlineData("zh-CN,en;q=0.5", false)]
    public async Task Errors_are_in_the_callers_language_if_it_names_one_alone(string language, bool chinese)
    {
        await using var agent = await FakeAgent.StartAsync();
        using var client = new RawAgentClient(agent);

        var answer = await client.GetAsync("/api/v1/nothing", null, ("Accept-Language", language));

        Assert.Equal(chinese, answer.Error.GetProperty("message").GetString()!.Any(IsChinese));
        Assert.Equal(language, agent.Requests[0].AcceptLanguage);
    }

    /// <summary>All that is refused before a handler runs.</summary>
    public static TheoryData<string> CodesOfTheChain
    {
        get
        {
            var file = File.ReadAllText(Path.Combine(Repository.Root, "src", "ObShellSdk.Testing", "Protocol", "errors.json"));
            return new(JsonElement.Parse(file).GetProperty("errors").EnumerateArray()
                .Where(error => error.TryGetProperty("beforeHandler", out var before) && before.GetBoolean())
                .Select(error => error.GetProperty("errCode").GetString()!));
        }
    }

    [Theory]
    [MemberData(nameof(CodesOfTheChain))]
    [InlineData("Common.NotFound")]
    [InlineData("Common.Unexpected")]
    [InlineData("Common.BindJsonFailed")]
    [InlineData("Task.NotFound")]
    [InlineData("OB.Tenant.NotExist")]
    [InlineData("OB.Tenant.UnderMaintenance")]
    [InlineData("OB.Cluster.UnderMaintenance")]
    [InlineData("Agent.Identify.NotSupportOperation")]
    [InlineData("Request.File.Missing")]
    [InlineData("Request.AESKey.NotFound")]
    public async Task The_common_errors_are_told_in_both_languages_since_4_3_1(string errCode)
    {
        await using var agent = await FakeAgent.StartAsync();
        agent.OnGet("/api/v1/info").Respond(FakeResponse.Error(errCode));
        using var client = new RawAgentClient(agent);

        var (chinese, english) = (await MessageAsync("zh-CN"), await MessageAsync("en-US"));
        agent.Version = "4.3.0.0";
        var old = await MessageAsync("zh-CN");

        Assert.Contains(chinese, IsChinese);
        Assert.DoesNotContain(english, IsChinese);
        Assert.Equal(english, old);

        async Task<string> MessageAsync(string language)
            => (await client.GetAsync("/api/v1/info", null, ("Accept-Language", language))).Error.GetProperty("message").GetString()!;
    }

    [Fact]
    public async Task Unexpected_requests_are_remembered_and_named_with_what_is_known()
    {
        await using var agent = await FakeAgent.StartAsync();
        using var client = new RawAgentClient(agent);
        await client.GetAsync("/api/v1/info");
        agent.VerifyNoUnexpectedRequests();
        agent.OnGet("/api/v1/tenant/{name}").Respond(FakeResponse.Error("OB.Tenant.NotExist"));
        var answer = await client.GetAsync("/api/v1/inf");

        var error = Assert.Throws<InvalidOperationException>(agent.VerifyNoUnexpectedRequests);

        const string Similar = "similar routes: GET /api/v1/info";
        Assert.Contains("GET /api/v1/inf (None) -> 404 Common.NotFound", error.Message, StringComparison.Ordinal);
        Assert.Contains(Similar, error.Message, StringComparison.Ordinal);
        Assert.Contains("GET /api/v1/tenant/{name}: Respond, 0 hits", error.Message, StringComparison.Ordinal);
        Assert.Contains(Similar, answer.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("/api/v1/inf", Assert.Single(agent.UnexpectedRequests).Path);
    }

    [Fact]
    public async Task Tls_serves_with_the_certificate_that_the_agent_shows()
    {
        await using var agent = await FakeAgent.StartAsync(new() { UseTls = true });
        using var client = new RawAgentClient(agent);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/info")).Status);
        Assert.Equal("https", agent.Endpoint.Scheme);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(agent.Certificate!.RawData)), agent.CertificateFingerprint);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("OPTIONS")]
    public async Task Plain_http_to_a_port_of_tls_gets_a_bare_400(string method)
    {
        await using var agent = await FakeAgent.StartAsync(new() { UseTls = true });

        var answer = await SpeakAsync(agent, $"{method} /api/v1/info HTTP/1.1\r\nHost: agent\r\n\r\n");

        Assert.Equal("HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n", answer);
        Assert.Empty(agent.Requests);
    }

    [Fact]
    public async Task Methods_that_go_does_not_expect_there_get_no_answer_at_all()
    {
        await using var agent = await FakeAgent.StartAsync(new() { UseTls = true });

        Assert.Equal("", await SpeakAsync(agent, "DELETE /api/v1/agent HTTP/1.1\r\nHost: agent\r\n\r\n"));
    }

    [Fact]
    public async Task A_caller_who_says_nothing_does_not_keep_an_agent_with_tls_from_stopping()
    {
        await using var agent = await FakeAgent.StartAsync(new() { UseTls = true });
        using var silent = new TcpClient();
        await silent.ConnectAsync(IPAddress.Loopback, agent.Port);
        using var spoken = new RawAgentClient(agent);
        await spoken.GetAsync("/api/v1/info");

        await agent.StopAsync().WaitAsync(RawAgentClient.Patience);
    }

    [Fact]
    public async Task Versions_before_4_2_2_are_refused()
        => await Assert.ThrowsAsync<ArgumentException>(() => FakeAgent.StartAsync(new() { Version = "4.1.0.0" }));

    private static bool IsChinese(char character) => character > '\u3000';

    private static async Task<string> SpeakAsync(FakeAgent agent, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, agent.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        using var answer = new StreamReader(client.GetStream());
        return await answer.ReadToEndAsync().WaitAsync(RawAgentClient.Patience);
    }
}
