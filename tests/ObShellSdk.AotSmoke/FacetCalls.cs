using System.Globalization;
using ObShellSdk.Agents;
using ObShellSdk.Alarms;
using ObShellSdk.Backup;
using ObShellSdk.Cluster;
using ObShellSdk.Compaction;
using ObShellSdk.Metrics;
using ObShellSdk.Observers;
using ObShellSdk.Restore;
using ObShellSdk.TenantSessions;
using ObShellSdk.SharedStorage;
using ObShellSdk.Tasks;
using ObShellSdk.Tenants;
using ObShellSdk.Upgrades;
using ObShellSdk.Users;
using ObShellSdk.Workflows;

namespace ObShellSdk.AotSmoke;

/// <summary>At least one operation of every facet, and one telling fact of each answer: each room brings its own generated JSON.</summary>
internal static class FacetCalls
{
    private static readonly DateTimeOffset _moment = DateTimeOffset.Parse("2024-10-12T18:08:16+08:00", CultureInfo.InvariantCulture);

    public static async Task MakeAsync(ObShellClient client)
    {
        await ReadClusterAsync(client);
        await ReadTenantsAsync(client);
        await ReadSurroundingsAsync(client);
        await StartWorkAsync(client);
    }

    private static async Task ReadClusterAsync(ObShellClient client)
    {
        IReadOnlyDictionary<string, AgentStatus> statuses = await client.Agents.GetStatusesAsync();
        Expect(statuses["10.10.10.1:2886"].ObState == ObserverState.Available, "Agents");
        ClusterMembers members = await client.Cluster.GetMembersAsync();
        Expect(members.Cluster.Topology["zone1"].Single().WithRootserver, "Cluster");
        Observer observer = await client.Observers.GetInfoAsync();
        Expect(observer.Status == ObserverStatus.Running && observer.StopTime is null, "Observers");
        Expect((await client.ResourcePools.ListAsync()).Single().CreateTime == _moment, "ResourcePools");
        Expect((await client.UnitConfigs.GetAsync("small")).MaxIops == long.MaxValue, "UnitConfigs");
        Expect((await client.Packages.ListAsync()).Single().FileName == "oceanbase-ce-4.3.5.1-101000042025031818.el7.x86_64.rpm", "Packages");
        DagDetail dag = (await client.Tasks.ListClusterDagsAsync(includeDetails: true)).Single();
        Expect(dag.EndTime is null && dag.AdditionalData!["attempt"].GetInt32() == 1 && dag.Nodes.Single().State == TaskState.Running, "Tasks");
    }

    private static async Task ReadTenantsAsync(ObShellClient client)
    {
        Check((await client.Backup.GetOverviewAsync("tenant1")).Task, "tenant's overview");
        Check((await client.Backup.GetClusterOverviewAsync()).Tasks.Single(), "cluster's overview");
        RestoreWindows windows = await client.Restore.GetWindowsAsync(new RestoreSource { DataBackupUri = "oss://bucket/backup?host=h&access_id=i&access_key=k" });
        Expect(windows.Find(_moment.AddHours(1)).IsPossible, "Restore");
        Expect((await client.Tenants.GetAsync("tenant1")).Mode == TenantMode.MySql, "Tenants");
        var plan = new TenantPlan { Tenant = new CreateTenantRequest { Name = "tenant1", Zones = [new TenantZone { Name = "zone1", UnitConfigName = "small" }] } };
        Expect((await client.Workflows.CreateTenant(plan).WaitAsync()).Mode == TenantMode.MySql, "Workflows");
        Expect((await client.TenantParameters.GetParameterAsync("tenant1", "cpu_quota_concurrency")).Value == "4", "TenantParameters");
        Expect((await client.RecycleBin.ListAsync()).Single().CanUndrop, "RecycleBin");
        TenantCompaction compaction = await client.Compaction.GetAsync("tenant1");
        Expect(compaction.Status == CompactionStatus.Idle && compaction.StartTime is null, "Compaction");
        Expect((await client.Databases.ListAsync("tenant1", rootPassword: "p")).Single().CreateTime?.ToUnixTimeSeconds() == 1728727696, "Databases");
        Expect((await client.Users.ListAsync("tenant1")).Single().DbPrivileges.Single().Privileges.Contains(new Privilege("INSERT")), "Users");
        Expect((await client.Roles.GetAsync("oracle1", "READER")).ObjectPrivileges.Single().Target.Owner == "SYS", "Roles");
        TenantSession session = await client.TenantSessions.GetAsync("tenant1", 42);
        Expect(session.State == SessionState.Active && session.ProxySessId == ulong.MaxValue, "Sessions");
    }

    private static async Task ReadSurroundingsAsync(ObShellClient client)
    {
        Alert alert = (await client.Alarms.ListAlertsAsync(new AlertFilter { StartedFrom = _moment })).Single();
        Expect(alert.Severity == AlarmSeverity.Warning && alert.Status.State == AlertState.Active, "Alarms");
        MetricSeries series = (await client.Metrics.QueryAsync(new MetricQuery
        {
            Metrics = ["cpu_percent"],
            Range = new MetricRange { Start = _moment, End = _moment.AddMinutes(1), Step = TimeSpan.FromSeconds(15) },
        })).Single();
        Expect(series.Values[0].Value == 12.5 && series.Values[1].Timestamp - series.Values[0].Timestamp == TimeSpan.FromSeconds(15), "Metrics");
        Expect((await client.Inspections.GetReportAsync(3)).ResultDetail.WarningItems.Single().Name == "cluster.major", "Inspections");
        Expect((await client.SshCredentials.GetAsync(7)).Ssh.Targets.Single().Port == 22, "Credentials");
        Expect(await client.ExternalSystems.GetPrometheusAddressAsync() == "http://10.10.10.9:9090", "ExternalSystems");
        await client.SharedStorage.ValidateKeyAsync(new SharedStorageKey { Path = "oss://bucket/data", Endpoint = "h", AccessKey = "a", SecretKey = "s" });
        Expect((await client.SignIn.CreateSsoTokenAsync()).Reveal() == "a one-time token", "SignIn");
    }

    private static async Task StartWorkAsync(ObShellClient client)
    {
        Check(await client.ObProxy.StopAsync(), "ObProxy");
        Check(await client.Upgrades.CheckAgentsAsync(new UpgradeRequest { Version = "4.5.0.0", Release = "12025101010.el7" }), "Upgrades");
        Check(await client.Zones.StopAsync("zone1"), "Zones");
    }

    private static void Check(DagOperation operation, string facet) => Expect(operation.Id == "132", facet);

    private static void Check(CdbObBackupTask task, string what)
    {
        Expect(task.Status == BackupTaskStatus.Completed, $"{what}: status '{task.Status}'");
        Expect(task.EncryptionMode == BackupEncryptionMode.None, $"{what}: encryption mode '{task.EncryptionMode}'");
        Expect(task is { MacroBlockCount: 61, FinishMacroBlockCount: 61, IsFinished: true }, $"{what}: macro blocks");
        Expect(task.StartScn.Value == 1728727696264250400, $"{what}: SCN {task.StartScn.Value}");
        Expect(task.Elapsed is { TotalSeconds: > 154 and < 155 }, $"{what}: {task.Elapsed}");
        Expect(task.Path.ToString().StartsWith("oss://bucket/backup", StringComparison.Ordinal), $"{what}: path '{task.Path}'");
    }

    private static void Expect(bool condition, string what)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"The answer was read otherwise than the agent gave it ({what}).");
        }
    }
}
