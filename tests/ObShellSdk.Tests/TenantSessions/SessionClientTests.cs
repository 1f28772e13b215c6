using System.Text.Json.Nodes;
using ObShellSdk.TenantSessions;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.TenantSessions;

public sealed class SessionClientTests
{
    private const string Sessions = "/api/v1/tenant/tenant1/sessions";

    private const string Deadlocks = "/api/v1/tenant/tenant1/deadlocks";

    [Fact]
    public async Task All_sessions_are_read_although_the_totals_count_only_the_page()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        AnswersInTurn(agent, Sessions, Page(2, Session(1), Session(2)), Page(2, Session(3), Session(4)), Page(1, Session(5)));

        List<long> ids = [];
        await foreach (TenantSession session in client.TenantSessions.ListAsync("tenant1", pageSize: 2))
        {
            ids.Add(session.Id);
        }

        Assert.Equal([1, 2, 3, 4, 5], ids);
        Assert.Equal(
            [1, 2, 3],
            agent.RequestsTo(Sessions).Select(request => int.Parse(request.RawTarget.Split("page=")[1].Split('&')[0], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_session_that_comes_again_on_the_next_page_is_passed_over_and_one_of_another_observer_is_not()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        AnswersInTurn(agent, Sessions, Page(2, Session(1), Session(2)), Page(2, Session(2), Session(2, "10.0.0.2")), Page(0));

        List<(long, string)> sessions = [];
        await foreach (TenantSession session in client.TenantSessions.ListAsync("tenant1", pageSize: 2))
        {
            sessions.Add((session.Id, session.SvrIp));
        }

        Assert.Equal([(1, "10.0.0.1"), (2, "10.0.0.1"), (2, "10.0.0.2")], sessions);
    }

    [Fact]
    public async Task Pages_are_in_the_order_of_the_ids_unless_another_is_asked_for()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(Sessions).Respond(FakeResponse.Data(Page(0)));

        await client.TenantSessions.GetPageAsync("tenant1", page: 1, pageSize: 10);
        await client.TenantSessions.GetPageAsync("tenant1", new TenantSessionFilter
        {
            User = "app", Db = "my db", Host = "10.0.0.", Id = 7, Observers = ["10.0.0.1:2882", "10.0.0.2:2882"], ActiveOnly = true,
            SortBy = TenantSessionSortField.Time, Descending = true,
        }, page: 2, pageSize: 5);

        Assert.Equal(
            [
                $"{Sessions}?active_only=false&sort=id%2Casc&page=1&size=10",
                $"{Sessions}?user=app&db=my%20db&host=10.0.0.&id=7&observer_list=10.0.0.1%3A2882%2C10.0.0.2%3A2882&active_only=true&sort=time%2Cdesc&page=2&size=5",
            ],
            agent.RequestsTo(Sessions).Select(request => request.RawTarget));
    }

    [Fact]
    public async Task A_number_of_the_proxy_may_use_all_64_bits()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet($"{Sessions}/3221487617").Respond(FakeResponse.Data("""{"id":3221487617,"proxy_sess_id":18446744073709551615,"state":"Active"}"""));

        TenantSession session = await client.TenantSessions.GetAsync("tenant1", 3221487617);

        Assert.Equal(3221487617, session.Id);
        Assert.Equal((Int128)ulong.MaxValue, session.ProxySessId);
        Assert.Equal(SessionState.Active, session.State);
    }

    [Fact]
    public async Task A_session_that_has_ended_is_told_by_its_code()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet($"{Sessions}/9").Respond(FakeResponse.Error(ObShellErrorCodes.TenantSessionNotExist));

        var error = await Assert.ThrowsAsync<ObShellApiException>(() => client.TenantSessions.GetAsync("tenant1", 9));

        Assert.Equal(ObShellErrorCodes.TenantSessionNotExist, error.Code);
        Assert.Equal("GET /api/v1/tenant/{tenantName}/sessions/{sessionId}", error.Route);
    }

    [Fact]
    public async Task Sessions_and_statements_are_killed_by_two_different_routes_each_once()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnDelete(Sessions).Respond(FakeResponse.Data("null"));
        agent.OnDelete($"{Sessions}/queries").DropConnection(FakeDropPoint.AfterExecution);

        await client.TenantSessions.KillAsync("tenant1", [3221487617, long.MaxValue]);
        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => client.TenantSessions.KillQueriesAsync("tenant1", []));

        Assert.True(error.MayHaveRun);
        Assert.Equal("""{"session_ids":[3221487617,9223372036854775807]}""", Body(Assert.Single(agent.RequestsTo(Sessions))));
        Assert.Equal("""{"session_ids":[]}""", Body(Assert.Single(agent.RequestsTo($"{Sessions}/queries"))));
    }

    [Fact]
    public async Task All_deadlocks_are_read_although_a_page_past_the_end_counts_none()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        AnswersInTurn(
            agent,
            Deadlocks,
            Page(2, """{"event_id":"a","nodes":[{"roll_backed":true}]}""", """{"event_id":"b","nodes":null}"""),
            """{"page":{"total_elements":0,"total_pages":0,"size":2,"number":2},"contents":null}""");

        List<Deadlock> deadlocks = [];
        await foreach (Deadlock deadlock in client.TenantSessions.ListDeadlocksAsync("tenant1", pageSize: 2, rootPassword: "r"))
        {
            deadlocks.Add(deadlock);
        }

        Assert.Equal(["a", "b"], deadlocks.Select(deadlock => deadlock.EventId));
        Assert.True(Assert.Single(deadlocks[0].Nodes).RollBacked);
        Assert.Empty(deadlocks[1].Nodes);
        Assert.All(agent.RequestsTo(Deadlocks), request => Assert.Equal("""{"root_password":"r"}""", Body(request)));
    }

    private static void AnswersInTurn(FakeAgent agent, string path, params string[] answers)
    {
        // The rule that was made last comes first.
        foreach (string answer in answers.Reverse())
        {
            agent.OnGet(path).Respond(FakeResponse.Data(answer)).Once();
        }
    }

    private static string Session(long id, string observer = "10.0.0.1") => $$"""{"id":{{id}},"svr_ip":"{{observer}}","svr_port":2882}""";

    private static string Page(int total, params string[] contents) =>
        $$$"""{"page":{"total_elements":{{{total}}},"total_pages":1,"size":2,"number":1},"contents":[{{{string.Join(',', contents)}}}]}""";

    private static string Body(ReceivedRequest request) => JsonNode.Parse(request.RevealBody()!)!.ToJsonString();
}
