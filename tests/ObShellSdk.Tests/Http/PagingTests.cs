using ObShellSdk.Backup;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Docs;

namespace ObShellSdk.Tests.Http;

/// <summary>Lists that are read page by page to their end, as they stand still and as they change.</summary>
public sealed class PagingTests
{
    private const string Tasks = "/api/v1/tenant/tenant1/backup/tasks";

    [Theory]
    [InlineData(0, 3, 1)]
    [InlineData(1, 3, 1)]
    [InlineData(3, 3, 2)]
    [InlineData(7, 3, 3)]
    [InlineData(7, 100, 1)]
    [Shows(Promise.PagingWorks)]
    public async Task Every_element_comes_once_and_a_page_is_fetched_when_it_is_reached(int count, int pageSize, int calls)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await FakeAgent.StartAsync(new FakeAgentOptions { Password = TestClients.Password, TimeProvider = clock });
        FakeTenant tenant = agent.AddTenant("tenant1");
        for (int job = 0; job < count; job++)
        {
            tenant.WithRunningBackup(TimeSpan.FromSeconds(1));
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        using ObShellClient client = TestClients.Connect(agent, options => options.TimeProvider = clock);

        List<long> jobs = await client.Backup.ListJobsAsync("tenant1", pageSize: pageSize).Select(job => job.JobId).ToListAsync();

        Assert.Equal(Enumerable.Range(1, count).Select(job => (long)job).Reverse(), jobs);
        Assert.Equal(calls, agent.RequestsTo(Tasks).Count);
        Assert.Equal(Math.Min(count, pageSize), await client.Backup.ListJobsAsync("tenant1", pageSize: pageSize).Take(pageSize).CountAsync());
        Assert.Equal(calls + 1, agent.RequestsTo(Tasks).Count);
    }

    [Fact]
    public async Task A_list_that_grows_while_it_is_paged_gives_each_job_once()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        Pages(agent, (5, [7, 6]), (6, [6, 5]), (6, [4]));
        var filter = new BackupTaskFilter { Statuses = [BackupTaskStatus.Completed, new("X Y")] };

        Assert.Equal([7, 6, 5, 4], await client.Backup.ListJobsAsync("tenant1", filter, pageSize: 2).Select(job => job.JobId).ToListAsync());
        Assert.Equal(3, agent.RequestsTo(Tasks).Count);
        Assert.Contains("?page=2&size=2&status=COMPLETED%2CX%20Y&sort=start_timestamp%2Cdesc", agent.Requests[^2].RawTarget, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_grows_by_a_whole_page_is_still_read_to_its_end()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        Pages(agent, (5, [7, 6]), (7, [7, 6]), (7, [5, 4]), (7, [3]));

        Assert.Equal([7, 6, 5, 4, 3], await ReadAsync(client));
    }

    [Fact]
    public async Task A_list_that_shrinks_while_it_is_paged_ends()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        Pages(agent, (4, [7, 6]), (2, []));

        Assert.Equal([7, 6], await ReadAsync(client));
    }

    [Theory]
    [InlineData(3, 5)]
    [InlineData(2, 2)]
    [InlineData(2, 4)]
    public async Task An_agent_that_gives_the_whole_list_whatever_page_is_asked_for_is_not_asked_for_ever(int count, int total)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        long[] jobs = [.. Enumerable.Range(1, count).Select(job => (long)job)];
        Pages(agent, (total, jobs));

        Assert.Equal(jobs, await ReadAsync(client));
        Assert.InRange(agent.RequestsTo(Tasks).Count, 1, 2);
    }

    private static async Task<List<long>> ReadAsync(ObShellClient client) =>
        await client.Backup.ListJobsAsync("tenant1", pageSize: 2).Select(job => job.JobId).ToListAsync();

    /// <summary>One page after the other; the last one stays. The newest rule comes first, so they are given in reverse.</summary>
    private static void Pages(FakeAgent agent, params (int Total, long[] Jobs)[] pages)
    {
        for (int number = pages.Length; number > 0; number--)
        {
            (int total, long[] jobs) = pages[number - 1];
            string contents = string.Join(',', jobs.Select(job => $$"""{"job_id":{{job}}}"""));
            FakeRule rule = agent.OnGet(Tasks).Respond(FakeResponse.Data(
                $$$"""{"contents":[{{{contents}}}],"page":{"total_elements":{{{total}}},"total_pages":{{{(total + 1) / 2}}},"size":2,"number":{{{number}}}}}"""));
            if (number < pages.Length)
            {
                rule.Once();
            }
        }
    }
}
