using System.Text.Json.Nodes;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Testing;

namespace ObShellSdk.Tests.RealAnswers;

/// <summary>How a recorded request is repeated: what happens before it, and what it sends.</summary>
/// <param name="Before">Brings the agent into the recorded state, beyond that of its scene.</param>
/// <param name="Body">The JSON body. Null: none for GET and DELETE, <c>{}</c> otherwise.</param>
/// <param name="Header">The authentication header. Null: the scene's password.</param>
/// <param name="File">The file of an upload.</param>
internal sealed record Play(Func<Scene, Task>? Before = null, string? Body = null, Func<Scene, Task<RawHeader>>? Header = null, RawFile? File = null)
{
    private const string Restore = """{"data_backup_uri":"file:///source","restore_tenant_name":"NAME","zone_list":[{"name":"zone1","unit_config_name":"unit1","unit_num":1}]}""";
    private const string Source = """{"data_backup_uri":"file:///source","archive_log_uri":"file:///logs"}""";
    private const string BackupConfig = """{"data_base_uri":"file:///data/backup/tenant1/data2/","archive_base_uri":"file:///data/backup/tenant1/archive2/"}""";
    private const string Credential = """{"target_type":"HOST","name":"n","ssh_credential_property":{"targets":[{"ip":"127.0.0.1"}],"username":"admin","type":"PASSWORD","passphrase":"p"}}""";
    private const string Silencer = """{"instances":[{"type":"obcluster","obcluster":"obcluster"}],"rules":["r"],"comment":"c","created_by":"me","starts_at":1,"ends_at":1800000000,"matchers":[{"name":"a","value":"b"}]}""";
    private const string Replicas = """{"zone_list":[{"name":"zone9","unit_config_name":"unit1","unit_num":1}]}""";

    private static readonly Play _plain = new();

    public static Play Of(RecordedLine line) => line.Status == 401 && line.Target.StartsWith("/api/v1/tenant/tenant1/backup/overview", StringComparison.Ordinal)
        ? OfRefusedHeader(line)
        : line.Path switch
        {
            "/task/dags/ob" or "/task/dag/ob/unfinish" or "/task/dag/unfinish" or "/task/dag/maintain/ob" => new(scene => PrepareListAsync(scene, line)),
            "/restore/windows" or "/restore/source-tenant-info" when IsWithoutObAdmin(line) => new(WithoutObAdmin, Source),
            "/restore/windows" or "/restore/source-tenant-info" => new(Body: Source),
            "/tenant/tenant1/sessions/3221487001" => new(scene => Task.CompletedTask),
            "/restore/tasks" when line.Status == 200 => new(AfterRestore("restored1")),
            _ when line.Path.EndsWith("/restore/overview", StringComparison.Ordinal) && line.Status == 200 => new(DuringRestore(line.Path.Split('/')[2])),
            _ when line.Path.StartsWith("/task/", StringComparison.Ordinal) => new(scene => PrepareTaskAsync(scene, line), """{"operator":"pass"}"""),
            _ when line.Path.StartsWith("/alarm/", StringComparison.Ordinal) && line.Status == 200 => new(WithAlarms, OfAlarm(line)),
            "/ob/agents" or _ when line.Method == HttpMethod.Get && !NeedsMore(line) => _plain,
            _ => OfCommand(line),
        };

    private static bool IsWithoutObAdmin(RecordedLine line) => line.ErrCode == "Environment.WithoutObAdmin" || line.Message is "Known error: ob_admin not found";

    private static bool NeedsMore(RecordedLine line) => line.Path is "/upgrade/package/info" or "/sso/exchange" or "/system/external/prometheus" or "/tenant/tenant1/user/probe_user" or "/tenant/tenant1/databases/probe_db"
        || line.Path.StartsWith("/unit/config/u2", StringComparison.Ordinal);

    private static Play OfCommand(RecordedLine line) => $"{line.Method} {line.Path}" switch
    {
        "GET /upgrade/package/info" => new(scene => Upload(scene, line.Data?["contents"] is JsonArray { Count: > 0 })),
        "GET /system/external/prometheus" => new(line.Status == 200 ? WithAlarms : null),
        "GET /unit/config/u2" or "DELETE /unit/config/u2" => new(scene => scene.DoAsync(HttpMethod.Post, "/unit/config", """{"name":"u2","memory_size":"1G","max_cpu":1}""")),
        "POST /unit/config" => new(Body: """{"name":"u2","memory_size":"1G","max_cpu":1}"""),
        "POST /upgrade/params/backup" => _plain,
        "POST /upgrade/env/check" => new(scene => Set(scene, agent => agent.HasPythonModules = false)),
        "POST /tenant/tenant1/password/persist" => new(Body: """{"password":""}"""),
        "POST /tenant/tenant1/databases" => new(Body: """{"db_name":"probe_db"}"""),
        "GET /tenant/tenant1/databases/probe_db" or "DELETE /tenant/tenant1/databases/probe_db" => new(scene => scene.DoAsync(HttpMethod.Post, "/tenant/tenant1/databases", """{"db_name":"probe_db"}""")),
        "PUT /tenant/tenant1/databases/d1" => new(scene => scene.DoAsync(HttpMethod.Post, "/tenant/tenant1/databases", """{"db_name":"d1"}"""), """{}"""),
        "DELETE /tenant/tenant1/databases/d1" => new(scene => scene.DoAsync(HttpMethod.Post, "/tenant/tenant1/databases", """{"db_name":"d1"}""")),
        "POST /tenant/tenant1/user" => new(Body: """{"user_name":"probe_user","password":"p"}"""),
        "PUT /tenant/tenant1/user/u5/password" => new(Body: """{"new_password":"p"}"""),
        "PUT /tenant/tenant1/user/u5/global-privilege" => new(Body: """{"global_privileges":["SELECT"]}"""),
        "PUT /tenant/tenant1/user/u5/db-privilege" => new(Body: """{"db_privileges":[{"db_name":"shop","privileges":["SELECT"]}]}"""),
        "DELETE /tenant/tenant1/sessions" => new(Body: """{"session_ids":[SESSION]}"""),
        "DELETE /tenant/tenant1/sessions/queries" => new(Body: """{"session_ids":[SESSION]}"""),
        "POST /login" => _plain,
        "POST /logout" => new(Body: """{"session_id":"x"}"""),
        "POST /sso/token" => _plain,
        "GET /sso/exchange" => new(Header: SignOnAsync),
        "POST /tenant/tenant1/backup/config" or "PATCH /tenant/tenant1/backup/config" => new(Body: BackupConfig),
        "POST /obcluster/backup/config" or "PATCH /obcluster/backup/config" => new(Body: """{"backup_base_uri":"file:///data/backup"}"""),
        "PATCH /tenant/tenant1/backup" or "PATCH /obcluster/backup" => new(Body: """{"status":"CANCELED"}"""),
        "PATCH /tenant/tenant1/backup/log" => new(Body: line.Status == 400 ? """{"status":"SUSPEND"}""" : """{"status":"STOP"}"""),
        "PATCH /obcluster/backup/log" => new(Body: """{"status":"DOING"}"""),
        "POST /ob/zone/zone1/stop/check" or "POST /ob/zone/zone1/stop" => _plain,
        "PUT /system/external/prometheus" or "PUT /system/external/alertmanager" => new(
            scene => Set(scene, agent => agent.IsPrometheusReady = agent.IsAlertmanagerReady = line.Status == 200), """{"address":"http://127.0.0.1:9090"}"""),
        "PATCH /obcluster/parameters" => new(Body: """{"params":[{"name":"syslog_level","value":"ERROR","scope":"CLUSTER"}]}"""),
        "POST /security/credential" => new(scene => Set(scene, agent => agent.SshPassphrase = "other"), Credential),
        "POST /security/credential/validate" => new(scene => Set(scene, agent => agent.SshPassphrase = "other"), Credential),
        "POST /security/credentials/validate" or "DELETE /security/credentials" => new(Body: """{"credential_id_list":[9]}"""),
        "POST /metrics/query" => new(Body: """{"labels":[],"group_labels":[],"query_range":{"start_timestamp":1,"end_timestamp":61,"step":30},"metrics":[]}"""),
        "POST /obcluster/inspection" => new(Body: """{"scenario":"NONE"}"""),
        "POST /recyclebin/tenant/__recycle_%24_1_1" => new(Body: "{}"),
        "POST /restore/source-tenant-info" => new(Body: Source),
        "POST /tenant/restore" => new(Body: Restore.Replace("NAME", (string)line.Data!["maintenance_key"]! ?? "rt", StringComparison.Ordinal)),
        "DELETE /tenant/rt/restore" or "DELETE /tenant/bad1/restore" => new(DuringRestore(line.Path.Split('/')[2])),
        "DELETE /tenant/good1/restore" => new(AfterRestore("good1")),
        "PUT /tenant/tenant1/parameters" => new(Body: """{"parameters":{"no_such":"1"}}"""),
        "PUT /tenant/tenant1/variables" => new(Body: """{"variables":{"wait_timeout":100}}"""),
        "POST /tenant" => new(Body: """{"name":"t_new","zone_list":[{"name":"zone9","unit_config_name":"unit1","unit_num":1}]}"""),
        "PUT /tenant/tenant1/whitelist" => new(Body: """{"whitelist":"%"}"""),
        "PUT /tenant/tenant1/primary-zone" => new(Body: """{"primary_zone":"zone1"}"""),
        "PUT /tenant/tenant1/name" => new(Body: """{"new_name":"other"}"""),
        "POST /tenant/tenant1/replicas" => new(Body: Replicas),
        "DELETE /tenant/tenant1/replicas" => new(Body: """{"zones":["zone1"]}"""),
        "PATCH /tenant/tenant1/replicas" => new(Body: """{"zone_list":[{"zone_name":"zone1","replica_type":"FULL"}]}"""),
        "PUT /tenant/tenant1/password" => new(Body: """{"new_password":"p"}"""),
        "POST /ob/upgrade/check" => new(Body: """{"version":"4.3.0.0","release":"1"}"""),
        "POST /agent/upgrade/check" => new(Body: """{"version":"4.9.0.0","release":"1"}"""),
        "POST /ob/scale_in" => new(Body: """{"agent_info":{"ip":"127.0.0.1","port":PORT}}"""),
        "POST /ob/scale_out" => new(Body: """{"agentInfo":{"ip":"127.0.0.1","port":PORT},"zone":"zone9","obConfigs":{}}"""),
        "POST /package" or "POST /upgrade/package" => OfUpload(line),
        "DELETE /upgrade/package/1" => new(scene => Upload(scene, true)),
        _ when line.Path.Contains("/probe_user", StringComparison.Ordinal) => new(scene => scene.DoAsync(HttpMethod.Post, "/tenant/tenant1/user", """{"user_name":"probe_user","password":"p","global_privileges":["SELECT"]}""")),
        _ => _plain,
    };

    private static Play OfRefusedHeader(RecordedLine line) => new(Header: _ => Task.FromResult(line switch
    {
        { ErrCode: "Security.Authentication.WithOceanBasePassword" } => RawHeader.ForAgent("x"),
        { Message: { } text } when text.Contains("agent password", StringComparison.Ordinal) => RawHeader.ForAgent("x"),
        { ErrCode: "Security.Authentication.SessionInvalid" } => RawHeader.ForSession("none"),
        { ErrCode: "Security.Authentication.Expired" } => new RawHeader(Scene.Password) { ExpiresAt = DateTimeOffset.UnixEpoch },
        _ => new RawHeader("wrong"),
    }));

    private static Play OfUpload(RecordedLine line) => line switch
    {
        { Status: 200 } or { Status: 400 } => new(File: new RawFile(RawFile.Observer, [1])),
        _ => new(File: new RawFile("notes.txt", "no package"u8.ToArray())),
    };

    private static string OfAlarm(RecordedLine line) => line.Path is "/alarm/silencer" ? Silencer : "{}";

    private static Task WithoutObAdmin(Scene scene) => Set(scene, agent => agent.HasObAdmin = false);

    private static async Task WithAlarms(Scene scene)
    {
        (scene.Agent.PrometheusAddress, scene.Agent.AlertmanagerAddress) = ("http://127.0.0.1:9090", "http://127.0.0.1:9093");
        scene.Agent.AddAlert(new FakeAlert { InstanceType = "obcluster" });
        await scene.DoAsync(HttpMethod.Put, "/alarm/silencer", Silencer);
    }

    private static Task Upload(Scene scene, bool any)
    {
        if (any)
        {
            scene.Agent.AddPackage(RawFile.Observer);
        }

        return Task.CompletedTask;
    }

    private static Func<Scene, Task> DuringRestore(string tenant) => async scene =>
    {
        await scene.DoAsync(HttpMethod.Post, "/tenant/restore", Restore.Replace("NAME", tenant, StringComparison.Ordinal), waits: false);
        scene.Wait(2);
    };

    private static Func<Scene, Task> AfterRestore(string tenant)
        => scene => scene.DoAsync(HttpMethod.Post, "/tenant/restore", Restore.Replace("NAME", tenant, StringComparison.Ordinal));

    /// <summary>The lists of the cluster's DAGs: none, the configuration of a backup, or a backup that runs.</summary>
    private static async Task PrepareListAsync(Scene scene, RecordedLine line)
    {
        if (!scene.IsCluster || line.Status != 200)
        {
            return;
        }

        JsonNode?[] dags = line.Data is JsonObject data && data.TryGetPropertyValue("contents", out var contents) ? [.. contents as JsonArray ?? []] : [line.Data];
        if (dags.Length == 0 || dags.All(dag => (string?)dag!["name"] == "Take over"))
        {
            return;
        }

        var isRunning = (string?)dags[0]!["state"] is not "SUCCEED";
        await scene.DoAsync(HttpMethod.Post, "/tenant/tenant1/backup/config", BackupConfig, waits: !isRunning);
    }

    /// <summary>One DAG, node or sub-task: that of the first work that the recorded agent did.</summary>
    private static Task PrepareTaskAsync(Scene scene, RecordedLine line)
    {
        if (!scene.IsCluster || line.Path is "/task/dags/agent" or "/task/dag/agent/unfinish" or "/task/dag/agent/main_dags" or "/task/dag/maintain/agent" or "/task/dag/maintain/agents")
        {
            return Task.CompletedTask;
        }

        var restored = (string?)line.Data?["name"] is { } name && name.StartsWith("Restore backup_", StringComparison.Ordinal) ? name["Restore backup_".Length..] : null;
        var isRunning = (string?)line.Data?["state"] is "READY" or "RUNNING";
        return restored is not null
            ? scene.DoAsync(HttpMethod.Post, "/tenant/restore", Restore.Replace("NAME", restored, StringComparison.Ordinal), waits: !isRunning)
            : scene.DoAsync(HttpMethod.Post, "/tenant/tenant1/backup/config", BackupConfig, waits: !isRunning);
    }

    private static async Task<RawHeader> SignOnAsync(Scene scene)
    {
        var header = scene.Header;
        var answer = await scene.Client.PostAsync("/api/v1/sso/token", header);
        return RawHeader.ForToken(RawAgentClient.Decrypt(answer.Data.GetString()!, header.Keys!));
    }

    private static Task Set(Scene scene, Action<FakeAgent> change)
    {
        change(scene.Agent);
        return Task.CompletedTask;
    }
}
