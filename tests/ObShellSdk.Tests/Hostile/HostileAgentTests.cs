using System.IO.Compression;
using System.Text;
using ObShellSdk.Backup;
using ObShellSdk.Tests.Docs;

namespace ObShellSdk.Tests.Hostile;

/// <summary>Agents that want to fill the client's memory, keep it for ever, or send it elsewhere with its header.</summary>
public sealed class HostileAgentTests
{
    private const int Limit = 256 * 1024;

    /// <summary>What the sockets of both sides may hold beside what the client has read.</summary>
    private const int SocketBuffers = 16 * 1024 * 1024;

    public static TheoryData<string, string> EndlessAnswers => new()
    {
        { "an answer of 100 GB", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 107374182400\r\n\r\n" },
        { "an answer without an end", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" },
        { "a header without an end", "HTTP/1.1 200 OK\r\nX-Long: " },
        { "a reason without an end", "HTTP/1.1 500 " },
    };

    [Theory]
    [MemberData(nameof(EndlessAnswers))]
    [Shows(Promise.MemoryAndTimeAreBounded)]
    public async Task What_has_no_end_is_given_up_at_the_limit(string what, string head)
    {
        long taken = 0;
        await using var agent = new HostileAgent(async (_, stream, token) =>
        {
            byte[] piece = Encoding.ASCII.GetBytes(new string('[', 64 * 1024));
            await HostileAgent.WriteRawAsync(stream, head, token);
            while (taken < 1L << 30)
            {
                await HostileAgent.WriteRawAsync(stream, piece, token);
                taken += piece.Length;
            }
        });
        using ObShellClient client = Connect(agent);

        await Assert.ThrowsAsync<ObShellProtocolException>(() => client.Tenants.GetAsync("tenant1"));

        Assert.True(Volatile.Read(ref taken) < Limit + SocketBuffers, $"Of {what} {taken} bytes were taken.");
    }

    [Fact]
    public async Task Chunks_without_an_end_are_given_up_at_the_limit()
    {
        long taken = 0;
        await using var agent = new HostileAgent(async (_, stream, token) =>
        {
            byte[] piece = Encoding.ASCII.GetBytes($"10000\r\n{new string(' ', 64 * 1024)}\r\n");
            await HostileAgent.WriteRawAsync(stream, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n", token);
            while (taken < 1L << 30)
            {
                await HostileAgent.WriteRawAsync(stream, piece, token);
                taken += piece.Length;
            }
        });
        using ObShellClient client = Connect(agent);

        await Assert.ThrowsAsync<ObShellProtocolException>(() => client.Tenants.GetAsync("tenant1"));

        Assert.InRange(Volatile.Read(ref taken), 0, Limit + SocketBuffers);
    }

    [Fact]
    public async Task A_compressed_bomb_is_not_blown_up()
    {
        using var bomb = new MemoryStream();
        using (var gzip = new GZipStream(bomb, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            byte[] blanks = new byte[1024 * 1024];
            Array.Fill(blanks, (byte)' ');
            for (int i = 0; i < 64; i++)
            {
                gzip.Write(blanks);
            }
        }

        await using var agent = new HostileAgent(async (_, stream, token) =>
        {
            await HostileAgent.WriteRawAsync(
                stream, $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: {bomb.Length}\r\nConnection: close\r\n\r\n", token);
            await HostileAgent.WriteRawAsync(stream, bomb.ToArray(), token);
        });
        using ObShellClient client = Connect(agent);
        await Assert.ThrowsAsync<ObShellProtocolException>(() => client.Tenants.GetAsync("tenant1"));

        Assert.DoesNotContain("Accept-Encoding", Assert.Single(agent.Heard).Head, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    [Shows(Promise.MemoryAndTimeAreBounded)]
    public async Task What_is_nested_too_deeply_is_refused(string open, string close)
    {
        string deep = string.Concat(Enumerable.Repeat(open, 20_000)) + "1" + string.Concat(Enumerable.Repeat(close, 20_000));
        await using var agent = new HostileAgent((request, stream, token) => HostileAgent.WriteAsync(
            stream, request.Method == "GET" ? HostileAgent.Success(deep) : HostileAgent.Refusal("Some.Code", "m", "t", $"[{deep}]"), token, request.Method == "GET" ? 200 : 400));
        using ObShellClient client = Connect(agent);

        await Assert.ThrowsAsync<ObShellProtocolException>(() => client.Tenants.GetAsync("tenant1"));
        await Assert.ThrowsAsync<ObShellProtocolException>(() => client.Tenants.LockAsync("tenant1"));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 200000\r\n\r\n", " ")]
    [InlineData("", "HTTP/1.1 103 Early Hints\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n")]
    [Shows(Promise.MemoryAndTimeAreBounded)]
    public async Task An_answer_that_dribbles_for_ever_ends_with_the_time_out_of_the_attempt(string head, string drop)
    {
        var clock = new TestClock();
        var dribbling = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var agent = new HostileAgent(async (_, stream, token) =>
        {
            await HostileAgent.WriteRawAsync(stream, head, token);
            while (true)
            {
                await HostileAgent.WriteRawAsync(stream, drop, token);
                dribbling.TrySetResult();
                await Task.Delay(TimeSpan.FromMilliseconds(1), token);
            }
        });
        using ObShellClient client = Connect(agent, options => options.TimeProvider = clock);

        Task call = client.Tenants.GetAsync("tenant1");
        await dribbling.Task.WaitAsync(TestClients.Patience);
        clock.Advance(TimeSpan.FromSeconds(30));

        await Assert.ThrowsAsync<ObShellTimeoutException>(() => call.WaitAsync(TestClients.Patience));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    [InlineData(401)]
    [InlineData(407)]
    [Shows(Promise.NoRedirect)]
    public async Task Nobody_else_gets_a_request_whatever_an_answer_asks_for(int status)
    {
        await using var other = new HostileAgent();
        await using var agent = new HostileAgent((_, stream, token) => HostileAgent.WriteAsync(
            stream, "{}", token, status, headers: $"Connection: close\r\nLocation: {other.Endpoint}api/v1/x\r\nRefresh: 0; url={other.Endpoint}\r\nAlt-Svc: h2=\":{other.Endpoint.Port}\"\r\n"
            + "WWW-Authenticate: Basic realm=\"x\"\r\nProxy-Authenticate: Basic realm=\"x\"\r\nSet-Cookie: planted=1\r\n"));
        using ObShellClient client = Connect(agent);

        await Assert.ThrowsAnyAsync<ObShellException>(() => client.Tenants.LockAsync("tenant1"));
        await Assert.ThrowsAnyAsync<ObShellException>(() => client.Tenants.GetAsync("tenant1"));

        Assert.Empty(other.Heard);
        Assert.Equal(0, other.OpenConnections);
        Assert.Equal(2, agent.Heard.Count);
        Assert.All(agent.Heard, request => Assert.DoesNotContain("planted", request.Head, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_id_of_a_task_leads_to_no_agent_that_nobody_named()
    {
        await using var other = new HostileAgent();
        await using var third = new HostileAgent();
        string id = $"4{(127L << 24) + 1:D10}{other.Endpoint.Port:D5}7";
        await using var agent = new HostileAgent((_, stream, token) => HostileAgent.WriteAsync(stream, HostileAgent.Success($$"""{"id":"{{id}}","state":"RUNNING"}"""), token));
        using ObShellClient client = Connect(agent, options =>
        {
            options.Endpoints.Add(third.Endpoint);
            options.Credential = ObShellCredential.FromAgentPassword("the agent's own");
        });

        await client.Tasks.GetOperation(id).RefreshAsync();

        Assert.Empty(other.Heard);
        Assert.Equal(["/api/v1/ob/info", $"/api/v1/task/dag/{id}"], agent.Heard.Select(request => request.Target));
    }

    [Fact]
    public async Task No_list_of_agents_fills_the_memory()
    {
        string agents = string.Join(',', Enumerable.Range(0, 5000).Select(i => $$"""{"ip":"10.{{i / 65536}}.{{i / 256 % 256}}.{{i % 256}}","port":{{2000 + (i % 100)}},"identity":"CLUSTER AGENT"}"""));
        await using var agent = new HostileAgent((_, stream, token) => HostileAgent.WriteAsync(stream, HostileAgent.Success($$"""{"agent_info":[{{agents}}]}"""), token));
        using ObShellClient client = Connect(agent, options => options.MaxResponseBytes = 64 * 1024 * 1024);

        Assert.Equal(1024, (await client.DiscoverAgentsAsync()).Count);
    }

    [Fact]
    public async Task Pages_that_never_bring_anything_new_have_an_end()
    {
        await using var agent = new HostileAgent((_, stream, token) => HostileAgent.WriteAsync(
            stream, HostileAgent.Success("""{"contents":[{"job_id":1}],"page":{"number":1,"size":1,"total_elements":9007199254740993,"total_pages":9007199254740993}}"""), token));
        using ObShellClient client = Connect(agent);

        int jobs = 0;
        await foreach (BackupJob job in client.Backup.ListJobsAsync("tenant1", pageSize: 1))
        {
            jobs++;
        }

        Assert.Equal(1, jobs);
        Assert.InRange(agent.Heard.Count, 2, 20);
    }

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("-1")]
    [InlineData("1e999")]
    public async Task A_duration_that_is_none_is_told_as_zero(string duration)
    {
        await using var agent = new HostileAgent((_, stream, token) =>
            HostileAgent.WriteAsync(stream, $$"""{"successful":true,"status":200,"duration":{{duration}},"data":{"contents":[]} }""", token));
        using ObShellClient client = Connect(agent);
        ObShellResponseInfo? told = null;

        await client.Users.ListAsync("tenant1", options: new ObShellCallOptions { OnResponse = info => told = info });

        Assert.Equal(TimeSpan.Zero, told!.AgentDuration);
    }

    [Theory]
    [InlineData("not base64")]
    [InlineData("")]
    [InlineData("MAA=")]
    public async Task A_key_that_is_none_is_refused(string key)
    {
        await using var agent = new HostileAgent { Key = $$"""{"public_key":"{{key}}"}""" };
        using ObShellClient client = Connect(agent);

        await Assert.ThrowsAsync<ObShellProtocolException>(() => client.Tenants.LockAsync("tenant1"));

        Assert.Empty(agent.Heard);
    }

    [Theory]
    [InlineData("%2e%2e%2fsecret")]
    [InlineData("..%2F..")]
    [InlineData("a\\b")]
    [InlineData("a?b=c#d;e&f")]
    [InlineData("租户 1")]
    [InlineData("...")]
    [InlineData("%")]
    [Shows(Promise.NamesStayInTheirSegment)]
    [Shows(Promise.NamesLeadNowhereElse)]
    public async Task A_name_stays_in_its_segment_of_the_path(string name)
    {
        await using var agent = new HostileAgent((_, stream, token) => HostileAgent.WriteAsync(stream, HostileAgent.Success("{}"), token));
        using ObShellClient client = Connect(agent);

        await client.Tenants.GetAsync(name);

        HeardRequest request = Assert.Single(agent.Heard);
        string[] segments = request.Target.Split('/');
        Assert.Equal(["", "api", "v1", "tenant"], segments[..4]);
        Assert.Equal(name, Uri.UnescapeDataString(Assert.Single(segments[4..])));
        Assert.Equal(segments.Length, Uri.UnescapeDataString(request.Target).Split('/').Length);
        Assert.DoesNotContain('?', request.Target);
        Assert.Contains($"\"Uri\":\"{request.Target}\"", request.Header, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("tenant/../../secret")]
    [InlineData("tenant1/lock")]
    [InlineData("a\0b")]
    [InlineData("a\r\nX-Injected: 1")]
    [InlineData("a\u0085b")]
    [InlineData("half a pair")]
    public async Task What_is_no_name_is_refused_before_anything_is_sent(string name)
    {
        // No attribute can hold it.
        name = name == "half a pair" ? "\ud800" : name;
        await using var agent = new HostileAgent();
        using ObShellClient client = Connect(agent);

        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.Tenants.GetAsync(name));

        Assert.Empty(agent.Heard);
    }

    private static ObShellClient Connect(HostileAgent agent, Action<ObShellClientOptions>? configure = null)
    {
        var options = new ObShellClientOptions
        {
            Endpoint = agent.Endpoint, Credential = ObShellCredential.FromPassword("p"), MaxResponseBytes = Limit, Retry = { MaxAttempts = 1 },
        };
        configure?.Invoke(options);
        return new ObShellClient(options);
    }
}
