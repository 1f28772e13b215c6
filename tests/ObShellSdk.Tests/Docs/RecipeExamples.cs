using ObShellSdk.Backup;
using ObShellSdk.Databases;
using ObShellSdk.Packages;
using ObShellSdk.Resources;
using ObShellSdk.Restore;
using ObShellSdk.TenantSessions;
using ObShellSdk.Tenants;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Packages;
using ObShellSdk.Tests.Tasks;
using ObShellSdk.Users;
using ObShellSdk.Workflows;

namespace ObShellSdk.Tests.Docs;

/// <summary>The recipes of README.md and of the guides, run against the fake agent.</summary>
public sealed class RecipeExamples
{
    [Fact]
    public async Task The_quick_start_prints_status_and_progress()
    {
        await using FakeAgent agent = await StartAsync();
        using ObShellClient client = agent.CreateClient();

        Assert.Equal("COMPLETED, 100 % of 61 macro blocks", Assert.Single(await LinesAsync(output => QuickStartAsync(client, "tenant1", output))));
    }

    [Fact]
    public async Task The_overview_of_all_tenants_has_a_line_for_each()
    {
        await using FakeAgent agent = await StartAsync();
        agent.AddTenant("tenant2").WithBackupTask();
        using ObShellClient client = agent.CreateClient();

        Assert.Equal(2, (await LinesAsync(output => OverviewAsync(client, output, CancellationToken.None))).Length);
    }

    [Fact]
    public async Task The_nightly_backup_of_a_tenant_is_configured_and_runs()
    {
        await using FakeAgent agent = await StartAsync(options => options.Speed = 1000);
        using ObShellClient client = agent.CreateClient();

        await SetUpBackupAsync(client, CancellationToken.None);
        await BackUpAsync(client, "tenant1", CancellationToken.None);

        agent.VerifyExecuted(HttpMethod.Post, "/api/v1/tenant/{name}/backup", times: 1);
    }

    [Fact]
    public async Task A_tenant_is_restored_to_a_point_in_time()
    {
        await using FakeAgent agent = await StartAsync(options => options.Speed = 1000);
        using ObShellClient client = agent.CreateClient();
        agent.OnGet("/api/v1/restore/windows").Respond(FakeResponse.Data("""{"restore_windows":[{"start_time":"2026-03-01T00:00:00Z","end_time":"2026-03-02T00:00:00Z"}]}"""));
        agent.OnGet("/api/v1/task/dag/unfinish").Respond(FakeResponse.Data("""{"contents":null}"""));
        agent.OnGet("/api/v1/tenant/orders_restored/restore/overview").Respond(FakeResponse.Error(ObShellErrorCodes.TenantNotExist));
        agent.OnPost("/api/v1/tenant/restore").Respond(FakeResponse.Data(DagJson.Of("RUNNING")));
        var moment = new DateTimeOffset(2026, 3, 1, 14, 0, 0, TimeSpan.Zero);

        RestoreOperation restore = await RestoreAsync(client, moment, CancellationToken.None);

        Assert.False(restore.IsAttached);
        await Assert.ThrowsAsync<InvalidOperationException>(() => RestoreAsync(client, moment.AddYears(1), CancellationToken.None));
    }

    [Fact]
    public async Task A_tenant_a_database_and_a_user_are_created()
    {
        await using FakeCluster cluster = await FakeCluster.StartAsync(1, options => options.Speed = 1000);
        using ObShellClient client = cluster.CreateClient();

        await CreateTenantAsync(client, "root-secret", "app-secret", CancellationToken.None);

        TenantUser user = await client.Users.GetAsync("orders", "app");
        Assert.Equal("app", user.UserName);
        Assert.Contains(await LinesAsync(output => ListUsersAsync(client, output, CancellationToken.None)), line => line.StartsWith("app", StringComparison.Ordinal));
        await LockOutAsync(client, CancellationToken.None);
        Assert.True((await client.Users.GetAsync("orders", "app")).IsLocked);
        await SetPasswordsAsync(client, "root-next", "app-next", CancellationToken.None);
        await DropAsync(client, CancellationToken.None);
        Assert.DoesNotContain(await client.Tenants.ListAsync(), tenant => tenant.TenantName == "orders");
    }

    [Fact]
    public async Task A_task_is_followed_by_its_id()
    {
        await using FakeAgent agent = await StartAsync(options => options.Speed = 1000);
        using ObShellClient client = agent.CreateClient();
        DagOperation drop = await client.Tenants.DropAsync("tenant1");

        string[] lines = await LinesAsync(output => FollowAsync(client, drop.Id!, output, CancellationToken.None));

        Assert.StartsWith("SUCCEED", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_is_uploaded_with_progress()
    {
        await using FakeAgent agent = await StartAsync();
        using ObShellClient client = agent.CreateClient();
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        string path = Path.Combine(folder.FullName, "package.rpm");
        await File.WriteAllBytesAsync(path, RpmFile.Make("oceanbase-ce-4.3.5.2-102000012025.el7.x86_64.rpm"));

        UpgradePackage package = await UploadAsync(client, path, CancellationToken.None);
        folder.Delete(recursive: true);

        Assert.Equal(("oceanbase-ce", "4.3.5.2"), (package.Name, package.Version));
    }

    [Fact]
    public async Task A_test_of_ten_lines_uses_an_agent_with_state()
    {
        // snippet: short-test
        await using FakeAgent agent = await FakeAgent.StartAsync();
        agent.AddTenant("tenant1").WithBackupTask(new FakeBackupTask { Status = "FAILED", Comment = "no space left" });
        using ObShellClient client = agent.CreateClient();

        TenantBackupOverview overview = await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(BackupTaskStatus.Failed, overview.Task.Status);
        // end-snippet
    }

    [Fact]
    public void Storage_locations_print_no_access_key()
    {
        Assert.All(Locations("SECRET-KEY"), location => Assert.DoesNotContain("SECRET-KEY", location.ToString(), StringComparison.Ordinal));
    }

    private static async Task QuickStartAsync(ObShellClient client, string tenant, TextWriter output)
    {
        TenantBackupOverview overview = await client.Backup.GetOverviewAsync(tenant);
        await output.WriteLineAsync($"{overview.Task.Status}, {overview.Task.MacroBlockPercent:F0} % of {overview.Task.MacroBlockCount} macro blocks");
    }

    private static async Task OverviewAsync(ObShellClient client, TextWriter Console, CancellationToken ct)
    {
        // snippet: recipe-overview
        ClusterBackupOverview cluster = await client.Backup.GetClusterOverviewAsync(cancellationToken: ct);
        foreach (CdbObBackupTask task in cluster.Tasks)
        {
            Console.WriteLine($"tenant {task.TenantId}: {task.Status}, {task.MacroBlockPercent:F0} %, ended {task.EndTimestamp:u}");
        }
        // end-snippet
    }

    private static async Task SetUpBackupAsync(ObShellClient client, CancellationToken ct)
    {
        string accessId = "id", accessKey = "key";

        // snippet: backup-setup
        var configuration = new TenantBackupConfiguration
        {
            DataBaseUri = StorageUri.S3("backups/orders/data", "s3.example.com", accessId, accessKey),
            ArchiveBaseUri = StorageUri.S3("backups/orders/archive", "s3.example.com", accessId, accessKey),
        };
        DagOperation setup = await client.Backup.SetConfigurationAsync("tenant1", configuration, cancellationToken: ct);
        await setup.WaitAsync(cancellationToken: ct);
        // end-snippet
    }

    private static async Task BackUpAsync(ObShellClient client, string tenant, CancellationToken ct)
    {
        // snippet: recipe-backup
        var request = new StartBackupRequest { Mode = BackupMode.Incremental };
        BackupOperation backup = await client.Backup.StartOrAttachAsync(tenant, request, cancellationToken: ct);
        var progress = new Progress<BackupProgress>(now => Console.WriteLine($"{now.Percent:0} %, {now.Remaining} left"));
        await backup.WaitAsync(progress: progress, cancellationToken: ct); // throws DagFailedException if the backup fails
        // end-snippet
    }

    private static async Task<RestoreOperation> RestoreAsync(ObShellClient client, DateTimeOffset moment, CancellationToken ct)
    {
        // snippet: recipe-restore
        StorageUri data = StorageUri.File("/backup/orders/data");
        RestoreWindows windows = await client.Restore.GetWindowsAsync(new RestoreSource { DataBackupUri = data }, cancellationToken: ct);
        if (windows.Find(moment) is { IsPossible: false } point)
        {
            throw new InvalidOperationException($"Cannot restore to {moment:O}. The nearest possible time is {point.Nearest:O}.");
        }

        var zone = new TenantZone { Name = "zone1", UnitConfigName = "small" };
        var request = new RestoreRequest { DataBackupUri = data, TenantName = "orders_restored", Timestamp = moment, Zones = [zone] };
        RestoreOperation restore = await client.Restore.StartOrAttachAsync(request, cancellationToken: ct); // then: await restore.WaitAsync(...)
        // end-snippet
        return restore;
    }

    private static async Task CreateTenantAsync(ObShellClient client, string rootPassword, string appPassword, CancellationToken ct)
    {
        // snippet: recipe-tenant
        var plan = new TenantPlan
        {
            UnitConfigs = [new CreateUnitConfigRequest { Name = "small", MemorySize = "2G", MaxCpu = 1 }],
            Tenant = new CreateTenantRequest { Name = "orders", RootPassword = rootPassword, Zones = [new TenantZone { Name = "zone1", UnitConfigName = "small" }] },
        };
        await client.Workflows.CreateTenant(plan).WaitAsync(cancellationToken: ct);
        var database = new CreateDatabaseRequest { DbName = "shop", RootPassword = rootPassword };
        await client.Databases.CreateAsync("orders", database, cancellationToken: ct);
        var grants = new DatabasePrivilege { DbName = "shop", Privileges = [MySqlPrivileges.Select, MySqlPrivileges.Insert] };
        var user = new CreateUserRequest { UserName = "app", Password = appPassword, DbPrivileges = [grants], RootPassword = rootPassword };
        await client.Users.CreateAsync("orders", user, cancellationToken: ct);
        // end-snippet
        await client.Tenants.PersistRootPasswordAsync("orders", rootPassword, cancellationToken: ct);
    }

    private static async Task ListUsersAsync(ObShellClient client, TextWriter Console, CancellationToken ct)
    {
        // snippet: list-users
        foreach (TenantUser user in await client.Users.ListAsync("orders", cancellationToken: ct))
        {
            Console.WriteLine($"{user.UserName} {(user.IsLocked ? "locked" : "open")} {string.Join(", ", user.GlobalPrivileges)}");
        }
        // end-snippet
    }

    private static async Task LockOutAsync(ObShellClient client, CancellationToken ct)
    {
        // snippet: lock-user
        await client.Users.LockAsync("orders", "app", cancellationToken: ct); // no new sessions
        List<long> sessions = [];
        await foreach (TenantSession session in client.TenantSessions.ListAsync("orders", cancellationToken: ct))
        {
            if (session.User == "app")
            {
                sessions.Add(session.Id);
            }
        }

        await client.TenantSessions.KillAsync("orders", sessions, cancellationToken: ct);
        // end-snippet
    }

    private static async Task SetPasswordsAsync(ObShellClient client, Secret newRootPassword, Secret newAppPassword, CancellationToken ct)
    {
        Secret rootPassword = "root-secret"!;

        // snippet: set-passwords
        await client.Users.SetPasswordAsync("orders", "app", new SetUserPasswordRequest { NewPassword = newAppPassword }, cancellationToken: ct);
        var change = new SetRootPasswordRequest { OldPassword = rootPassword, NewPassword = newRootPassword };
        await client.Tenants.SetRootPasswordAsync("orders", change, cancellationToken: ct);
        await client.Tenants.PersistRootPasswordAsync("orders", newRootPassword, cancellationToken: ct); // the agent keeps it for later calls
        // end-snippet
    }

    private static async Task DropAsync(ObShellClient client, CancellationToken ct)
    {
        // snippet: drop-tenant
        DagOperation drop = await client.Tenants.DropAsync("orders", new DropTenantRequest { NeedRecycle = false }, cancellationToken: ct);
        await drop.WaitAsync(cancellationToken: ct);
        // end-snippet
    }

    private static async Task FollowAsync(ObShellClient client, string dagId, TextWriter Console, CancellationToken ct)
    {
        // snippet: recipe-follow
        DagOperation operation = client.Tasks.GetOperation(dagId); // sends nothing
        await foreach (DagProgress now in operation.WatchAsync(cancellationToken: ct))
        {
            Console.WriteLine($"{now.State} {now.Stage}/{now.Stages} {now.CurrentNode?.Name} {now.Percent:0} % {now.OutageReason}");
        }
        // end-snippet
    }

    private static async Task<UpgradePackage> UploadAsync(ObShellClient client, string path, CancellationToken ct)
    {
        // snippet: recipe-upload
        var progress = new Progress<UploadProgress>(sent => Console.Error.Write($"\r{sent.Percent:F0} %"));
        UpgradePackage package = await client.Packages.UploadAsync(PackageFile.FromPath(path), progress: progress, cancellationToken: ct);
        Console.WriteLine($"{package.Name} {package.Version} is package {package.Id}");
        // end-snippet
        return package;
    }

    private static StorageUri[] Locations(string accessKey)
    {
        string accessId = "id";

        // snippet: locations
        StorageUri nfs = StorageUri.File("/backup/orders/data");
        StorageUri oss = StorageUri.Oss("bucket/orders/data", "oss-cn-hangzhou.aliyuncs.com", accessId, accessKey);
        StorageUri s3 = StorageUri.S3("bucket/orders/data", "s3.us-east-1.amazonaws.com", accessId, accessKey, region: "us-east-1");
        StorageUri cos = StorageUri.Cos("bucket/orders/data", "cos.ap-beijing.myqcloud.com", accessId, accessKey, appId: "1250000000");
        StorageUri text = StorageUri.Parse("oss://bucket/orders/data?host=oss.example.com&access_id=id&access_key=key");
        // end-snippet
        return [nfs, oss, s3, cos, text];
    }

    private static async Task<string[]> LinesAsync(Func<TextWriter, Task> run)
    {
        using var output = new StringWriter();
        await run(output);
        return output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }

    private static async Task<FakeAgent> StartAsync(Action<FakeAgentOptions>? configure = null)
    {
        var options = new FakeAgentOptions { Password = "R" };
        configure?.Invoke(options);
        FakeAgent agent = await FakeAgent.StartAsync(options);
        agent.AddTenant("tenant1").WithBackupTask();
        return agent;
    }
}
