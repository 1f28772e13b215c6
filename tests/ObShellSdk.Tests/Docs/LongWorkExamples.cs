using ObShellSdk.Backup;
using ObShellSdk.Errors;
using ObShellSdk.Restore;
using ObShellSdk.Tasks;
using ObShellSdk.Tenants;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Tasks;

namespace ObShellSdk.Tests.Docs;

/// <summary>The code of README.md about work that takes long, run against the fake agent.</summary>
public sealed class LongWorkExamples
{
    [Fact]
    public async Task A_backup_is_started_or_attached_to_and_waited_for()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet("/api/v1/task/dag/unfinish").AnswersData("""{"contents":null}""");
        agent.OnPost("/api/v1/tenant/tenant1/backup").AnswersData(DagJson.Of("RUNNING"));
        agent.OnGet($"/api/v1/task/dag/{DagJson.Id}").AnswersData(DagJson.Of("SUCCEED", stage: 2));
        var output = new StringWriter();

        await BackUpAsync(client, "tenant1", output, CancellationToken.None);

        Assert.Equal("succeeded" + Environment.NewLine, output.ToString());
    }

    [Fact]
    public async Task A_failed_backup_says_where_and_why()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet("/api/v1/task/dag/unfinish").AnswersData($$"""{"contents":[{{DagJson.Of("RUNNING", name: "Obcluster start full backup for tenant1")}}]}""");
        agent.OnGet($"/api/v1/task/dag/{DagJson.Id}").AnswersData(DagJson.Of("FAILED", stage: 2, log: "disk full"));
        var output = new StringWriter();

        await BackUpAsync(client, "tenant1", output, CancellationToken.None);

        Assert.Equal("node 2: disk full" + Environment.NewLine, output.ToString());
    }

    [Fact]
    public async Task A_restore_goes_to_the_wanted_moment_or_to_the_nearest()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet("/api/v1/restore/windows").AnswersData("""{"restore_windows":[{"start_time":"2026-03-01T00:00:00Z","end_time":"2026-03-02T00:00:00Z"}]}""");
        agent.OnGet("/api/v1/task/dag/unfinish").AnswersData("""{"contents":null}""");
        agent.OnGet("/api/v1/tenant/restored/restore/overview").Fails(ObShellErrorCodes.TenantNotExist);
        agent.OnPost("/api/v1/tenant/restore").AnswersData(DagJson.Of("RUNNING"));

        StartedRestore started = await RestoreAsync(client, StorageUri.File("/backup"), new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero), CancellationToken.None);

        Assert.False(started.Attached);
        Assert.Contains($"\"scn\":{Scn.FromDateTimeOffset(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero))}", agent.Requests[^1].RevealBody(), StringComparison.Ordinal);
    }

    // snippet: long-work
    static async Task BackUpAsync(ObShellClient client, string tenant, TextWriter log, CancellationToken ct)
    {
        StartedBackup backup = await client.Backup.StartOrAttachAsync(tenant, new StartBackupRequest { Mode = BackupMode.Incremental }, cancellationToken: ct);
        try
        {
            var progress = new Progress<BackupProgress>(p => Console.Error.WriteLine($"{p.Percent:0}% {p.Remaining} {p.Outage}"));
            await backup.WaitAsync(progress: progress, cancellationToken: ct);
            log.WriteLine("succeeded");
        }
        catch (DagFailedException e)
        {
            log.WriteLine($"{e.FailedNode?.Name}: {e.ErrorText}"); // backup.Operation?.RetryAsync() lets it go on from there
        }
    }
    // end-snippet

    // snippet: restore
    static async Task<StartedRestore> RestoreAsync(ObShellClient client, StorageUri backup, DateTimeOffset moment, CancellationToken ct)
    {
        RestoreWindows windows = await client.Restore.GetWindowsAsync(new RestoreSource { DataBackupUri = backup }, cancellationToken: ct);
        RestorePoint point = windows.Find(moment);
        return await client.Restore.StartOrAttachAsync(
            new RestoreRequest
            {
                DataBackupUri = backup,
                TenantName = "restored",
                Timestamp = point.Nearest, // the moment itself where point.IsPossible
                Zones = [new TenantZone { Name = "zone1", UnitConfigName = "small" }],
            },
            cancellationToken: ct);
    }
    // end-snippet
}
