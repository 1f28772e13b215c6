using Microsoft.Extensions.Time.Testing;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Contract;

namespace ObShellSdk.Tests.Testing;

/// <summary>How each operation of the contract is asked so that it succeeds with data, if it ever has any.</summary>
internal sealed record ContractDrive(string? Target = null, string? Body = null)
{
    private const string AgentPassword = "A";
    private const string Source = """{"data_backup_uri":"file:///source","archive_log_uri":"file:///logs"}""";
    private const string Restore = """{"data_backup_uri":"file:///source","restore_tenant_name":"copy","zone_list":[{"name":"zone1","unit_config_name":"u","unit_num":1}]}""";
    private const string ZoneList = """{"zone_list":[{"name":"zone2","unit_config_name":"u","unit_num":1}]}""";
    private const string Observer = "oceanbase-ce-4.3.5.2-102000012025.el7.x86_64.rpm";
    private const string ObserverLibraries = "oceanbase-ce-libs-4.3.5.2-102000012025.el7.x86_64.rpm";
    private const string Grants = """{"object_privileges":[{"owner":"SYS","object_name":"DUAL","privileges":["SELECT"]}]}""";
    private const string Login = """{"target_type":"HOST","name":"n","ssh_credential_property":{"targets":[{"ip":"127.0.0.1"}],"username":"admin","type":"PASSWORD","passphrase":"p"}}""";
    private const string Silencer = """{"instances":[{"type":"obcluster","obcluster":"obcluster"}],"rules":["r"],"comment":"c","created_by":"me","starts_at":1,"ends_at":1800000000,"matchers":[{"name":"a","value":"b"}]}""";
    private const string SharedStorage = """{"access_key":"a","secret_key":"s","path":"oss://bucket/path","endpoint":"host"}""";
    private const string AgentTarget = """{"version":"4.6.0.0","release":"1.el7"}""";
    private const string ObserverTarget = """{"version":"4.3.5.2","release":"102000012025.el7","mode":"STOPSERVICE"}""";

    private static readonly Dictionary<string, string> _placeholders = new()
    {
        ["name"] = "t",
        ["id"] = "11",
        ["user"] = "app",
        ["role"] = "READER",
        ["database"] = "shop",
        ["parameter"] = "enable_rebalance",
        ["variable"] = "wait_timeout",
        ["zone_name"] = "zone3",
    };

    private static readonly Dictionary<string, ContractDrive> _drives = new()
    {
        ["logout"] = new(Body: """{"session_id":"s"}"""),
        ["agentSetPassword"] = new(Body: """{"password":"p"}"""),
        ["dagHandler"] = new(Body: """{"operator":"retry"}"""),
        ["nodeHandler"] = new(Body: """{"operator":"pass"}"""),

        ["tenantBackupConfig"] = new(Body: """{"data_base_uri":"file:///d","archive_base_uri":"file:///a"}"""),
        ["obclusterBackupConfig"] = new(Body: """{"backup_base_uri":"file:///b"}"""),
        ["getRestoreWindows"] = new(Body: Source),
        ["getRestoreSourceTenantInfo"] = new(Body: Source),
        ["tenantRestore"] = new(Body: Restore),
        ["cancelRestoreTask"] = new("/tenant/r/restore"),
        ["getRestoreOverview"] = new("/tenant/r/restore/overview"),

        ["obclusterConfig"] = new(Body: """{"clusterId":1,"clusterName":"n"}"""),
        ["obclusterConfigPost"] = new(Body: """{"clusterId":1,"clusterName":"n"}"""),
        ["obServerConfig"] = new(Body: """{"observerConfig":{"cpu_count":"4"},"scope":{"type":"GLOBAL"}}"""),
        ["obServerConfigPost"] = new(Body: """{"observerConfig":{"cpu_count":"4"},"scope":{"type":"GLOBAL"}}"""),
        ["obStop"] = new(Body: """{"scope":{"type":"ZONE","target":["zone3"]}}"""),
        ["obStart"] = new(Body: """{"scope":{"type":"GLOBAL"}}"""),
        ["DeleteZone"] = new("/zone/zone4"),
        ["obclusterSetParameters"] = new(Body: """{"params":[{"name":"syslog_level","value":"ERROR","scope":"CLUSTER"}]}"""),

        ["tenantCreate"] = new(Body: """{"name":"new","zone_list":[{"name":"zone1","unit_config_name":"u","unit_num":1}]}"""),
        ["tenantRename"] = new(Body: """{"new_name":"new"}"""),
        ["tenantAddReplicas"] = new("/tenant/single/replicas", ZoneList),
        ["tenantRemoveReplicas"] = new(Body: """{"zones":["zone3"]}"""),
        ["tenantModifyReplicas"] = new(Body: """{"zone_list":[{"zone_name":"zone3","replica_type":"READONLY"}]}"""),
        ["tenantModifyPrimaryZone"] = new(Body: """{"primary_zone":"zone1"}"""),
        ["tenantModifyPassword"] = new(Body: """{"new_password":"p"}"""),
        ["tenantModifyWhitelist"] = new(Body: """{"whitelist":"%"}"""),
        ["tenantSetParameters"] = new(Body: """{"parameters":{"enable_rebalance":true}}"""),
        ["tenantSetVariable"] = new(Body: """{"variables":{"wait_timeout":1}}"""),
        ["getTenantTopSlowSqlRank"] = new("/tenant/top-slow-sqls?start_time=2026-06-01T00:00:00Z&end_time=2026-06-02T00:00:00Z"),
        ["recyclebinTenantPurge"] = new("/recyclebin/tenant/binned"),
        ["recyclebinFlashbackTenant"] = new("/recyclebin/tenant/binned"),
        ["unitConfigCreate"] = new(Body: """{"name":"v","memory_size":"2G","max_cpu":2}"""),
        ["unitConfigGet"] = new("/unit/config/u"),

        ["listObjects"] = new("/tenant/o/objects"),
        ["createUser"] = new(Body: """{"user_name":"other","password":"p"}"""),
        ["modifyDbPrivilege"] = new(Body: """{"db_privileges":[{"db_name":"shop","privileges":["SELECT"]}]}"""),
        ["modifyDbPrivileges"] = new(Body: """{"db_privileges":[{"db_name":"shop","privileges":["SELECT"]}]}"""),
        ["modifyUserObjectPrivilege"] = new("/tenant/o/user/APP/object-privileges", Grants),
        ["patchUserObjectPrivilege"] = new("/tenant/o/user/APP/object-privileges", Grants),
        ["revokeUserObjectPrivilege"] = new("/tenant/o/user/APP/object-privileges", Grants),
        ["grantUserObjectPrivilege"] = new("/tenant/o/user/APP/object-privileges", Grants),
        ["modifyUserRoles"] = new("/tenant/o/user/APP/roles", """{"roles":["READER"]}"""),
        ["createRole"] = new("/tenant/o/role", """{"role_name":"WRITER"}"""),
        ["modifyRole"] = new(Body: """{"roles":["CONNECT"]}"""),
        ["modifyRoleObjectPrivilege"] = new(Body: Grants),
        ["patchRoleObjectPrivilege"] = new(Body: Grants),
        ["revokeRoleObjectPrivilege"] = new(Body: Grants),
        ["grantRoleObjectPrivilege"] = new(Body: Grants),
        ["createDatabase"] = new(Body: """{"db_name":"other"}"""),
        ["updateDatabase"] = new(Body: """{"read_only":true}"""),

        ["obUpgrade"] = new(Body: ObserverTarget),
        ["obUpgradeCheck"] = new(Body: ObserverTarget),
        ["agentUpgrade"] = new(Body: AgentTarget),
        ["agentUpgradeCheck"] = new(Body: AgentTarget),
        ["obproxyAdd"] = new(Body: """{"home_path":"/home/admin/obproxy"}"""),
        ["obproxyUpgrade"] = new(Body: """{"version":"4.3.3.0","release":"1.el7"}"""),

        ["ListAllMetrics"] = new("/metrics?scope=OBTENANT"),
        ["QueryMetrics"] = new(Body: """{"labels":[{"key":"a","value":"b"}],"group_labels":["obzone"],"query_range":{"start_timestamp":1,"end_timestamp":61,"step":30},"metrics":["load1"]}"""),
        ["GetRule"] = new("/alarm/rule/ob_zone_status_abnormal"),
        ["CreateOrUpdateSilencer"] = new(Body: Silencer),
        ["GetSilencer"] = new("/alarm/silencer/00000000-0000-4000-8000-000000000001"),
        ["DeleteSilencer"] = new("/alarm/silencer/00000000-0000-4000-8000-000000000001"),
        ["setPrometheusConfig"] = new(Body: """{"address":"http://prometheus:9090"}"""),
        ["setAlertmanagerConfig"] = new(Body: """{"address":"http://alertmanager:9093"}"""),
        ["createCredential"] = new(Body: Login.Replace("127.0.0.1", "127.0.0.2", StringComparison.Ordinal).Replace("\"n\"", "\"m\"", StringComparison.Ordinal)),
        ["getCredential"] = new("/security/credential/1"),
        ["updateCredential"] = new("/security/credential/1", Login),
        ["deleteCredential"] = new("/security/credential/1"),
        ["validateCredential"] = new(Body: Login),
        ["updateCredentialEncryptSecretKey"] = new(Body: """{"aes_key":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}"""),
        ["batchDeleteCredentials"] = new(Body: """{"credential_id_list":[1]}"""),
        ["batchValidateCredentials"] = new(Body: """{"credential_id_list":[1]}"""),
        ["triggerInspection"] = new(Body: """{"scenario":"BASIC"}"""),
        ["getInspectionReport"] = new("/obcluster/inspection/report/1"),
        ["validateSharedStorageKey"] = new(Body: SharedStorage),
        ["saveSharedStorageKey"] = new(Body: SharedStorage),
    };

    /// <summary>Starts agents with one of everything and asks the first of them.</summary>
    public static async Task<RawAnswer> AskAsync(ContractOperation operation)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
        await using var cluster = await FakeCluster.StartAsync(1, options => options.TimeProvider = time);
        var agent = cluster.Agents[0];
        using var client = new RawAgentClient(agent);
        var world = new World(agent, time, client);
        await world.FillAsync(operation.Id is "cancelRestoreTask" or "getRestoreOverview" or "listRestoreTasks");
        var drive = await PrepareAsync(operation.Id, Of(operation), world, cluster);

        var answer = await world.SendAsync(operation, drive);
        agent.VerifyNoUnexpectedRequests();
        return answer;
    }

    /// <summary>What is usually sent; whether it succeeds depends on the state.</summary>
    public static ContractDrive Of(ContractOperation operation) => _drives.TryGetValue(operation.Id, out var found) ? found : new ContractDrive();

    /// <summary>What an operation needs beyond the usual, or cannot do with.</summary>
    private static async Task<ContractDrive> PrepareAsync(string id, ContractDrive drive, World world, FakeCluster cluster)
    {
        var agent = world.Agent;
        switch (id)
        {
            case "agentJoin" or "agentJoinByAgentPath":
                (agent.Identity, agent.AgentPassword) = (FakeAgentIdentity.Single, null);
                return new ContractDrive(Body: $$"""{"agentInfo": {{world.Address}} ,"zoneName":"z"}""");
            case "agentRemove" or "deleteAgent":
                agent.Identity = FakeAgentIdentity.Master;
                return new ContractDrive(Body: world.Address);
            case "obInit" or "obclusterConfig" or "obclusterConfigPost" or "obServerConfig" or "obServerConfigPost":
                agent.Identity = FakeAgentIdentity.Master;
                return drive;
            case "ScaleOut":
                return new ContractDrive(Body: await world.ScaleOutAsync(cluster, "zone9"));
            case "ScaleIn" or "deleteObserver":
                await world.ScaleOutAsync(cluster, "zone9", runs: true);
                return new ContractDrive(Body: $$"""{"agent_info": {{World.AddressOf(cluster.Agents[^1])}} }""");
            case "DeleteZone":
                await world.ScaleOutAsync(cluster, "zone4", runs: true);
                return drive;
            case "createCredential":
                await world.ScaleOutAsync(cluster, "zone9", runs: true, ip: "127.0.0.2");
                return drive;
            case "obStop" or "obStopZone" or "obZoneStopCheck" or "tenantAddReplicas" or "tenantRemoveReplicas" or "tenantModifyReplicas":
                await world.GrowAsync(cluster);
                return drive;
            case "getTenantSession":
                return new ContractDrive($"/tenant/t/sessions/{agent.FindTenant("t")!.Sessions[0]}");
            case "agentSetPassword":
                agent.AgentPassword = null;
                return drive;
            case "obUpgrade":
                agent.FindTenant("t")!.BackupTask = null;
                return drive;
            case "obproxyAdd":
                agent.ObProxy = null;
                return drive;
            default:
                var isOracle = id.Contains("Role", StringComparison.Ordinal) && drive.Target is null;
                return isOracle ? drive with { Target = FillIn(ContractFile.Operations().Single(operation => operation.Id == id)).Replace("/t/", "/o/", StringComparison.Ordinal) } : drive;
        }
    }

    public static string FillIn(ContractOperation operation) => _placeholders.Aggregate(
        operation.Template["/api/v1".Length..], (path, pair) => path.Replace("{" + pair.Key + "}", pair.Value, StringComparison.Ordinal));

    /// <summary>An agent with one of everything: tasks with logs, failed and running ones, a backup under way, tenants of both modes.</summary>
    internal sealed class World(FakeAgent agent, FakeTimeProvider time, RawAgentClient client)
    {
        private bool _restores;

        public FakeAgent Agent { get; } = agent;

        /// <summary>With the passwords that the agent has now.</summary>
        public async Task<RawAnswer> SendAsync(ContractOperation operation, ContractDrive drive)
        {
            var target = "/api/v1" + (drive.Target ?? FillIn(operation));
            var (ofAgent, ofRoot) = (RawHeader.ForAgent(Agent.AgentPassword ?? ""), new RawHeader(Agent.Password ?? ""));
            return operation.Id switch
            {
                "NewPkgUpload" => await client.UploadAsync(new RawFile(RawFile.Observer, [1])),
                "UpgradePkgUpload" => await client.UploadAsync(target, ofRoot, new RawFile(RawFile.Observer, [1])),
                "obproxyPkgUpload" => await client.UploadAsync(target, ofAgent, new RawFile("obproxy-ce-4.3.3.0-1.el7.x86_64.rpm", [1])),
                "ssoExchange" => await client.GetAsync(target, await SignOnAsync()),
                _ => await client.SendAsync(
                    new HttpMethod(operation.Verb), target, operation.Id.StartsWith("obproxy", StringComparison.Ordinal) ? ofAgent : ofRoot, drive.Body),
            };
        }

        public string Address => AddressOf(Agent);

        public static string AddressOf(FakeAgent agent) => $$"""{"ip":"{{agent.ReportedIp}}","port":{{agent.Port}}}""";

        public async Task FillAsync(bool restores)
        {
            Agent.AgentPassword = AgentPassword;
            (Agent.PrometheusAddress, Agent.AlertmanagerAddress) = ("http://prometheus:9090", "http://alertmanager:9093");
            (Agent.IsStandalone, Agent.IsSharedStorage) = (true, true);
            Agent.AddAlert();
            Agent.ObProxy = new FakeObProxy { Name = "p", HomePath = "/p", Version = "4.3.0.0-1", SqlPort = 2883, IsRunning = true };
            Agent.AddPackage(Observer);
            Agent.AddPackage(ObserverLibraries);
            Agent.AddPackage("obproxy-ce-4.3.3.0-1.el7.x86_64.rpm");
            Agent.AddRestoreSource("file:///source").WithWindow(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));
            Agent.NextDag.FailAtNode(0, "no");
            Agent.AddDag("failing", FakeDagKind.Cluster, "one", "two");
            Agent.AddDag("maintenance", FakeDagKind.ClusterMaintenance);
            Agent.AddDag("restart", FakeDagKind.AgentMaintenance);
            time.Advance(TimeSpan.FromSeconds(20));
            await FillTenantsAsync();
            await PostAsync("/alarm/silencer", Silencer, HttpMethod.Put);
            await PostAsync("/security/credential", Login);
            await PostAsync("/obcluster/inspection", """{"scenario":"BASIC"}""");
            time.Advance(TimeSpan.FromSeconds(20));
            Agent.AddTenant("r").WithBackupConfig();
            _restores = restores;
            if (restores)
            {
                Agent.FindTenant("r")!.WithRunningRestore(TimeSpan.FromHours(1), 0.5);
            }

            Agent.AddDag("running");
            Agent.AddDag("running", FakeDagKind.Agent);
        }

        /// <summary>Adds two zones, and replicas in them for tenants that the agent lets change: not for one that is being restored.</summary>
        public async Task GrowAsync(FakeCluster cluster)
        {
            await ScaleOutAsync(cluster, "zone2", runs: true);
            await ScaleOutAsync(cluster, "zone3", runs: true);
            foreach (var name in _restores ? new[] { "t", "o" } : ["t", "o", "r"])
            {
                await PostAsync($"/tenant/{name}/replicas", """{"zone_list":[{"name":"zone2","unit_config_name":"u","unit_num":1},{"name":"zone3","unit_config_name":"u","unit_num":1}]}""");
            }

            time.Advance(TimeSpan.FromSeconds(20));
        }

        public async Task<string> ScaleOutAsync(FakeCluster cluster, string zone, bool runs = false, string ip = "127.0.0.1")
        {
            var host = await cluster.StartHostAsync(options => (options.TimeProvider, options.ReportedIp) = (time, ip));
            var body = $$"""{"agentInfo": {{AddressOf(host)}} ,"zone":"{{zone}}","obConfigs":{} }""";
            if (runs)
            {
                await PostAsync("/ob/scale_out", body);
                time.Advance(TimeSpan.FromSeconds(20));
            }

            return body;
        }

        private async Task<RawHeader> SignOnAsync()
        {
            var header = new RawHeader(Agent.Password ?? "");
            var answer = await client.PostAsync("/api/v1/sso/token", header);
            return RawHeader.ForToken(answer.Status is System.Net.HttpStatusCode.OK ? RawAgentClient.Decrypt(answer.Data.GetString()!, header.Keys!) : "none");
        }

        private async Task FillTenantsAsync()
        {
            await PostAsync("/unit/config", """{"name":"u","memory_size":"2G","max_cpu":2}""");
            var tenant = Agent.AddTenant("t").WithRunningBackup(TimeSpan.FromHours(1), 0.5).WithDeadlock();
            tenant.AddSession("app", "shop", "select 1");
            tenant.SlowStatements = 1;
            await PostAsync("/tenant/t/databases", """{"db_name":"shop"}""");
            await PostAsync("/tenant/t/user", """{"user_name":"app","password":"p","db_privileges":[{"db_name":"shop","privileges":["SELECT"]}]}""");
            var oracle = Agent.AddTenant("o").WithBackupConfig();
            oracle.Mode = "ORACLE";
            await PostAsync("/tenant/o/role", """{"role_name":"READER","global_privileges":["CREATE_SESSION"],"roles":["CONNECT"]}""");
            await PostAsync("/tenant/o/user", """{"user_name":"APP","password":"p","roles":["READER"]}""");
            await PostAsync("/tenant/o/role/READER/object-privileges", Grants);
            Agent.AddTenant("single").WithBackupConfig();
            Agent.AddTenant("binned");
            await PostAsync("/tenant/binned", """{"need_recycle":true}""", HttpMethod.Delete);
        }

        private async Task PostAsync(string target, string body, HttpMethod? method = null)
        {
            var answer = await client.SendAsync(method ?? HttpMethod.Post, "/api/v1" + target, new RawHeader(""), body);
            Xunit.Assert.True((int)answer.Status < 300, $"{target}: {answer.Text}");
        }
    }
}
