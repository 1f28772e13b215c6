using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ObShellSdk.Serialization;
using ObShellSdk.Tasks;
using ObShellSdk.Tenants;
using ObShellSdk.Tests.Contract;
using ObShellSdk.Tests.Diagnostics;
using ObShellSdk.Tests.Docs;

namespace ObShellSdk.Tests.Hostile;

/// <summary>Agents whose ids, times and addresses are well-formed JSON, and none that an agent would give.</summary>
public sealed class HostileWordsTests
{
    [Theory]
    [InlineData("..")]
    [InlineData("1/../2")]
    [InlineData("1\nforged line")]
    [InlineData("1 2")]
    [InlineData("long")]
    [Shows(Promise.AnyAnswerEndsTheCall)]
    public async Task A_start_that_is_answered_with_what_is_no_id_may_have_run_and_says_so(string id)
    {
        id = id == "long" ? new string('1', 5000) : id;
        await using var agent = Starting($$"""{"id":{{JsonSerializer.Serialize(id)}},"state":"RUNNING"}""");
        using ObShellClient client = Connect(agent);

        var error = await Assert.ThrowsAsync<ObShellProtocolException>(() => client.Tenants.DropAsync("tenant1"));

        Assert.True(error.MayHaveRun);
        Assert.Single(agent.Heard, request => request.Method == "DELETE");
    }

    [Theory]
    [InlineData("18446744073709551616")]
    [InlineData("-9223372036854775809")]
    [InlineData("9223372036854775807")]
    public async Task A_number_of_a_DAG_beyond_64_bits_leaves_its_start_readable_and_keeps_its_digits(string number)
    {
        string json = $$"""{"id":"11","dag_id":{{number}},"state":"SUCCEED","operator":"RUN","nodes":[{"id":"12","node_id":{{number}},"state":"SUCCEED"}]}""";
        await using var agent = Starting(json);
        using ObShellClient client = Connect(agent);

        DagOperation operation = await client.Tenants.DropAsync("tenant1");

        Assert.Equal("11", operation.Id);
        Assert.Empty(JsonDifference.Of(JsonElement.Parse(json), JsonSerializer.SerializeToElement(operation.Dag!, ObShellJson.TypeInfo<DagDetail>())));
    }

    [Theory]
    [InlineData("""{"contents":[{"tenant_id":99999999999999999999999,"tenant_name":"t"}]}""", true)]
    [InlineData("""{"contents":[{"tenant_id":1.5,"tenant_name":"t"}]}""", false)]
    [InlineData("""{"contents":[{"tenant_id":"1","tenant_name":"t"}]}""", false)]
    public async Task An_id_of_a_tenant_is_read_however_large_but_only_as_a_whole_number(string data, bool isRead)
    {
        await using var agent = new HostileAgent((_, stream, token) => HostileAgent.WriteAsync(stream, HostileAgent.Success(data), token));
        using ObShellClient client = Connect(agent);

        Task<IReadOnlyList<TenantOverview>> listing = client.Tenants.ListAsync();

        if (isRead)
        {
            Assert.Equal(long.MaxValue, Assert.Single(await listing).TenantId);
        }
        else
        {
            await Assert.ThrowsAsync<ObShellProtocolException>(() => listing);
        }
    }

    [Theory]
    [InlineData("2147483648", "2147483648")]
    [InlineData("-99999999999999999999", "-99999999999999999999")]
    [InlineData("1.5", "1.5")]
    [InlineData("\"1010\"", "1010")]
    [InlineData("\"a word and more\"", "0")]
    [InlineData("null", "0")]
    [InlineData("[]", "0")]
    public async Task Code_is_kept_as_text_exactly_as_it_was_sent(string sent, string code)
    {
        await using var agent = new HostileAgent((_, stream, token) => HostileAgent.WriteAsync(stream, $$"""{"successful":false,"status":400,"error":{"code":{{sent}},"message":"no"} }""", token, 400));
        using ObShellClient client = Connect(agent);

        var error = await Assert.ThrowsAsync<ObShellApiException>(() => client.Tenants.ListAsync());

        Assert.Equal((code, code), (error.Code, error.Error.Code));
        Assert.Contains($"code {code}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_of_more_digits_than_any_is_no_code()
    {
        await using var agent = new HostileAgent((_, stream, token) => HostileAgent.WriteAsync(stream, $$"""{"successful":false,"status":400,"error":{"code":{{new string('9', 500)}},"message":"no"} }""", token, 400));
        using ObShellClient client = Connect(agent);

        var error = await Assert.ThrowsAsync<ObShellApiException>(() => client.Tenants.ListAsync());

        Assert.Equal("0", error.Code);
    }

    [Fact]
    public async Task A_generic_id_of_more_digits_than_any_is_refused_before_anything_is_sent()
    {
        await using var agent = new HostileAgent();
        using ObShellClient client = Connect(agent);
        string id = new('1', 201);

        await Assert.ThrowsAsync<ArgumentException>(() => client.Tasks.GetDagAsync(id, includeDetails: true));
        Assert.Throws<ArgumentException>(() => client.Tasks.GetOperation(id));

        Assert.Empty(agent.Heard);
    }

    [Theory]
    [InlineData("4abcdefghij00000x1")]
    [InlineData("49999999999000011")]
    [InlineData("41234567890999991")]
    [InlineData("2x")]
    [InlineData("secret")]
    public async Task An_id_that_names_no_agent_is_asked_of_the_one_that_gave_it_and_stands_in_no_log(string id)
    {
        using var output = new ClientOutput();
        await using var agent = Answering($$"""{"id":"{{id}}","state":"SUCCEED","operator":"RUN"}""");
        using ObShellClient client = Connect(agent, options => (options.LoggerFactory, options.Credential) = (output, ObShellCredential.FromPasswords("p", "q")));

        DagOperation operation = await client.Tenants.DropAsync("tenant1");
        await operation.WaitAsync();

        Assert.Equal(id, operation.Id);
        Assert.All(id.All(char.IsAsciiDigit) ? [] : output.Texts.Where(text => text.StartsWith("log 3", StringComparison.Ordinal) || text.StartsWith("span ", StringComparison.Ordinal)), text => Assert.DoesNotContain(id, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"obState":1e9}""")]
    [InlineData("""{"obState":99999999999999999999}""")]
    [InlineData("""{"obState":"3"}""")]
    public async Task A_status_that_is_none_does_not_end_the_wait_for_a_task_that_is_not_found(string status)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var agent = new HostileAgent((request, stream, token) =>
        {
            if (request.Target.EndsWith("/status", StringComparison.Ordinal))
            {
                return HostileAgent.WriteAsync(stream, HostileAgent.Success(status), token);
            }

            if (request.Target.Contains("/task/dag/", StringComparison.Ordinal) && asked.Task.IsCompleted)
            {
                return HostileAgent.WriteAsync(stream, HostileAgent.Success("""{"id":"11","name":"n","state":"SUCCEED","operator":"RUN"}"""), token);
            }

            asked.TrySetResult();
            return HostileAgent.WriteAsync(stream, HostileAgent.Refusal(ObShellErrorCodes.TaskNotFound, "no"), token, 404);
        });
        using ObShellClient client = Connect(agent);

        Assert.Equal(DagOutcome.Succeeded, await client.Tasks.GetOperation("11").WaitAsync(new WaitOptions { MinPollInterval = TimeSpan.FromMilliseconds(10), MaxPollInterval = TimeSpan.FromMilliseconds(10) }).WaitAsync(TestClients.Patience));
    }

    [Theory]
    [InlineData("9999-12-31T23:59:59.9999999Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    [Shows(Promise.AnyAnswerEndsTheCall)]
    public async Task A_time_at_the_end_of_all_days_is_a_clock_that_differs_and_breaks_no_later_call(string time)
    {
        string envelope = $$"""{"successful":SUCCESS,"timestamp":"{{time}}","status":401,"traceId":"t","data":{},"error":ERROR}""";
        int calls = 0;
        await using var agent = new HostileAgent((_, stream, token) => Interlocked.Increment(ref calls) <= 2
            ? HostileAgent.WriteAsync(stream, envelope.Replace("SUCCESS", "false", StringComparison.Ordinal).Replace("ERROR", $$"""{"errCode":"{{ObShellErrorCodes.SecurityAuthenticationExpired}}"}""", StringComparison.Ordinal), token, 401)
            : HostileAgent.WriteAsync(stream, envelope.Replace("SUCCESS", "true", StringComparison.Ordinal).Replace("ERROR", "null", StringComparison.Ordinal), token));
        using ObShellClient client = Connect(agent);

        var error = await Assert.ThrowsAsync<ObShellAuthenticationException>(() => client.Tenants.LockAsync("tenant1"));
        await client.Tenants.LockAsync("tenant1");
        await client.Tenants.GetAsync("tenant1");

        Assert.Equal(AuthenticationFailureReason.ClockSkew, error.Reason);
    }

    /// <summary>An agent may name ever other sub-tasks, for as long as somebody watches.</summary>
    [Fact]
    [Shows(Promise.MemoryAndTimeAreBounded)]
    public void Sub_tasks_that_are_gone_are_remembered_no_longer()
    {
        DagDetail with = Of(new SubTask { Id = "21", TaskLogs = ["one", "two"] });

        Assert.Equal(["one", "two"], DagProgress.NewLines(with, null, default));
        Assert.Empty(DagProgress.NewLines(with, with, default));
        Assert.Empty(DagProgress.NewLines(Of(), with, default));
        Assert.Equal(["one", "two"], DagProgress.NewLines(with, Of(), default));

        static DagDetail Of(params SubTask[] tasks) => new() { Id = "11", Nodes = [new DagNode { Id = "12", SubTasks = tasks }] };
    }

    [Fact]
    public async Task Details_of_a_refusal_that_would_take_long_to_be_searched_for_secrets_are_left_out()
    {
        string many = string.Join(',', Enumerable.Repeat("\"pass\"", 4_000_000));
        await using var agent = new HostileAgent((_, stream, token) => HostileAgent.WriteAsync(stream, HostileAgent.Refusal("Some.Code", "no", "t", $$"""["first",[{{many}}],"last"]"""), token, 400));
        using ObShellClient client = Connect(agent, options => options.MaxResponseBytes = 64 * 1024 * 1024);

        var error = await Assert.ThrowsAsync<ObShellApiException>(() => client.Tenants.LockAsync("tenant1").WaitAsync(TestClients.Patience));

        Assert.Equal(["first", "last"], error.Error.SubErrors.Select(detail => detail.GetString()));
    }

    [Fact]
    public async Task Of_a_log_that_would_take_long_to_be_searched_for_secrets_the_end_is_told()
    {
        string many = string.Join(',', Enumerable.Repeat("\"pass\"", 1_000_000));
        await using var agent = Answering($$"""{"id":"11","name":"n","state":"SUCCEED","operator":"RUN","nodes":[{"id":"12","sub_tasks":[{"id":"13","task_logs":[{{many}},"last"]}]}]}""");
        using ObShellClient client = Connect(agent, options => options.MaxResponseBytes = 64 * 1024 * 1024);
        var lines = new List<string>();

        await foreach (DagProgress report in client.Tasks.GetOperation("11").WatchAsync())
        {
            lines.AddRange(report.NewLogLines);
        }

        Assert.InRange(lines.Count, 1000, 10_000);
        Assert.Equal("last", lines[^1]);
    }

    [Theory]
    [InlineData("fe80::1%1")]
    [InlineData("fe80::1%zz")]
    [InlineData("fe80::1%25")]
    [InlineData("::ffff:1.2.3.4%5")]
    [InlineData("[::1]")]
    [InlineData("[::1]:99/x?")]
    [InlineData("1")]
    [InlineData("0x7f.1")]
    [InlineData("host.of.somebody")]
    public async Task An_address_that_is_none_spoils_no_list_of_agents(string ip)
    {
        await using var agent = Answering($$"""{"agent_info":[{"ip":"{{ip}}","port":2886,"identity":"CLUSTER AGENT"},{"ip":"10.0.0.7","port":2886,"identity":"CLUSTER AGENT"}]}""");
        using ObShellClient client = Connect(agent);

        IReadOnlyList<Uri> found = await client.DiscoverAgentsAsync();

        Assert.Contains(new Uri("http://10.0.0.7:2886"), found);
        Assert.DoesNotContain(found, uri => uri.HostNameType == UriHostNameType.Dns);
    }

    [Fact]
    [Shows(Promise.MemoryAndTimeAreBounded)]
    public async Task Lists_of_ever_other_agents_fill_no_memory()
    {
        using var output = new ClientOutput();
        int list = 0;
        await using var agent = new HostileAgent((_, stream, token) =>
        {
            int first = Interlocked.Increment(ref list);
            string agents = string.Join(',', Enumerable.Range(0, 1000).Select(i => $$"""{"ip":"10.{{first}}.{{i / 256}}.{{i % 256}}","port":2886,"identity":"MASTER"}"""));
            return HostileAgent.WriteAsync(stream, HostileAgent.Success($$"""{"agent_info":[{{agents}}]}"""), token);
        });
        using ObShellClient client = Connect(agent, options => options.LoggerFactory = output);

        for (int i = 0; i < 5; i++)
        {
            await client.DiscoverAgentsAsync();
        }

        Assert.Equal("The client knows 1024 agents of the cluster now.", output.Logs.Last(log => log.Id == 16).Text);
    }

    [Fact]
    [Shows(Promise.NoHandlerThatRedirects)]
    public async Task A_primary_handler_of_the_host_that_would_follow_a_redirect_gets_nothing()
    {
        await using var agent = new HostileAgent();
        var services = new ServiceCollection();
        services.AddObShellClient(options => options.Endpoint = agent.Endpoint).ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler());
        await using ServiceProvider provider = services.BuildServiceProvider();

        await Assert.ThrowsAsync<ObShellLocalException>(() => provider.GetRequiredService<ObShellClient>().Tenants.GetAsync("tenant1"));

        Assert.Equal(0, agent.OpenConnections);
    }

    /// <summary>Has no DAG yet, and answers a start with these data.</summary>
    private static HostileAgent Starting(string data) => new((request, stream, token) =>
        HostileAgent.WriteAsync(stream, HostileAgent.Success(request.Method == "GET" ? NoDag(request) : data), token));

    private static string NoDag(HeardRequest request) =>
        request.Target.StartsWith("/api/v1/task/dag/maintain", StringComparison.Ordinal) ? """{"id":"10","name":"none","state":"SUCCEED","operator":"RUN"}""" : """{"contents":[]}""";

    private static HostileAgent Answering(string data) => new((_, stream, token) => HostileAgent.WriteAsync(stream, HostileAgent.Success(data), token));

    private static ObShellClient Connect(HostileAgent agent, Action<ObShellClientOptions>? configure = null)
    {
        var options = new ObShellClientOptions { Endpoint = agent.Endpoint, Credential = ObShellCredential.FromPassword("a good password"), MaxResponseBytes = 1024 * 1024, Retry = { MaxAttempts = 1 } };
        configure?.Invoke(options);
        return new ObShellClient(options);
    }
}
