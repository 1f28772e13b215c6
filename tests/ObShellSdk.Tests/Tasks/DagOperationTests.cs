using System.Net;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Docs;

namespace ObShellSdk.Tests.Tasks;

public sealed class DagOperationTests
{
    private const string Route = $"/api/v1/task/dag/{DagJson.Id}";

    private static readonly WaitOptions _quick = new() { MinPollInterval = TimeSpan.FromMilliseconds(10), MaxPollInterval = TimeSpan.FromMilliseconds(20) };

    [Fact]
    public async Task Each_change_is_reported_once_until_the_end()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        Answers(agent, DagJson.Of("PENDING"), DagJson.Of("READY"), DagJson.Of("RUNNING"), DagJson.Of("RUNNING"), DagJson.Of("PAUSED"), DagJson.Of("RUNNING", stage: 2), DagJson.Of("SUCCEED", stage: 2));
        var reports = new List<DagProgress>();

        await foreach (DagProgress report in client.Tasks.GetOperation(DagJson.Id).WatchAsync(_quick))
        {
            reports.Add(report);
        }

        Assert.Equal(["PENDING", "READY", "RUNNING", "PAUSED", "RUNNING", "SUCCEED"], reports.Select(report => report.Dag.State.Value));
        Assert.Equal([0, 0, 0, 0, 50, 100], reports.Select(report => report.Percent!.Value));
        Assert.All(reports, report => Assert.Null(report.Dag.EndTime));
    }

    [Theory]
    [InlineData("SUCCEED", "RUN", DagOutcome.Succeeded)]
    [InlineData("SUCCEED", "RETRY", DagOutcome.Succeeded)]
    [InlineData("SUCCEED", "PASS", DagOutcome.Passed)]
    public async Task A_good_end_is_told_apart_from_a_passed_one(string state, string @operator, DagOutcome outcome)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        Answers(agent, DagJson.Of(state, @operator, stage: 2));

        Assert.Equal(outcome, await client.Tasks.GetOperation(DagJson.Id).WaitAsync(_quick));
    }

    [Theory]
    [InlineData("SUCCEED", "ROLLBACK", DagOutcome.RolledBack, false)]
    [InlineData("FAILED", "RUN", DagOutcome.Failed, true)]
    [InlineData("FAILED", "RETRY", DagOutcome.Failed, true)]
    [InlineData("FAILED", "ROLLBACK", DagOutcome.Failed, true)]
    [InlineData("FAILED", "PASS", DagOutcome.Failed, true)]
    [InlineData("FAILED", "CANCEL", DagOutcome.Canceled, true)]
    public async Task Any_other_end_is_an_exception_that_says_how(string state, string @operator, DagOutcome outcome, bool mayHoldLock)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        Answers(agent, DagJson.Of(state, @operator, stage: 2));

        var error = await Assert.ThrowsAsync<DagFailedException>(() => client.Tasks.GetOperation(DagJson.Id).WaitAsync(_quick));

        Assert.Equal(outcome, error.Outcome);
        Assert.Equal(mayHoldLock, error.MayHoldLock);
        Assert.Equal(DagJson.Id, error.Dag.Id);
        Assert.Equal(mayHoldLock, error.Message.Contains("RollBackAsync", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_names_node_sub_task_agent_and_reason_without_secrets()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        Answers(agent, DagJson.Of("FAILED", stage: 2, log: "ERROR: [OB.Backup.X]: cannot write oss://b/p?host=h&access_key=PLANTED"));

        var error = await Assert.ThrowsAsync<DagFailedException>(() => client.Tasks.GetOperation(DagJson.Id).WaitAsync(_quick));

        Assert.Equal(("node 2", "sub 2", "10.0.0.2:2886"), (error.FailedNode!.Name, error.FailedSubTask!.Name, error.FailedSubTask.ExecuteAgent.ToString()));
        Assert.StartsWith("ERROR: [OB.Backup.X]: cannot write oss://b/p?host=h", error.ErrorText, StringComparison.Ordinal);
        Assert.DoesNotContain("PLANTED", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_that_restarts_with_a_new_key_is_an_outage_and_not_a_failure()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent, options => options.Retry.MaxAttempts = 1);
        Answers(agent, DagJson.Of("RUNNING"), DagJson.Of("SUCCEED", stage: 2));
        var reports = new List<DagProgress>();
        DagOperation operation = client.Tasks.GetOperation(DagJson.Id);

        await foreach (DagProgress report in operation.WatchAsync(_quick))
        {
            reports.Add(report);
            if (reports.Count == 1)
            {
                agent.OnGet(Route).Respond(FakeResponse.Raw(HttpStatusCode.BadGateway, "<html>", "text/html")).Once();
                agent.OnGet(Route).Respond(FakeResponse.Error(ObShellErrorCodes.SecurityAuthenticationIncorrectOceanbasePassword)).Once();
                agent.OnGet(Route).Respond(FakeResponse.Error(ObShellErrorCodes.AgentIdentifyUnknown)).Once();
                agent.OnGet(Route).DropConnection().Once();
                agent.RotateKey();
            }
        }

        Assert.Equal(DagOutcome.Succeeded, operation.Dag!.Outcome);
        Assert.Equal(4, reports.Count(report => report.Outage is not null));
        Assert.All(reports.Where(report => report.Outage is not null), report => Assert.NotEmpty(report.OutageReason!));
    }

    [Fact]
    [Shows(Promise.WaitsOutliveRestarts)]
    public async Task An_outage_longer_than_the_tolerance_ends_the_waiting_with_its_cause()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent, options => (options.TimeProvider, options.Retry.MaxAttempts) = (clock, 1));
        agent.OnGet(Route).Respond(FakeResponse.Raw(HttpStatusCode.BadGateway, "<html>", "text/html"));
        var options = new WaitOptions { MinPollInterval = TimeSpan.FromSeconds(5), MaxPollInterval = TimeSpan.FromSeconds(5), OutageTolerance = TimeSpan.FromSeconds(12) };

        Task<DagOutcome> waiting = client.Tasks.GetOperation(DagJson.Id).WaitAsync(options);
        for (int i = 0; i < 3; i++)
        {
            await clock.PassAsync(TimeSpan.FromSeconds(5));
        }

        await Assert.ThrowsAsync<ObShellProtocolException>(() => waiting.WaitAsync(TestClients.Patience));
        Assert.Equal(4, agent.Requests.Count(request => request.Path == Route));
    }

    [Fact]
    public async Task A_task_that_is_not_found_while_the_database_is_there_does_not_exist()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(Route).Respond(FakeResponse.Error(ObShellErrorCodes.TaskNotFound));

        var error = await Assert.ThrowsAsync<ObShellApiException>(() => client.Tasks.GetOperation(DagJson.Id).WaitAsync(_quick));

        Assert.Equal(ObShellErrorCodes.TaskNotFound, error.Code);
    }

    [Fact]
    public async Task A_task_that_is_not_found_while_the_database_is_away_is_waited_for()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        Answers(agent, DagJson.Of("SUCCEED", stage: 2));
        agent.OnGet(Route).Respond(FakeResponse.Error(ObShellErrorCodes.TaskNotFound)).Once();
        agent.ObState = 1;

        Assert.Equal(DagOutcome.Succeeded, await client.Tasks.GetOperation(DagJson.Id).WaitAsync(_quick));
    }

    [Fact]
    public async Task A_wrong_password_at_the_first_look_is_no_outage()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent, options => options.Credential = ObShellCredential.FromPassword("wrong"));
        Answers(agent, DagJson.Of("RUNNING"));

        await Assert.ThrowsAsync<ObShellAuthenticationException>(() => client.Tasks.GetOperation(DagJson.Id).WaitAsync(_quick));
    }

    [Fact]
    public async Task Pauses_grow_while_nothing_changes()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent, options => options.TimeProvider = clock);
        agent.OnGet(Route).Respond(FakeResponse.Data(DagJson.Of("RUNNING")));
        using var stop = new CancellationTokenSource();

        Task<DagOutcome> waiting = client.Tasks.GetOperation(DagJson.Id).WaitAsync(
            new WaitOptions { MinPollInterval = TimeSpan.FromSeconds(1), MaxPollInterval = TimeSpan.FromSeconds(2) }, null, stop.Token);
        foreach (double seconds in (double[])[1, 1.5, 2, 2])
        {
            await clock.PassAsync(TimeSpan.FromSeconds(seconds));
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(TestClients.Patience));
    }

    [Theory]
    [InlineData("RUNNING", "CANCEL")]
    [InlineData("PENDING", "CANCEL")]
    [InlineData("READY", "CANCEL")]
    [InlineData("FAILED", "RETRY")]
    [InlineData("FAILED", "ROLLBACK")]
    [InlineData("FAILED", "PASS")]
    [Shows(Promise.PassWorks)]
    public async Task An_operator_that_fits_the_state_is_sent(string state, string @operator)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        Answers(agent, DagJson.Of(state));
        agent.OnPost(Route).Respond(FakeResponse.Data("null"));

        await OperateAsync(client.Tasks.GetOperation(DagJson.Id), @operator);

        Assert.Equal($$"""{"operator":"{{@operator}}"}""", agent.Requests[^1].Body);
        Assert.True(agent.Requests[^1].IsEncrypted);
    }

    [Theory]
    [InlineData("FAILED", "CANCEL")]
    [InlineData("SUCCEED", "CANCEL")]
    [InlineData("RUNNING", "RETRY")]
    [InlineData("SUCCEED", "ROLLBACK")]
    [InlineData("PENDING", "PASS")]
    public async Task An_operator_that_does_not_fit_is_refused_after_a_look(string state, string @operator)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        Answers(agent, DagJson.Of(state));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => OperateAsync(client.Tasks.GetOperation(DagJson.Id), @operator));

        Assert.Contains(state, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(agent.Requests, request => request.Method == "POST");
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("917")]
    [InlineData("12a")]
    [InlineData("1/2")]
    public async Task What_is_no_task_id_is_refused_before_anything_is_sent(string id)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        Assert.ThrowsAny<ArgumentException>(() => client.Tasks.GetOperation(id));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.Tasks.GetDagAsync(id, includeDetails: true));
        Assert.Empty(agent.Requests);
    }

    private static Task OperateAsync(DagOperation operation, string name) => name switch
    {
        "CANCEL" => operation.CancelAsync(),
        "RETRY" => operation.RetryAsync(),
        "ROLLBACK" => operation.RollBackAsync(),
        _ => operation.PassAsync(),
    };

    /// <summary>One answer after the other; the last one stays. The newest rule comes first, so they are given in reverse.</summary>
    private static void Answers(FakeAgent agent, params string[] dags)
    {
        agent.OnGet(Route).Respond(FakeResponse.Data(dags[^1]));
        foreach (string dag in dags.SkipLast(1).Reverse())
        {
            agent.OnGet(Route).Respond(FakeResponse.Data(dag)).Once();
        }
    }
}
