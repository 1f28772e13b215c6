using System.Text.Json;

namespace ObShellSdk.Tests.Testing;

public sealed class FakeBackupListTests
{
    [Theory]
    [InlineData("", "4,3,2,1")]
    [InlineData("?page=0&size=0", "4,3,2,1")]
    [InlineData("?sort=start_timestamp,asc", "1,2,3,4")]
    [InlineData("?sort=size,asc", "1,2,3,4")]
    [InlineData("?sort=start_timestamp,up", "4,3,2,1")]
    [InlineData("?sort=end_timestamp,asc", "1,2,3,4")]
    [InlineData("?sort=end_timestamp", "3,2,1,4")]
    [InlineData("?page=2&size=3", "1")]
    [InlineData("?page=3&size=3", "")]
    [InlineData("?status=doing,failed", "4")]
    [InlineData("?status=doing,%20completed", "4")]
    [InlineData("?status=COMPLETED&size=2", "3,2")]
    [InlineData("?start_time=2026-06-01T12:00:05Z", "4,3,2")]
    [InlineData("?start_time=2026-06-01T12:00:30Z&end_time=2026-06-01T12:00:30Z", "4")]
    [InlineData("?end_time=2026-06-01T20:00:15.5%2B08:00", "2,1")]
    public async Task Backups_are_filtered_sorted_and_paged(string query, string jobs)
    {
        await using var test = await StartAsync();

        var answer = await test.GetAsync("/tenant/t/backup/tasks" + query);

        Assert.Equal(jobs, string.Join(',', answer.Data.GetProperty("contents").EnumerateArray().Select(job => job.GetProperty("job_id").GetInt64())));
    }

    [Theory]
    [InlineData("", 4, 1, 2147483647, 1)]
    [InlineData("?page=2&size=3", 4, 2, 3, 2)]
    [InlineData("?page=9&size=3&status=completed", 3, 1, 3, 9)]
    [InlineData("?status=canceled", 0, 0, 2147483647, 1)]
    public async Task The_page_tells_what_is_there_in_all(string query, int elements, int pages, int size, int number)
    {
        await using var test = await StartAsync();

        var page = (await test.GetAsync("/tenant/t/backup/tasks" + query)).Data.GetProperty("page");

        Assert.Equal(
            (elements, pages, size, number),
            (page.GetProperty("total_elements").GetInt32(), page.GetProperty("total_pages").GetInt32(), page.GetProperty("size").GetInt32(), page.GetProperty("number").GetInt32()));
    }

    [Theory]
    [InlineData("?page=one")]
    [InlineData("?size=-1")]
    [InlineData("?start_time=yesterday")]
    [InlineData("?end_time=2026-06-01T12:00:00")]
    public async Task A_query_of_the_wrong_type_is_refused(string query)
    {
        await using var test = await StartAsync();

        Assert.Equal("Common.BindJsonFailed", (await test.GetAsync("/tenant/t/backup/tasks" + query)).ErrCode);
        Assert.Equal("Common.BindJsonFailed", (await test.GetAsync("/restore/tasks" + query)).ErrCode);
    }

    [Fact]
    public async Task A_job_tells_how_it_was_started()
    {
        await using var test = await StartAsync();

        var contents = (await test.GetAsync("/tenant/t/backup/tasks?sort=start_timestamp,asc")).Data.GetProperty("contents");

        Assert.Equal(("FULL", "OFF"), (Text(contents[0], "backup_type"), Text(contents[0], "plus_archivelog")));
        Assert.Equal(("INC", "ON"), (Text(contents[2], "backup_type"), Text(contents[2], "plus_archivelog")));
        Assert.Equal(["COMPLETED", "DOING"], new[] { contents[2], contents[3] }.Select(job => Text(job, "status")));
        Assert.False(contents[3].TryGetProperty("end_timestamp", out _));
    }

    /// <summary>Three backups that are done, ten seconds apart, and a running one.</summary>
    private static async Task<AgentUnderTest> StartAsync()
    {
        var test = await AgentUnderTest.StartAsync();
        test.Agent.AddTenant("t").WithBackupConfig();
        foreach (var body in new[] { "{}", "{}", """{"mode":"incremental","plus_archive":true}""" })
        {
            await test.PostAsync("/tenant/t/backup", body);
            test.PassTime();
        }

        test.Agent.FindTenant("t")!.WithRunningBackup(TimeSpan.FromHours(1));
        return test;
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
