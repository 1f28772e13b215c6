using ObShellSdk.Inspections;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Tasks;

namespace ObShellSdk.Tests.Inspections;

public sealed class InspectionTests
{
    private const string Start = "/api/v1/obcluster/inspection";
    private const string Reports = "/api/v1/obcluster/inspection/reports";
    private const string Unfinished = "/api/v1/task/dag/agent/unfinish";
    private const string AgentDags = "/api/v1/task/dags/agent";

    [Fact]
    public async Task An_accepted_inspection_is_an_operation()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPost(Start).Respond(FakeResponse.Data(DagJson.Of("READY", name: "Cluster inspection")));

        DagOperation operation = await client.Inspections.StartAsync(InspectionScenario.Performance);

        Assert.Equal(DagJson.Id, operation.Id);
        Assert.Equal("""{"scenario":"PERFORMANCE"}""", agent.Requests[^1].RevealBody());
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.Inspections.StartAsync(default));
    }

    [Theory]
    [InlineData(Unfinished)]
    [InlineData(AgentDags)]
    public async Task A_lost_start_is_found_among_the_DAGs_of_the_agent_that_was_asked(string list)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPost(Start).DropConnection();
        agent.OnGet(Unfinished).Respond(FakeResponse.Data("""{"contents":null}"""));
        agent.OnGet(AgentDags).Respond(FakeResponse.Data("""{"contents":[]}"""));
        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => client.Inspections.StartAsync(InspectionScenario.Basic));

        Assert.Null(await client.Tasks.FindStartedAsync(error));

        agent.OnGet(list).Respond(FakeResponse.Data($$"""{"contents":[{{Dag("Take over")}},{{Dag("Cluster inspection")}}]}"""));
        Assert.Equal("Cluster inspection", (await client.Tasks.FindStartedAsync(error))!.Dag!.Name);
        Assert.Single(agent.RequestsTo(Start));
        agent.VerifyNoUnexpectedRequests();
    }

    [Fact]
    public async Task Reports_are_read_page_by_page_the_newest_first_or_as_wanted()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(Reports).Respond(FakeResponse.Data(
            """
            {"contents":[{"id":2,"scenario":"BASIC","start_time":"2026-03-01T12:00:00+08:00","finish_time":"1970-01-01T08:00:00+08:00","status":"RUNNING","local_task_id":"277"},
            {"id":1,"status":"SUCCEED","finish_time":"2026-02-01T12:00:00+08:00"}],"page":{"total_elements":2,"total_pages":1,"size":10,"number":1}}
            """));

        List<InspectionReportSummary> reports = [];
        await foreach (InspectionReportSummary report in client.Inspections.ListReportsAsync(pageSize: 10))
        {
            reports.Add(report);
        }

        Assert.Equal($"{Reports}?page=1&size=10&sort=start_time%2Cdesc", agent.Requests[^1].RawTarget);
        Assert.Equal([2L, 1L], reports.Select(report => report.Id));
        Assert.Equal([false, true], reports.Select(report => report.IsFinished));
        Assert.Equal([true, false], reports.Select(report => report.FinishTime is null));

        var filter = new InspectionReportFilter { Scenario = InspectionScenario.Basic, SortBy = InspectionReportSort.FailedCount, Ascending = true };
        Assert.Equal(2, (await client.Inspections.GetReportsPageAsync(filter, 1, 5)).Info.TotalElements);
        Assert.Equal($"{Reports}?page=1&size=5&scenario=BASIC&sort=fail_count%2Casc", agent.Requests[^1].RawTarget);
    }

    [Theory]
    [InlineData("")]
    [InlineData("id; drop table x")]
    [InlineData("start_time,desc")]
    [InlineData("(select 1)")]
    public async Task What_is_no_column_is_not_sent_since_the_agent_makes_SQL_of_it(string column)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        var filter = new InspectionReportFilter { SortBy = new InspectionReportSort(column) };

        await Assert.ThrowsAsync<ArgumentException>(() => client.Inspections.GetReportsPageAsync(filter, 1, 5));
        Assert.Throws<ArgumentException>(() => client.Inspections.ListReportsAsync(filter));
        Assert.Empty(agent.Requests);
    }

    [Fact]
    public async Task Numbers_start_at_one()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.Inspections.GetReportsPageAsync(page: 0, pageSize: 5));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.Inspections.GetReportsPageAsync(page: 1, pageSize: 0));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.Inspections.GetReportAsync(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => client.Inspections.ListReportsAsync(pageSize: 0));
        Assert.Empty(agent.Requests);
    }

    [Theory]
    [InlineData("RUNNING", false)]
    [InlineData("UNKNOWN", false)]
    [InlineData("", false)]
    [InlineData("succeed", true)]
    [InlineData("FAILED", true)]
    [InlineData("DELETED", true)]
    public void A_report_is_finished_when_nothing_more_will_come(string status, bool finished) =>
        Assert.Equal(finished, new InspectionReport { Status = new InspectionStatus(status) }.IsFinished);

    private static string Dag(string name) =>
        DagJson.Of("SUCCEED", name: name).Replace("2026-03-01T00:00:00Z", DateTimeOffset.UtcNow.ToString("O"), StringComparison.Ordinal);
}
