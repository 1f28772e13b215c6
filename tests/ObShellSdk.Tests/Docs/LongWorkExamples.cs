using ObShellSdk.Backup;
using ObShellSdk.Restore;
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
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Speed = 1000);
        agent.FindTenant("tenant1")!.WithBackupConfig();
        using ObShellClient client = TestClients.Connect(agent);
        var output = new StringWriter();

        await BackUpAsync(client, "tenant1", output, CancellationToken.None);

        Assert.Equal("tenant1: succeeded" + Environment.NewLine, output.ToString());
    }

    [Fact]
    public async Task A_failed_backup_says_where_and_why()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Speed = 1000);
        agent.FindTenant("tenant1")!.WithBackupConfig();
        agent.NextDag.FailAtNode(0, "disk full");
        using ObShellClient client = TestClients.Connect(agent);
        var output = new StringWriter();

        await Assert.ThrowsAsync<DagFailedException>(() => BackUpAsync(client, "tenant1", output, CancellationToken.None));

        Assert.StartsWith("tenant1: DAG ", output.ToString(), StringComparison.Ordinal);
        Assert.Contains($"at node '{agent.Dags[0].Nodes[0]}'", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("disk full", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_night_backs_up_each_user_tenant_once_however_often_it_is_begun()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Speed = 1000);
        agent.FindTenant("tenant1")!.WithBackupConfig();
        agent.AddTenant("not_set_up");
        agent.AddTenant("not#quoted").WithBackupConfig();
        agent.AddTenant("tenant2").WithBackupConfig();
        using ObShellClient client = TestClients.Connect(agent, options => options.CorrectDatabaseTimes = true);
        DateTimeOffset evening = DateTimeOffset.UtcNow.AddMinutes(-1);

        Dictionary<string, Exception> failures = await BackUpAllAsync(client, evening, TextWriter.Null, CancellationToken.None);
        await BackUpAllAsync(client, evening, TextWriter.Null, CancellationToken.None);

        Assert.Equal(ObShellErrorCodes.BackupArchiveDestEmpty, Assert.IsType<ObShellApiException>(Assert.Single(failures, failure => failure.Key == "not_set_up").Value).Code);
        Assert.IsType<ArgumentException>(Assert.Single(failures, failure => failure.Key == "not#quoted").Value);
        Assert.Equal(["POST /api/v1/tenant/tenant1/backup", "POST /api/v1/tenant/tenant2/backup"], agent.Requests.Where(request => request.Method == "POST" && !request.Path.Contains("not_set_up", StringComparison.Ordinal)).Select(request => $"{request.Method} {request.Path}"));
    }

    [Fact]
    public async Task A_restore_goes_to_the_wanted_moment_or_is_refused_with_the_nearest()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet("/api/v1/restore/windows").Respond(FakeResponse.Data("""{"restore_windows":[{"start_time":"2026-03-01T00:00:00Z","end_time":"2026-03-02T00:00:00Z"}]}"""));
        agent.OnGet("/api/v1/task/dag/unfinish").Respond(FakeResponse.Data("""{"contents":null}"""));
        agent.OnGet("/api/v1/tenant/restored/restore/overview").Respond(FakeResponse.Error(ObShellErrorCodes.TenantNotExist));
        agent.OnPost("/api/v1/tenant/restore").Respond(FakeResponse.Data(DagJson.Of("RUNNING")));

        var end = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => RestoreAsync(client, StorageUri.File("/backup"), end.AddYears(1), CancellationToken.None));
        RestoreOperation started = await RestoreAsync(client, StorageUri.File("/backup"), end, CancellationToken.None);

        Assert.Contains("the nearest moment is 2026-03-02T00:00:00", refused.Message, StringComparison.Ordinal);
        Assert.False(started.IsAttached);
        Assert.Contains($"\"scn\":{Scn.FromDateTimeOffset(end)}", Assert.Single(agent.RequestsTo("/api/v1/tenant/restore")).RevealBody(), StringComparison.Ordinal);
    }

    // snippet: long-work
    static async Task BackUpAsync(ObShellClient client, string tenant, TextWriter log, CancellationToken ct)
    {
        BackupOperation backup = await client.Backup.StartOrAttachAsync(tenant, new StartBackupRequest { Mode = BackupMode.Incremental }, cancellationToken: ct);
        try
        {
            // Progress<T> reports on another thread, the last time perhaps after the end.
            var progress = new Progress<BackupProgress>(p => Console.Error.WriteLine($"{(p.Percent is { } known ? $"{known:0} %" : "starting")} {p.Remaining} {p.Outage}"));
            await backup.WaitAsync(progress: progress, cancellationToken: ct);
            log.WriteLine($"{tenant}: succeeded");
        }
        catch (DagFailedException e)
        {
            log.WriteLine($"{tenant}: {e.Message}"); // where it failed and why, by the DAG and by the database
            throw;
        }
    }
    // end-snippet

    // snippet: nightly
    static async Task<Dictionary<string, Exception>> BackUpAllAsync(ObShellClient client, DateTimeOffset since, TextWriter log, CancellationToken ct)
    {
        var failures = new Dictionary<string, Exception>();
        IReadOnlyList<TenantOverview> tenants = await client.Tenants.ListAsync(cancellationToken: ct);
        foreach (string tenant in tenants.Select(tenant => tenant.TenantName).Where(name => name != "sys")) // which cannot be backed up
        {
            try
            {
                CdbObBackupTask? last = await client.Backup.FindTaskAsync(tenant, cancellationToken: ct);
                // StartTimestamp is an instant only with ObShellClientOptions.CorrectDatabaseTimes.
                if (last is null || last.Status != BackupTaskStatus.Completed || last.StartTimestamp < since)
                {
                    await BackUpAsync(client, tenant, log, ct);
                }
            }
            catch (Exception e) when (e is ObShellException or ArgumentException) // or: a name that obshell cannot back up
            {
                failures.Add(tenant, e); // and the next one all the same
            }
        }

        return failures;
    }
    // end-snippet

    // snippet: restore
    static async Task<RestoreOperation> RestoreAsync(ObShellClient client, StorageUri backup, DateTimeOffset moment, CancellationToken ct)
    {
        RestoreWindows windows = await client.Restore.GetWindowsAsync(new RestoreSource { DataBackupUri = backup }, cancellationToken: ct);
        if (windows.Find(moment) is { IsPossible: false } point)
        {
            throw new InvalidOperationException($"The backup cannot be restored to {moment:O}; the nearest moment is {point.Nearest?.ToString("O") ?? "none"}.");
        }

        RestoreOperation restore = await client.Restore.StartOrAttachAsync(
            new RestoreRequest
            {
                DataBackupUri = backup,
                TenantName = "restored",
                Timestamp = moment,
                Zones = [new TenantZone { Name = "zone1", UnitConfigName = "small" }],
            },
            cancellationToken: ct);
        return restore.TargetsDifferentScn
            ? throw new InvalidOperationException($"A restore to {restore.TargetScn?.ToDateTimeOffset():O} is under way: wait for its end, or cancel it.")
            : restore; // and now: await restore.WaitAsync(...)
    }
    // end-snippet
}
