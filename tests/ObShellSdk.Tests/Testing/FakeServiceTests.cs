using System.Net;
using System.Text.Json;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Testing;

/// <summary>What lies beside the database: metrics, alarms, credentials, inspections, shared storage, obproxy.</summary>
public sealed class FakeServiceTests
{
    private const string Silencer = """{"instances":[{"type":"observer","obcluster":"obcluster","observer":"127.0.0.1"}],"rules":["ob_server_status_abnormal"],"comment":"quiet","created_by":"me","starts_at":1,"ends_at":1800000000,"matchers":[]}""";
    private const string Credential = """{"target_type":"HOST","name":"hosts","ssh_credential_property":{"targets":[{"ip":"127.0.0.1","port":2222}],"username":"admin","type":"PASSWORD","passphrase":"P"}}""";

    [Fact]
    public async Task Without_prometheus_there_are_no_metrics_and_with_it_a_value_every_step()
    {
        await using var test = await AgentUnderTest.StartAsync();
        const string query = """{"query_range":{"start_timestamp":100,"end_timestamp":160,"step":20},"metrics":["load1","none"]}""";

        Assert.Equal("Config.NotFound", (await test.GetAsync("/system/external/prometheus")).ErrCode);
        Assert.Equal(0, Contents(await test.PostAsync("/metrics/query", query)).GetArrayLength());
        Assert.Equal("External.Component.Not.Ready", (await test.SendAsync(HttpMethod.Put, "/system/external/prometheus", """{"address":"nowhere"}""")).ErrCode);
        await test.SendAsync(HttpMethod.Put, "/system/external/prometheus", """{"address":"http://p:9090"}""");

        Assert.Equal("http://p:9090", (await test.GetAsync("/system/external/prometheus")).Data.GetString());
        Assert.Equal("http://p:9090", test.Agent.PrometheusAddress);
        var series = Assert.Single(Contents(await test.PostAsync("/metrics/query", query)).EnumerateArray());
        Assert.Equal([100, 120, 140, 160], series.GetProperty("values").EnumerateArray().Select(value => value.GetProperty("timestamp").GetDouble()));
        Assert.Equal("Common.BadRequest", (await test.GetAsync("/metrics?scope=none")).ErrCode);
    }

    [Theory]
    [InlineData("prometheus")]
    [InlineData("alertmanager")]
    public async Task SetPrometheus_and_SetAlertmanager_refuse_a_component_that_is_not_ready(string name)
    {
        await using var test = await AgentUnderTest.StartAsync();
        (test.Agent.IsPrometheusReady, test.Agent.IsAlertmanagerReady) = (name != "prometheus", name != "alertmanager");

        var refused = await test.SendAsync(HttpMethod.Put, $"/system/external/{name}", """{"address":"http://a:9090"}""");
        var other = name == "prometheus" ? "alertmanager" : "prometheus";
        var accepted = await test.SendAsync(HttpMethod.Put, $"/system/external/{other}", """{"address":"http://a:9090"}""");

        Assert.Equal((HttpStatusCode.InternalServerError, "External.Component.Not.Ready"), (refused.Status, refused.ErrCode));
        Assert.Equal("Config.NotFound", (await test.GetAsync($"/system/external/{name}")).ErrCode);
        Assert.Equal(HttpStatusCode.OK, accepted.Status);
    }

    [Fact]
    public async Task Alarm_routes_need_an_address_of_their_component()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var answers = new[]
        {
            await test.PostAsync("/alarm/alerts"), await test.PostAsync("/alarm/rules"), await test.PostAsync("/alarm/silencers"), await test.GetAsync("/alarm/rule/r"),
            await test.GetAsync("/alarm/silencer/s"), await test.DeleteAsync("/alarm/silencer/s"), await test.SendAsync(HttpMethod.Put, "/alarm/silencer", Silencer),
        };

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.InternalServerError, "Config.NotFound"), (answer.Status, answer.ErrCode)));
    }

    [Fact]
    public async Task A_silencer_suppresses_the_alerts_that_it_is_for_until_it_is_deleted()
    {
        await using var test = await AgentUnderTest.StartAsync();
        Assert.Equal("Config.NotFound", (await test.PostAsync("/alarm/alerts")).ErrCode);
        (test.Agent.AlertmanagerAddress, test.Agent.PrometheusAddress) = ("http://a:9093", "http://p:9090");
        test.Agent.AddAlert();
        test.Agent.AddAlert(new FakeAlert { Rule = "other", InstanceType = "obtenant", Instance = "t", Severity = "info" });

        var saved = (await test.SendAsync(HttpMethod.Put, "/alarm/silencer", Silencer)).Data;
        var id = saved.GetProperty("id").GetString();
        Assert.Equal(["suppressed", "active"], Contents(await test.PostAsync("/alarm/alerts")).EnumerateArray().Select(State));
        Assert.Equal(1, Contents(await test.PostAsync("/alarm/alerts", """{"severity":"info"}""")).GetArrayLength());
        await test.SendAsync(HttpMethod.Put, "/alarm/silencer", Silencer.Replace("quiet", "still", StringComparison.Ordinal).Replace("{\"inst", "{\"id\":\"" + id + "\",\"inst", StringComparison.Ordinal));
        Assert.Equal("still", Assert.Single(Contents(await test.PostAsync("/alarm/silencers")).EnumerateArray()).GetProperty("comment").GetString());
        await test.DeleteAsync("/alarm/silencer/" + id);

        Assert.Equal("expired", State((await test.GetAsync("/alarm/silencer/" + id)).Data));
        Assert.Equal("active", State(Contents(await test.PostAsync("/alarm/alerts"))[0]));
        Assert.Equal("Alarm.UnexpectedStatus", (await test.GetAsync("/alarm/silencer/none")).ErrCode);
        Assert.Equal("Alarm.RuleNotFound", (await test.GetAsync("/alarm/rule/none")).ErrCode);
        Assert.Equal("firing", (await test.GetAsync("/alarm/rule/ob_server_status_abnormal")).Data.GetProperty("state").GetString());
        Assert.Equal("Alarm.Silencer.UnknownInstanceType", (await test.SendAsync(HttpMethod.Put, "/alarm/silencer", Silencer.Replace("\"observer\",\"obcluster", "\"cat\",\"obcluster", StringComparison.Ordinal))).ErrCode);
    }

    [Fact]
    public async Task Credentials_are_tried_kept_and_never_shown_with_their_passphrase()
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.SshPassphrase = "P";

        var created = await test.PostAsync("/security/credential", Credential);
        Assert.Equal(1, created.Data.GetProperty("credential_id").GetInt64());
        Assert.DoesNotContain("\"P\"", created.Text, StringComparison.Ordinal);
        Assert.Equal("Credential.Name.AlreadyExists", (await test.PostAsync("/security/credential", Credential)).ErrCode);
        Assert.Equal("Credential.Host.AlreadyExists", (await test.PostAsync("/security/credential", Credential.Replace("hosts", "more", StringComparison.Ordinal))).ErrCode);
        Assert.Equal("Credential.Host.NotInAllAgent", (await test.PostAsync("/security/credential", Credential.Replace("127.0.0.1", "10.0.0.1", StringComparison.Ordinal))).ErrCode);
        Assert.Equal("Credential.TargetType.NotSupported", (await test.PostAsync("/security/credential", Credential.Replace("HOST", "DOG", StringComparison.Ordinal))).ErrCode);
        Assert.Equal("Credential.SSH.ValidationFailed", (await test.PatchAsync("/security/credential/1", Credential.Replace("\"P\"", "\"x\"", StringComparison.Ordinal))).ErrCode);
        Assert.Equal("new", (await test.PatchAsync("/security/credential/1", Credential.Replace("\"P\"", "\"\"", StringComparison.Ordinal).Replace("hosts", "new", StringComparison.Ordinal))).Data.GetProperty("name").GetString());
        test.Agent.SshPassphrase = "changed";
        Assert.Equal(1, Contents(await test.PostAsync("/security/credentials/validate", """{"credential_id_list":[1]}"""))[0].GetProperty("failed_count").GetInt32());
        Assert.Equal(1, (await test.GetAsync("/security/credentials?key_word=ne")).Data.GetProperty("page").GetProperty("total_elements").GetInt32());
        Assert.Equal(HttpStatusCode.OK, (await test.DeleteAsync("/security/credential/1")).Status);
        Assert.Equal("Credential.NotFound", (await test.DeleteAsync("/security/credential/1")).ErrCode);
        Assert.Equal("Common.IllegalArgument", (await test.SendAsync(HttpMethod.Put, "/security/credential/encrypt-secret-key", """{"aes_key":"AAAA"}""")).ErrCode);
    }

    [Fact]
    public async Task An_inspection_runs_and_leaves_a_report()
    {
        await using var test = await AgentUnderTest.StartAsync();

        Assert.Equal("OB.Cluster.Inspection.Scenario.NotSupported", (await test.PostAsync("/obcluster/inspection", """{"scenario":"none"}""")).ErrCode);
        var dag = (await test.PostAsync("/obcluster/inspection", """{"scenario":"basic"}""")).Data;
        Assert.Equal("RUNNING", (await test.GetAsync("/obcluster/inspection/report/1")).Data.GetProperty("status").GetString());
        test.PassTime();
        var report = (await test.GetAsync("/obcluster/inspection/report/1")).Data;

        Assert.Equal(dag.GetProperty("id").GetString(), report.GetProperty("local_task_id").GetString());
        Assert.Equal(("SUCCEED", 1), (report.GetProperty("status").GetString(), report.GetProperty("warning_count").GetInt32()));
        Assert.Equal(1, report.GetProperty("result_detail").GetProperty("warning_items").GetArrayLength());
        Assert.Equal(1, (await test.GetAsync("/obcluster/inspection/reports?scenario=BASIC")).Data.GetProperty("page").GetProperty("total_elements").GetInt32());
        Assert.Equal("Common.Unexpected", (await test.GetAsync("/obcluster/inspection/report/2")).ErrCode);
    }

    [Fact]
    public async Task A_licence_and_keys_of_shared_storage_are_for_clusters_of_their_kind()
    {
        await using var test = await AgentUnderTest.StartAsync();
        const string key = """{"access_key":"KEY","secret_key":"s","path":"oss://bucket/path","endpoint":"host"}""";
        Assert.Equal("Common.Unexpected", (await test.GetAsync("/obcluster/license")).ErrCode);
        Assert.Equal("SharedStorage.NotSupported", (await test.PostAsync("/obcluster/shared-storage/save-key", key)).ErrCode);

        (test.Agent.IsStandalone, test.Agent.IsSharedStorage) = (true, true);
        await test.PostAsync("/obcluster/shared-storage/save-key", key);
        var summary = (await test.GetAsync("/obcluster/info")).Data;

        Assert.Equal("Trial", summary.GetProperty("license").GetProperty("license_type").GetString());
        Assert.Equal("KEY", summary.GetProperty("shared_storage_info").GetProperty("access_key").GetString());
        Assert.Equal("SharedStorage.KeyValidateFailed", (await test.PostAsync("/obcluster/shared-storage/validate-key", key.Replace("oss", "file", StringComparison.Ordinal))).ErrCode);
    }

    [Fact]
    public async Task Obproxy_is_added_stopped_upgraded_and_deleted_by_tasks_of_its_own()
    {
        await using var test = await AgentUnderTest.StartAsync(options => options.AgentPassword = "A");
        using var client = new RawAgentClient(test.Agent);
        Task<RawAnswer> Send(HttpMethod method, string target, string? body = null)
            => client.SendAsync(method, "/api/v1" + target, RawHeader.ForAgent("A"), body);

        Assert.Equal(HttpStatusCode.NoContent, (await Send(HttpMethod.Delete, "/obproxy")).Status);
        Assert.Equal("OBProxy.NotBeManaged", (await Send(HttpMethod.Post, "/obproxy/stop")).ErrCode);
        Assert.Equal("OBProxy.RsListAndConfigUrl.Conflicted", (await Send(HttpMethod.Post, "/obproxy", """{"home_path":"/p","rs_list":"a","config_url":"b"}""")).ErrCode);
        var added = (await Send(HttpMethod.Post, "/obproxy", """{"home_path":"/p","name":"proxy","sql_port":3883}""")).Data.GetProperty("id").GetString()!;
        Assert.Equal("Agent.UnderMaintenance", (await Send(HttpMethod.Post, "/obproxy", """{"home_path":"/p"}""")).ErrCode);
        test.PassTime();
        Assert.Equal('4', added[0]);
        Assert.Equal("SUCCEED", (await Send(HttpMethod.Get, "/task/dag/" + added)).Data.GetProperty("state").GetString());
        Assert.Equal(("proxy", 3883, true), (test.Agent.ObProxy!.Name, test.Agent.ObProxy.SqlPort, test.Agent.ObProxy.IsRunning));
        Assert.True((await test.GetAsync("/info")).Data.GetProperty("isObproxyAgent").GetBoolean());
        Assert.Equal("OBProxy.AlreadyManaged", (await Send(HttpMethod.Post, "/obproxy", """{"home_path":"/p"}""")).ErrCode);
        Assert.Equal("OBProxy.Package.NotFound", (await Send(HttpMethod.Post, "/obproxy/upgrade", """{"version":"4.3.3.0","release":"1.el7"}""")).ErrCode);
        test.Agent.AddPackage("obproxy-ce-4.3.3.0-1.el7.x86_64.rpm");
        await Send(HttpMethod.Post, "/obproxy/upgrade", """{"version":"4.3.3.0","release":"1.el7"}""");
        test.PassTime();
        Assert.Equal("4.3.3.0-1", test.Agent.ObProxy!.Version);
        await Send(HttpMethod.Post, "/obproxy/stop");
        test.PassTime();
        Assert.Equal("OBProxy.NotRunning", (await Send(HttpMethod.Post, "/obproxy/upgrade", """{"version":"4.3.4.0","release":"1.el7"}""")).ErrCode);
        await Send(HttpMethod.Post, "/obproxy/start");
        test.PassTime();
        Assert.True(test.Agent.ObProxy!.IsRunning);
        await Send(HttpMethod.Delete, "/obproxy");
        test.PassTime();
        Assert.Null(test.Agent.ObProxy);
    }

    private static JsonElement Contents(RawAnswer answer) => answer.Data.GetProperty("contents");

    private static string? State(JsonElement item) => item.GetProperty("status").GetProperty("state").GetString();
}
