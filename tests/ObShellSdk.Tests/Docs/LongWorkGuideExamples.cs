using ObShellSdk.Backup;
using ObShellSdk.Packages;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Packages;
using ObShellSdk.Tests.Tasks;
using ObShellSdk.Upgrades;
using ObShellSdk.Workflows;

namespace ObShellSdk.Tests.Docs;

/// <summary>The code of docs/guide/long-running-operations.md, run against the fake agent.</summary>
public sealed class LongWorkGuideExamples
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task A_lost_start_is_looked_for()
    {
        await using FakeAgent agent = await StartAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPost("/api/v1/tenant/tenant1/backup").DropConnection(FakeDropPoint.AfterExecution);

        BackupOperation? operation = await StartOnceAsync(client, "tenant1", CancellationToken.None);

        Assert.Equal(Assert.Single(agent.Dags).Id, operation!.DagId);
        await Assert.ThrowsAsync<ObShellApiException>(() => StartOnceAsync(client, "nobody", CancellationToken.None));
    }

    [Fact]
    public async Task A_backup_is_watched()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = TestClients.Connect(agent, options => options.TimeProvider = clock);
        agent.FindTenant("tenant1")!.WithRunningBackup(TimeSpan.FromSeconds(9));
        var output = new StringWriter();

        await clock.DriveAsync(ResultOf(WatchAsync(client, "tenant1", output, CancellationToken.None)), _pause);

        Assert.StartsWith("0 %", output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("ended well" + Environment.NewLine, output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_is_upgraded()
    {
        await using FakeCluster cluster = await FakeCluster.StartAsync(3, options => options.Speed = 1000);
        using ObShellClient client = cluster.CreateClient();
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        foreach (string name in (string[])["oceanbase-ce", "oceanbase-ce-libs"])
        {
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, name), RpmFile.Make($"{name}-4.3.5.2-102000012025.el7.x86_64.rpm"));
        }

        var output = new StringWriter();

        await UpgradeAsync(client, folder.FullName, output, CancellationToken.None);
        folder.Delete(recursive: true);

        Assert.EndsWith("4/4 upgrade: observers to 4.3.5.2:  " + Environment.NewLine, output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restore_is_followed_from_another_process()
    {
        await using FakeAgent agent = await StartAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet($"/api/v1/task/dag/{DagJson.Id}").Respond(FakeResponse.Data(DagJson.Of("SUCCEED", stage: 2)));

        await ResumeAsync(client, DagJson.Id, CancellationToken.None);

        Assert.Single(agent.RequestsTo($"/api/v1/task/dag/{DagJson.Id}"));
    }

    [Fact]
    public async Task A_failed_configuration_is_retried_once_and_then_given_up()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = TestClients.Connect(agent, options => options.TimeProvider = clock);
        var configuration = new TenantBackupConfiguration { DataBaseUri = "file:///a", ArchiveBaseUri = "file:///b" };
        agent.NextDag.FailAtNode(1, "ERROR: no");
        DagOperation operation = await client.Backup.SetConfigurationAsync("tenant1", configuration);

        await clock.DriveAsync(ResultOf(WaitOrRecoverAsync(operation, CancellationToken.None)), TimeSpan.FromMilliseconds(250));

        Assert.Equal("SUCCEED", agent.Dags[0].State);
        Assert.Equal("RUN", agent.Dags[0].Operator);
    }

    [Fact]
    public async Task The_changes_of_a_DAG_are_told()
    {
        await using FakeAgent agent = await StartAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet($"/api/v1/task/dag/{DagJson.Id}").Respond(FakeResponse.Data(DagJson.Of("FAILED", stage: 2, log: "disk full")));
        var output = new StringWriter();

        await TellAsync(client.Tasks.GetOperation(DagJson.Id), output, CancellationToken.None);

        Assert.Contains("FAILED 2/2 node 2", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("  disk full", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_archive_is_moved_and_runs_again()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = TestClients.Connect(agent, options => options.TimeProvider = clock);
        var output = new StringWriter();

        await clock.DriveAsync(ResultOf(MoveArchiveAsync(client, "tenant1", "file:///backup/first", output, CancellationToken.None)), _pause);
        await clock.DriveAsync((await client.Backup.StartOrAttachAsync("tenant1")).WaitAsync(), _pause * 3);
        await clock.DriveAsync(ResultOf(MoveArchiveAsync(client, "tenant1", "file:///backup/second", output, CancellationToken.None)), _pause * 3);

        Assert.Equal($"the first backup will start the archive{Environment.NewLine}round 2 archives to file:///backup/second{Environment.NewLine}", output.ToString());
    }

    // snippet: move-archive
    static async Task MoveArchiveAsync(ObShellClient client, string tenant, StorageUri place, TextWriter log, CancellationToken ct)
    {
        var change = new TenantBackupConfiguration { ArchiveBaseUri = place };
        ArchiveLogTask? archive = await client.Backup.ConfigureAndArchiveAsync(tenant, change, cancellationToken: ct);
        log.WriteLine(archive is null ? "the first backup will start the archive" : $"round {archive.RoundId} archives to {archive.Path}");
    }
    // end-snippet

    // snippet: start-once
    static async Task<BackupOperation?> StartOnceAsync(ObShellClient client, string tenant, CancellationToken ct)
    {
        try
        {
            return await client.Backup.StartAsync(tenant, cancellationToken: ct);
        }
        catch (ObShellException e) when (e.MayHaveRun)
        {
            return await client.Backup.FindStartedAsync(e, cancellationToken: ct); // null: nothing began, as far as the agent knows now
        }
    }
    // end-snippet

    // snippet: watch-backup
    static async Task WatchAsync(ObShellClient client, string tenant, TextWriter output, CancellationToken ct)
    {
        await foreach (BackupProgress now in client.Backup.WatchAsync(tenant, cancellationToken: ct))
        {
            output.WriteLine(now switch
            {
                { Outage: { } outage } => $"no answer for {outage}",
                { IsFinished: true } => now.IsSuccess is true ? "ended well" : $"ended: {now.Job?.Status ?? now.Task?.Status} {now.Job?.Comment}",
                _ => $"{now.Percent:0} %, {now.CurrentRate:0} bytes/s, {now.Remaining} left",
            });
        }
    }
    // end-snippet

    // snippet: resume-restore
    static async Task ResumeAsync(ObShellClient client, string id, CancellationToken ct)
    {
        RestoreOperation operation = client.Restore.GetOperation(id); // nothing is sent yet
        await operation.WaitAsync(new WaitOptions { OutageTolerance = TimeSpan.FromMinutes(30) }, cancellationToken: ct);
    }
    // end-snippet

    // snippet: recover
    static async Task WaitOrRecoverAsync(DagOperation operation, CancellationToken ct)
    {
        try
        {
            await operation.WaitAsync(cancellationToken: ct);
        }
        catch (DagFailedException e) when (e.Outcome == DagOutcome.Failed)
        {
            Console.Error.WriteLine($"{e.FailedNode?.Name} on {e.FailedSubTask?.ExecuteAgent}: {e.ErrorText}, lock held: {e.MayHoldLock}");
            await operation.RetryAsync(cancellationToken: ct); // or RollBackAsync, PassAsync
            await operation.WaitAsync(cancellationToken: ct);
        }
    }
    // end-snippet

    // snippet: dag-changes
    static async Task TellAsync(DagOperation operation, TextWriter output, CancellationToken ct)
    {
        await foreach (DagProgress now in operation.WatchAsync(cancellationToken: ct))
        {
            output.WriteLine($"{now.State} {now.Stage}/{now.Stages} {now.CurrentNode?.Name} {now.Percent:0}% {now.Elapsed} {now.OutageReason}");
            foreach (string line in now.NewLogLines)
            {
                output.WriteLine($"  {line}");
            }
        }
    }
    // end-snippet

    // snippet: upgrade-cluster
    static async Task UpgradeAsync(ObShellClient client, string folder, TextWriter output, CancellationToken ct)
    {
        var plan = new UpgradePlan
        {
            Packages = [.. Directory.GetFiles(folder).Select(path => PackageFile.FromPath(path))],
            Upgrade = new ObserverUpgradeRequest { Version = "4.3.5.2", Release = "102000012025.el7", Mode = UpgradeMode.Rolling },
        };
        await foreach (WorkflowProgress now in client.Workflows.UpgradeCluster(plan).WatchAsync(cancellationToken: ct))
        {
            output.WriteLine($"{now.StepNumber}/{now.StepCount} {now.Step}: {now.Dag?.CurrentNode?.Name} {now.Dag?.OutageReason}");
        }
    }
    // end-snippet

    private static async Task<bool> ResultOf(Task task)
    {
        await task;
        return true;
    }

    private static async Task<FakeAgent> StartAsync(TestClock? clock = null)
    {
        FakeAgent agent = await FakeAgent.StartAsync(new FakeAgentOptions { Password = TestClients.Password, TimeProvider = clock ?? TimeProvider.System });
        agent.AddTenant("tenant1").WithBackupConfig();
        return agent;
    }
}
