using System.Text.Json;
using System.Text.RegularExpressions;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Testing;

/// <summary>State of a cluster as JSON: what it may hold, and how it says what is wrong with it.</summary>
public sealed partial class FakeSeedTests
{
    [Theory]
    [InlineData("", "$: the text must be JSON: ")]
    [InlineData("""{"tenants":[}""", "$: the text must be JSON: ")]
    [InlineData("[]", "$: must be an object.")]
    [InlineData("""{"tenant":[]}""", "$.tenant: is unknown; known members are cluster_name, ")]
    [InlineData("""{"tenants":{}}""", "$.tenants: must be a list.")]
    [InlineData("""{"tenants":[7]}""", "$.tenants[0]: must be an object.")]
    [InlineData("""{"tenants":[{}]}""", "$.tenants[0].name: is required.")]
    [InlineData("""{"tenants":[{"name":"a"},{"name":7}]}""", "$.tenants[1].name: must be a string.")]
    [InlineData("""{"tenants":[{"name":"a","mode":"mysql"}]}""", "$.tenants[0].mode: must be one of MYSQL, ORACLE, but was 'mysql'.")]
    [InlineData("""{"tenants":[{"name":"a","locked":"YES"}]}""", "$.tenants[0].locked: must be true or false.")]
    [InlineData("""{"tenants":[{"name":"a","lokced":true}]}""", "$.tenants[0].lokced: is unknown; known members are name, ")]
    [InlineData("""{"tenants":[{"name":"a","zone_list":[{"name":"zone1","unit_config_name":"u","unit_num":0}]}]}""", "$.tenants[0].zone_list[0].unit_num: must be an integer between 1 and 2147483647.")]
    [InlineData("""{"tenants":[{"name":"a","users":[{"user_name":"u","db_privileges":[{"privileges":[]}]}]}]}""", "$.tenants[0].users[0].db_privileges[0].db_name: is required.")]
    [InlineData("""{"tenants":[{"name":"a","parameters":{"nope":"1"}}]}""", "$.tenants[0].parameters.nope: must be a tenant parameter that the fake agent has.")]
    [InlineData("""{"tenants":[{"name":"a","variables":{"autocommit":1}}]}""", "$.tenants[0].variables.autocommit: must be a string.")]
    [InlineData("""{"tenants":[{"name":"a","backup_config":{"data_base_uri":"nfs://x","archive_base_uri":"file:///y"}}]}""", "$.tenants[0].backup_config.data_base_uri: ")]
    [InlineData("""{"tenants":[{"name":"a","running_backup":{"duration_seconds":60,"progress":1.5}}]}""", "$.tenants[0].running_backup.progress: must be a number between 0 and 1.")]
    [InlineData("""{"tenants":[{"name":"a","last_backup":{"start_timestamp":"yesterday"}}]}""", "$.tenants[0].last_backup.start_timestamp: must be a time such as ")]
    [InlineData("""{"parameters":{"cpu_quota_concurrency":"4"}}""", "$.parameters.cpu_quota_concurrency: must be a cluster parameter that the fake agent has.")]
    [InlineData("""{"unit_configs":[{"name":"u","max_cpu":1,"memory_size":"2 G"}]}""", "$.unit_configs[0].memory_size: must be a size such as 2G, but was '2 G'.")]
    [InlineData("""{"observers":[{"ob_state":4}]}""", "$.observers[0].ob_state: must be an integer between 0 and 3.")]
    [InlineData("""{"packages":["a.rpm"]}""", "$.packages[0]: must have the form ")]
    [InlineData("""{"version":"4.1"}""", "$.version: must be an obshell version from 4.2.2 on, ")]
    public void Parse_names_the_path_of_an_error(string json, string message)
    {
        var error = Assert.ThrowsAny<JsonException>(() => FakeSeed.Parse(json));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(message[..message.IndexOf(':', StringComparison.Ordinal)], error.Path);
    }

    [Theory]
    [InlineData("""{"observers":[{},{}]}""", "$.observers[1]: the seed must not have more observers than the cluster has agents (1).")]
    [InlineData("""{"tenants":[{"name":"sys"}]}""", "$.tenants[0]: tenant 'sys' already exists.")]
    [InlineData("""{"tenants":[{"name":"old"}]}""", "$.tenants[0]: tenant 'old' already exists.")]
    [InlineData("""{"tenants":[{"name":"a","users":[{"user_name":"root"}]}]}""", "$.tenants[0].users[0]: user 'root' already exists.")]
    [InlineData("""{"tenants":[{"name":"a","zone_list":[{"name":"zone9","unit_config_name":"u"}]}]}""", "$.tenants[0].zone_list[0].name: the cluster must have the zone 'zone9'.")]
    [InlineData("""{"resource_pools":[{"name":"p","zone":"zone1","unit_config_name":"u"}]}""", "$.resource_pools[0].unit_config_name: the cluster must have the unit config 'u'.")]
    [InlineData("""{"unit_configs":[{"name":"sys_unit_config","max_cpu":1,"memory_size":"2G"}]}""", "$.unit_configs[0]: unit config 'sys_unit_config' already exists.")]
    [InlineData("""{"restore_sources":[{"data_backup_uri":"file:///x","restore_windows":[{"start_time":"-1h","end_time":"-2h"}]}]}""", "$.restore_sources[0].restore_windows[0]: the end must not be before the start.")]
    public async Task Apply_names_the_path_of_an_error(string json, string message)
    {
        await using FakeAgent agent = await FakeAgent.StartAsync();
        agent.AddTenant("old");
        FakeSeed seed = FakeSeed.Parse(json);

        Assert.Equal(message, Assert.Throws<ArgumentException>(() => agent.Apply(seed)).Message);
    }

    [Fact]
    public async Task All_that_a_seed_says_is_there()
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.Apply(FakeSeed.Parse("""
            {
              "version": "4.4.2.0-1", "ob_version": "4.3.5.2-1", "cluster_name": "prod", "cluster_id": 7,
              "observers": [{ "zone": "z1", "sql_port": 12881, "ob_state": 2 }],
              "zones": [{ "name": "z1" }, { "name": "z2", "stopped": true }],
              "parameters": { "syslog_level": "INFO" },
              "unit_configs": [{ "name": "large", "max_cpu": 4, "min_cpu": 2, "memory_size": "8G", "log_disk_size": "24G" }],
              "resource_pools": [{ "name": "spare", "zone": "z1", "unit_config_name": "large" }],
              "tenants": [
                {
                  "name": "a", "status": "NORMAL", "root_password": "A", "kept_root_password": "A", "comment": "c", "primary_zone": "z1",
                  "zone_list": [{ "name": "z1", "unit_config_name": "large", "unit_num": 1, "replica_type": "FULL" }],
                  "parameters": { "cpu_quota_concurrency": "8" }, "variables": { "max_connections": "100" },
                  "databases": [{ "db_name": "app", "collation": "utf8mb4_bin", "read_only": true }, { "db_name": "test" }],
                  "users": [{ "user_name": "joe", "locked": true, "global_privileges": ["select"], "db_privileges": [{ "db_name": "app", "privileges": ["INSERT"] }] }],
                  "backup_config": { "data_base_uri": "file:///a/data", "archive_base_uri": "file:///a/logs" },
                  "last_backup": { "status": "FAILED", "start_timestamp": "-2h", "end_timestamp": "2026-06-01T11:00:00Z", "result": -4012, "comment": "disk full" },
                },
                { "name": "b", "mode": "ORACLE", "locked": true, "running_backup": { "duration_seconds": 100, "progress": 0.4 } }, // comments are fine
                { "name": "r", "running_restore": { "duration_seconds": 100, "progress": 0.5 } },
              ],
              "restore_sources": [{ "data_backup_uri": "file:///old/data", "tenant_name": "old", "restore_windows": [{ "start_time": "-7d", "end_time": "-90.5m" }] }],
              "packages": ["oceanbase-ce-4.3.5.0-100000012024.el7.x86_64.rpm"],
            }
            """));

        var info = (await test.GetAsync("/info")).Data;
        Assert.Equal(("4.4.2.0-1", "4.3.5.2-1", "z1"), (Text(info, "version"), Text(info, "obVersion"), Text(info, "zone")));
        Assert.Equal((12881, 2), ((await test.GetAsync("/status")).Data.GetProperty("sqlPort").GetInt32(), test.Agent.ObState));
        test.Agent.ObState = 3;
        var cluster = (await test.GetAsync("/ob/info")).Data.GetProperty("obcluster_info");
        Assert.Equal((7, "prod"), (cluster.GetProperty("id").GetInt32(), Text(cluster, "name")));
        Assert.Contains("\"name\":\"spare\"", (await test.GetAsync("/resource-pools")).Data.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(8L << 30, (await test.GetAsync("/unit/config/large")).Data.GetProperty("memory_size").GetInt64());
        Assert.Equal("8", Text((await test.GetAsync("/tenant/a/parameter/cpu_quota_concurrency")).Data, "value"));
        Assert.Equal("100", Text((await test.GetAsync("/tenant/a/variable/max_connections")).Data, "value"));
        FakeTenant a = test.Agent.FindTenant("a")!;
        Assert.Equal(["information_schema", "mysql", "oceanbase", "test", "app"], a.Databases);
        Assert.Equal(("MYSQL", "A", "A"), (a.Mode, a.RootPassword, a.KeptRootPassword));
        var joe = (await test.GetAsync("/tenant/a/user/joe")).Data;
        Assert.Equal((true, "[\"SELECT\"]"), (joe.GetProperty("is_locked").GetBoolean(), joe.GetProperty("global_privileges").GetRawText()));
        Assert.Equal("""[{"db_name":"app","privileges":["INSERT"]}]""", joe.GetProperty("db_privileges").GetRawText());
        Assert.Equal("utf8mb4_bin", Text((await test.GetAsync("/tenant/a/databases/app")).Data, "collation"));
        FakeBackupTask last = a.BackupTask!;
        Assert.Equal(("FAILED", -4012L, "disk full", "file:///a/data"), (last.Status, last.Result, last.Comment, last.Path));
        Assert.Equal((test.Time.GetUtcNow().AddHours(-2), test.Time.GetUtcNow().AddHours(-1)), (last.StartTimestamp, last.EndTimestamp!.Value));
        Assert.Equal("50.00%", Text((await test.GetAsync("/tenant/r/restore/overview")).Data, "restore_progress"));
        FakeTenant b = test.Agent.FindTenant("b")!;
        Assert.Equal(("ORACLE", true, "DOING"), (b.Mode, b.IsLocked, b.BackupTask!.Status));
        var windows = (await test.GetAsync("/restore/windows", """{"data_backup_uri":"file:///old/data","archive_log_uri":""}""")).Data.GetProperty("restore_windows");
        Assert.Equal(test.Time.GetUtcNow().AddDays(-7), windows[0].GetProperty("start_time").GetDateTimeOffset());
        Assert.Equal(test.Time.GetUtcNow().AddMinutes(-90.5), windows[0].GetProperty("end_time").GetDateTimeOffset());
        Assert.Equal("oceanbase-ce", Assert.Single(test.Agent.Packages).Name);
    }

    [Fact]
    public async Task A_seed_reaches_all_members_of_a_cluster_and_may_be_used_again()
    {
        FakeSeed seed = FakeSeed.Parse("""{"version":"4.4.2.0-1","observers":[{},{"stopped":true}],"tenants":[{"name":"everywhere"}]}""");
        foreach (int member in new[] { 0, 1 })
        {
            await using FakeCluster cluster = await FakeCluster.StartAsync(agents: 2);

            cluster.Agents[member].Apply(seed);

            Assert.All(cluster.Agents, agent => Assert.Equal("4.4.2.0-1", agent.Version));
            Assert.All(cluster.Agents, agent => Assert.NotNull(agent.FindTenant("everywhere")));
        }
    }

    [Fact]
    public async Task The_example_of_the_testing_guide_can_be_applied()
    {
        string page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs/reference/fake-agent.md"));
        await using FakeCluster cluster = await FakeCluster.StartAsync(agents: 3);

        cluster.Agents[0].Apply(FakeSeed.Parse(Assert.Single(JsonBlock().Matches(page)).Groups["text"].Value));

        FakeTenant orders = cluster.Agents[2].FindTenant("orders")!;
        Assert.Equal(("DOING", "app"), (orders.BackupTask!.Status, orders.Users[^1]));
        Assert.Equal(2, cluster.Agents[2].Tenants.Count);
    }

    [Theory]
    [InlineData("", "{\"?\":0}")]
    [InlineData("observers[].", "{\"observers\":[{\"?\":0}]}")]
    [InlineData("zones[].", "{\"zones\":[{\"name\":\"x\",\"?\":0}]}")]
    [InlineData("unit_configs[].", "{\"unit_configs\":[{\"name\":\"x\",\"max_cpu\":1,\"memory_size\":\"1G\",\"?\":0}]}")]
    [InlineData("resource_pools[].", "{\"resource_pools\":[{\"name\":\"x\",\"zone\":\"x\",\"unit_config_name\":\"x\",\"?\":0}]}")]
    [InlineData("tenants[].", "{\"tenants\":[{\"name\":\"x\",\"?\":0}]}")]
    [InlineData("tenants[].zone_list[].", "{\"tenants\":[{\"name\":\"x\",\"zone_list\":[{\"name\":\"x\",\"unit_config_name\":\"x\",\"?\":0}]}]}")]
    [InlineData("tenants[].databases[].", "{\"tenants\":[{\"name\":\"x\",\"databases\":[{\"db_name\":\"x\",\"?\":0}]}]}")]
    [InlineData("tenants[].users[].", "{\"tenants\":[{\"name\":\"x\",\"users\":[{\"user_name\":\"x\",\"?\":0}]}]}")]
    [InlineData("tenants[].backup_config.", "{\"tenants\":[{\"name\":\"x\",\"backup_config\":{\"data_base_uri\":\"file:///x\",\"archive_base_uri\":\"file:///x\",\"?\":0}}]}")]
    [InlineData("tenants[].last_backup.", "{\"tenants\":[{\"name\":\"x\",\"last_backup\":{\"?\":0}}]}")]
    [InlineData("tenants[].running_backup.", "{\"tenants\":[{\"name\":\"x\",\"running_backup\":{\"duration_seconds\":1,\"?\":0}}]}")]
    [InlineData("tenants[].running_restore.", "{\"tenants\":[{\"name\":\"x\",\"running_restore\":{\"duration_seconds\":1,\"?\":0}}]}")]
    [InlineData("restore_sources[].", "{\"restore_sources\":[{\"data_backup_uri\":\"file:///x\",\"?\":0}]}")]
    public void The_testing_guide_lists_every_member_that_a_seed_may_have(string prefix, string json)
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs/reference/fake-agent.md"));
        string message = Assert.ThrowsAny<JsonException>(() => FakeSeed.Parse(json)).Message;
        string[] known = message[(message.IndexOf("known members are ", StringComparison.Ordinal) + 18)..^1].Split(", ");
        string row = page.Split('\n').Single(line => line.StartsWith($"| `{(prefix.Length == 0 ? "$" : prefix.TrimEnd('.'))}` |", StringComparison.Ordinal));

        Assert.NotEmpty(known);
        Assert.All(known, member => Assert.Contains($"`{member}`", row, StringComparison.Ordinal));
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    [GeneratedRegex(@"^```json\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex JsonBlock();
}
