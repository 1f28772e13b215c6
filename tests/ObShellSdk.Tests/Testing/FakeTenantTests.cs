using System.Net;
using System.Text.Json;

namespace ObShellSdk.Tests.Testing;

/// <summary>Tenants, their units and replicas, their settings and passwords, and the recycle bin.</summary>
public sealed class FakeTenantTests
{
    private const string Unit = """{"name":"u","memory_size":"2G","max_cpu":2}""";
    private const string Tenant = """{"name":"t","zone_list":[{"name":"zone1","unit_config_name":"u","unit_num":1}]}""";

    [Fact]
    public async Task A_unit_config_is_made_once_and_dropped_when_nobody_uses_it()
    {
        await using var test = await AgentUnderTest.StartAsync();

        Assert.Equal(HttpStatusCode.OK, (await test.PostAsync("/unit/config", Unit)).Status);
        Assert.Equal("OB.Resource.UnitConfig.Existed", (await test.PostAsync("/unit/config", Unit)).ErrCode);
        Assert.Equal("Common.IllegalArgument", (await test.PostAsync("/unit/config", """{"name":"v","memory_size":"much","max_cpu":1}""")).ErrCode);
        Assert.Equal("Common.IllegalArgument", (await test.PostAsync("/unit/config", """{"name":"v","memory_size":"2G","max_cpu":1,"min_cpu":2}""")).ErrCode);
        Assert.Equal("Common.BindJsonFailed", (await test.PostAsync("/unit/config", """{"name":"v","memory_size":"2G"}""")).ErrCode);
        Assert.Equal(2L << 30, (await test.GetAsync("/unit/config/u")).Data.GetProperty("memory_size").GetInt64());
        await CreateTenantAsync(test);
        Assert.Equal("MySQL.Error", (await test.DeleteAsync("/unit/config/u")).ErrCode);
        await test.SendAsync(HttpMethod.Delete, "/tenant/t", null);
        test.PassTime();
        Assert.Equal(HttpStatusCode.OK, (await test.DeleteAsync("/unit/config/u")).Status);
        Assert.Equal(HttpStatusCode.OK, (await test.DeleteAsync("/unit/config/u")).Status);
        Assert.Equal("OB.Resource.UnitConfig.NotExist", (await test.GetAsync("/unit/config/u")).ErrCode);
    }

    [Fact]
    public async Task A_tenant_is_there_once_its_dag_is_done()
    {
        await using var test = await AgentUnderTest.StartAsync();
        await test.PostAsync("/unit/config", Unit);

        var dag = (await test.PostAsync("/tenant", Tenant.Replace("\"name\":\"t\"", "\"name\":\"t\",\"root_password\":\"P\",\"parameters\":{\"ha_low_thread_score\":10},\"variables\":{\"time_zone\":\"+00:00\"}", StringComparison.Ordinal))).Data;
        Assert.Equal("OB.Tenant.NotExist", (await test.GetAsync("/tenant/t")).ErrCode);
        test.PassTime();

        Assert.Equal("Create tenant t", dag.GetProperty("name").GetString());
        var tenant = (await test.GetAsync("/tenant/t")).Data;
        Assert.Equal(("NORMAL", "FULL{1}@zone1", "+00:00", "127.0.0.1"), (Text(tenant, "status"), Text(tenant, "locality"), Text(tenant, "time_zone"), Text(tenant, "whitelist")));
        Assert.Equal(["sys", "t"], await NamesAsync(test, "/tenants/overview", "tenant_name"));
        Assert.Equal("10", Text((await test.GetAsync("/tenant/t/parameter/ha_low_thread_score")).Data, "value"));
        Assert.Equal(("P", "P"), (test.Agent.FindTenant("t")!.RootPassword, test.Agent.FindTenant("t")!.KeptRootPassword));
        Assert.Equal("OB.Tenant.Existed", (await test.PostAsync("/tenant", Tenant)).ErrCode);
        Assert.Equal("t", Text((await test.GetAsync("/resource-pools")).Data.GetProperty("contents")[0], "name")![..1]);
        Assert.Equal("OB.Resource.Pool.Granted", (await test.DeleteAsync("/resource-pool/" + Text((await test.GetAsync("/resource-pools")).Data.GetProperty("contents")[0], "name"))).ErrCode);
    }

    [Theory]
    [InlineData("""{"name":"","zone_list":[{}]}""", "OB.Tenant.Name.Empty")]
    [InlineData("""{"name":"a$b","zone_list":[]}""", "OB.Tenant.Name.Invalid")]
    [InlineData("""{"name":"a","zone_list":[]}""", "OB.Tenant.ZoneList.Empty")]
    [InlineData("""{"name":"a"}""", "Common.BindJsonFailed")]
    [InlineData("""{"name":"a","zone_list":[{"name":"zone1","unit_config_name":"u","unit_num":1}],"mode":"oracle"}""", "OB.Tenant.Mode.NotSupported")]
    [InlineData("""{"name":"a","zone_list":[{"name":"zone1","unit_config_name":"u","unit_num":1}],"primary_zone":"zone2"}""", "OB.Tenant.PrimaryZone.Invalid")]
    [InlineData("""{"name":"a","zone_list":[{"name":"zone1","unit_config_name":"u","unit_num":1}],"charset":"none"}""", "OB.Tenant.Collation.Invalid")]
    [InlineData("""{"name":"a","zone_list":[{"name":"zone1","unit_config_name":"u","unit_num":1}],"variables":{"none":1}}""", "OB.Tenant.Variable.NotExist")]
    [InlineData("""{"name":"a","zone_list":[{"name":"zone1","unit_config_name":"u","unit_num":1}],"parameters":{"none":1}}""", "OB.Tenant.Parameter.NotExist")]
    [InlineData("""{"name":"a","zone_list":[{"name":"zone1","unit_config_name":"u","unit_num":1}],"scenario":"none"}""", "OB.Tenant.Scenario.NotSupported")]
    [InlineData("""{"name":"a","zone_list":[{"name":"zone9","unit_config_name":"u","unit_num":1}]}""", "OB.Zone.NotExist")]
    [InlineData("""{"name":"a","zone_list":[{"name":"zone1","unit_config_name":"v","unit_num":1}]}""", "OB.Resource.UnitConfig.NotExist")]
    [InlineData("""{"name":"a","zone_list":[{"name":"zone1","unit_config_name":"u","unit_num":2}]}""", "OB.Tenant.UnitNum.ExceedsLimit")]
    [InlineData("""{"name":"a","zone_list":[{"name":"zone1","unit_config_name":"u","unit_num":0}]}""", "OB.Tenant.UnitNum.Invalid")]
    [InlineData("""{"name":"a","zone_list":[{"name":"zone1","unit_config_name":"u","unit_num":1,"replica_type":"readonly"}]}""", "OB.Tenant.NoPaxosReplica")]
    [InlineData("""{"name":"a","zone_list":[{"name":"zone1","unit_config_name":"big","unit_num":1}]}""", "OB.Tenant.ResourceNotEnough")]
    public async Task A_tenant_that_cannot_be_is_refused_with_the_code_of_the_server(string body, string errCode)
    {
        await using var test = await AgentUnderTest.StartAsync();
        await test.PostAsync("/unit/config", Unit);
        await test.PostAsync("/unit/config", """{"name":"big","memory_size":"1T","max_cpu":2}""");

        Assert.Equal(errCode, (await test.PostAsync("/tenant", body)).ErrCode);
    }

    [Fact]
    public async Task A_dropped_tenant_is_gone_or_lies_in_the_recycle_bin()
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.AddTenant("gone");
        test.Agent.AddTenant("kept");

        await test.DeleteAsync("/tenant/gone");
        await test.SendAsync(HttpMethod.Delete, "/tenant/kept", """{"need_recycle":true}""");
        test.PassTime();
        Assert.Empty(test.Agent.Tenants);
        Assert.Equal(HttpStatusCode.NoContent, (await test.DeleteAsync("/tenant/gone")).Status);
        Assert.Equal("OB.Tenant.SysOperationNotAllowed", (await test.DeleteAsync("/tenant/sys")).ErrCode);
        Assert.Equal(["kept"], await NamesAsync(test, "/recyclebin/tenants", "original_tenant_name"));
        Assert.Equal("OB.Recyclebin.Tenant.NotExist", (await test.PostAsync("/recyclebin/tenant/gone")).ErrCode);
        Assert.Equal(HttpStatusCode.OK, (await test.PostAsync("/recyclebin/tenant/kept", """{"new_name":"back"}""")).Status);

        Assert.Equal("back", Assert.Single(test.Agent.Tenants).Name);
        await test.SendAsync(HttpMethod.Delete, "/tenant/back", """{"need_recycle":true}""");
        test.PassTime();
        Assert.Equal("Wait tenant purge finished", Text((await test.DeleteAsync("/recyclebin/tenant/back")).Data, "name"));
        Assert.Equal(HttpStatusCode.NoContent, (await test.DeleteAsync("/recyclebin/tenant/back")).Status);
    }

    [Fact]
    public async Task A_tenant_is_renamed_locked_and_let_out_again()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var tenant = test.Agent.AddTenant("t");

        await test.SendAsync(HttpMethod.Put, "/tenant/t/name", """{"new_name":"new"}""");
        await test.PostAsync("/tenant/new/lock");
        Assert.Equal("OB.Tenant.Locked", (await test.GetAsync("/tenant/new/precheck")).ErrCode);
        await test.DeleteAsync("/tenant/new/lock");

        Assert.Equal(("new", false), (tenant.Name, tenant.IsLocked));
        Assert.True((await test.GetAsync("/tenant/new/precheck")).Data.GetProperty("is_connectable").GetBoolean());
        Assert.Equal("MySQL.Error", (await test.SendAsync(HttpMethod.Put, "/tenant/sys/name", """{"new_name":"x"}""")).ErrCode);
        Assert.Equal("MySQL.Error", (await test.PostAsync("/tenant/sys/lock")).ErrCode);
    }

    [Fact]
    public async Task The_root_password_is_changed_tried_and_kept()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var tenant = test.Agent.AddTenant("t");

        Assert.Equal("MySQL.Error", (await test.SendAsync(HttpMethod.Put, "/tenant/t/password", """{"old_password":"x","new_password":"P"}""")).ErrCode);
        Assert.Equal(HttpStatusCode.OK, (await test.SendAsync(HttpMethod.Put, "/tenant/t/password", """{"new_password":"P"}""")).Status);
        Assert.False((await test.GetAsync("/tenant/t/precheck")).Data.GetProperty("is_connectable").GetBoolean());
        Assert.True((await test.GetAsync("/tenant/t/precheck", """{"root_password":"P"}""")).Data.GetProperty("is_connectable").GetBoolean());
        Assert.Equal("OB.Tenant.RootPasswordIncorrect", (await test.PostAsync("/tenant/t/password/persist", """{"password":"x"}""")).ErrCode);
        Assert.Equal(HttpStatusCode.OK, (await test.PostAsync("/tenant/t/password/persist", """{"password":"P"}""")).Status);

        Assert.True((await test.GetAsync("/tenant/t/precheck")).Data.GetProperty("is_connectable").GetBoolean());
        Assert.Equal("P", tenant.KeptRootPassword);
    }

    [Fact]
    public async Task Replicas_come_change_and_go()
    {
        await using var test = await ClusterUnderTest.StartAsync();
        await test.PostAsync(0, "/unit/config", Unit);
        await test.PostAsync(0, "/unit/config", """{"name":"v","memory_size":"3G","max_cpu":3}""");
        await test.RunAsync(0, "/tenant", Tenant);

        await test.RunAsync(0, "/tenant/t/replicas", """{"zone_list":[{"name":"zone2","unit_config_name":"u","unit_num":1},{"name":"zone3","unit_config_name":"u","unit_num":1}]}""");
        Assert.Equal("OB.Tenant.ZoneAlreadyHasReplica", (await test.PostAsync(0, "/tenant/t/replicas", """{"zone_list":[{"name":"zone2","unit_config_name":"u","unit_num":1}]}""")).ErrCode);
        await test.RunAsync(test[0], HttpMethod.Patch, "/tenant/t/replicas", """{"zone_list":[{"zone_name":"zone3","replica_type":"READONLY","unit_config_name":"v"}]}""");
        Assert.Equal("FULL{1}@zone1, FULL{1}@zone2, READONLY{1}@zone3", Text((await test.GetAsync(0, "/tenant/t")).Data, "locality"));
        Assert.Equal(HttpStatusCode.NoContent, (await test.SendAsync(test[0], HttpMethod.Patch, "/tenant/t/replicas", """{"zone_list":[{"zone_name":"zone3","unit_config_name":"v"}]}""")).Status);
        Assert.Equal("OB.Tenant.Locality.PrincipalNotAllowed", (await test.SendAsync(test[0], HttpMethod.Delete, "/tenant/t/replicas", """{"zones":["zone2"]}""")).ErrCode);
        await test.RunAsync(test[0], HttpMethod.Delete, "/tenant/t/replicas", """{"zones":["zone3"]}""");
        Assert.Equal(HttpStatusCode.NoContent, (await test.SendAsync(test[0], HttpMethod.Delete, "/tenant/t/replicas", """{"zones":["zone3"]}""")).Status);
        await test.RunAsync(test[0], HttpMethod.Put, "/tenant/t/primary-zone", """{"primary_zone":"zone2"}""");

        Assert.Equal(("zone2", "FULL{1}@zone1, FULL{1}@zone2"), (Text((await test.GetAsync(0, "/tenant/t")).Data, "primary_zone"), Text((await test.GetAsync(0, "/tenant/t")).Data, "locality")));
        Assert.Equal("OB.Tenant.PrimaryZone.Invalid", (await test.SendAsync(test[0], HttpMethod.Put, "/tenant/t/primary-zone", """{"primary_zone":"zone3"}""")).ErrCode);
    }

    [Fact]
    public async Task Settings_are_remembered_and_found_by_pattern()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var tenant = test.Agent.AddTenant("t");
        tenant.RootPassword = "P";

        await test.SendAsync(HttpMethod.Put, "/tenant/t/variables", """{"variables":{"ob_query_timeout":5}}""");
        await test.SendAsync(HttpMethod.Put, "/tenant/t/parameters", """{"parameters":{"enable_rebalance":false}}""");
        await test.SendAsync(HttpMethod.Put, "/tenant/t/whitelist", """{"whitelist":"10.0.0.1"}""");
        await test.PatchAsync("/obcluster/parameters", """{"params":[{"name":"syslog_level","value":"ERROR","scope":"CLUSTER"},{"name":"ha_low_thread_score","value":"9","scope":"TENANT","all_user_tenant":true}]}""");

        Assert.Equal("5", Text((await test.GetAsync("/tenant/t/variable/ob_query_timeout")).Data, "value"));
        Assert.Equal("False", Text((await test.GetAsync("/tenant/t/parameter/enable_rebalance")).Data, "value"));
        Assert.Equal("10.0.0.1,127.0.0.1", Text((await test.GetAsync("/tenant/t")).Data, "whitelist"));
        Assert.Equal(["ob_query_timeout", "ob_trx_idle_timeout", "ob_trx_timeout"], await NamesAsync(test, "/tenant/t/variables?filter=ob%25timeout", "name"));
        Assert.Equal("9", Text((await test.GetAsync("/tenant/t/parameter/ha_low_thread_score")).Data, "value"));
        Assert.Equal("OB.Tenant.Variable.NotExist", (await test.GetAsync("/tenant/t/variable/none")).ErrCode);
        Assert.Equal("MySQL.Error", (await test.SendAsync(HttpMethod.Put, "/tenant/t/variables", """{"variables":{"collation_server":"45"}}""")).ErrCode);
        Assert.Equal(HttpStatusCode.OK, (await test.SendAsync(HttpMethod.Put, "/tenant/t/variables", """{"variables":{"collation_server":"45"},"tenant_password":"P"}""")).Status);
        Assert.Equal("MySQL.Error", (await test.PatchAsync("/obcluster/parameters", """{"params":[{"name":"none","value":"1","scope":"CLUSTER"}]}""")).ErrCode);
        tenant.Status = "CREATING";
        Assert.Equal("OB.Tenant.StatusNotNormal", (await test.GetAsync("/tenant/t/variables")).ErrCode);
    }

    private static async Task CreateTenantAsync(AgentUnderTest test)
    {
        await test.PostAsync("/tenant", Tenant);
        test.PassTime();
    }

    private static string? Text(JsonElement data, string name) => data.GetProperty(name).GetString();

    private static async Task<IEnumerable<string?>> NamesAsync(AgentUnderTest test, string target, string name)
        => [.. (await test.GetAsync(target)).Data.GetProperty("contents").EnumerateArray().Select(item => Text(item, name))];
}
