using System.Net;
using System.Text.Json;

namespace ObShellSdk.Tests.Testing;

/// <summary>What lies in a tenant: databases, users, roles, privileges, sessions, deadlocks, compaction.</summary>
public sealed class FakeTenantContentTests
{
    [Fact]
    public async Task The_tenants_root_password_opens_it_and_a_wrong_one_does_not()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var tenant = test.Agent.AddTenant("t");
        tenant.RootPassword = "P";

        Assert.Equal("MySQL.Error", (await test.GetAsync("/tenant/t/databases")).ErrCode);
        Assert.Equal("MySQL.Error", (await test.GetAsync("/tenant/t/databases", """{"root_password":"x"}""")).ErrCode);
        Assert.Equal(HttpStatusCode.OK, (await test.GetAsync("/tenant/t/databases", """{"root_password":"P"}""")).Status);
        tenant.KeptRootPassword = "P";
        Assert.Equal(HttpStatusCode.OK, (await test.GetAsync("/tenant/t/databases")).Status);
        Assert.Equal(HttpStatusCode.OK, (await test.GetAsync("/tenant/sys/users")).Status);
        tenant.IsLocked = true;
        Assert.Equal("OB.Tenant.Locked", (await test.GetAsync("/tenant/t/databases")).ErrCode);
        Assert.Equal("OB.Tenant.NotExist", (await test.GetAsync("/tenant/none/databases")).ErrCode);
    }

    [Fact]
    public async Task Databases_are_created_changed_and_dropped()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var tenant = test.Agent.AddTenant("t");

        Assert.Equal(HttpStatusCode.OK, (await test.PostAsync("/tenant/t/databases", """{"db_name":"shop"}""")).Status);
        Assert.Equal("MySQL.Error", (await test.PostAsync("/tenant/t/databases", """{"db_name":"shop"}""")).ErrCode);
        Assert.Equal("OB.Database.Name.Invalid", (await test.PostAsync("/tenant/t/databases", """{"db_name":"a b"}""")).ErrCode);
        Assert.Equal("Common.BindJsonFailed", (await test.PostAsync("/tenant/t/databases")).ErrCode);
        await test.SendAsync(HttpMethod.Put, "/tenant/t/databases/shop", """{"collation":"gbk_bin","read_only":true}""");
        var shop = (await test.GetAsync("/tenant/t/databases/shop")).Data;
        Assert.Equal(("gbk", "gbk_bin", true), (Text(shop, "charset"), Text(shop, "collation"), shop.GetProperty("read_only").GetBoolean()));
        Assert.Contains("shop", tenant.Databases);
        Assert.Equal("OB.Database.NotExist", (await test.SendAsync(HttpMethod.Put, "/tenant/t/databases/none", """{"read_only":true}""")).ErrCode);
        Assert.Equal(HttpStatusCode.OK, (await test.DeleteAsync("/tenant/t/databases/shop")).Status);
        Assert.Equal(HttpStatusCode.OK, (await test.DeleteAsync("/tenant/t/databases/shop")).Status);
        Assert.Equal("OB.Database.NotExist", (await test.GetAsync("/tenant/t/databases/shop")).ErrCode);
        tenant.Mode = "ORACLE";
        Assert.Equal("OB.User.OracleModeNotSupport", (await test.GetAsync("/tenant/t/databases")).ErrCode);
    }

    [Fact]
    public async Task Users_have_privileges_passwords_and_locks()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var tenant = test.Agent.AddTenant("t");

        Assert.Equal(HttpStatusCode.OK, (await test.PostAsync("/tenant/t/user", """{"user_name":"app","password":"p","global_privileges":["select"],"db_privileges":[{"db_name":"test","privileges":["INSERT"]}]}""")).Status);
        Assert.Equal("MySQL.Error", (await test.PostAsync("/tenant/t/user", """{"user_name":"app","password":"p"}""")).ErrCode);
        Assert.Equal("OB.User.Name.Invalid", (await test.PostAsync("/tenant/t/user", """{"user_name":"1","password":"p"}""")).ErrCode);
        Assert.Equal("OB.User.OracleModeNotSupport", (await test.PostAsync("/tenant/t/user", """{"user_name":"other","password":"p","roles":["r"]}""")).ErrCode);
        Assert.Equal(["root", "app", "other"], tenant.Users);
        await test.SendAsync(HttpMethod.Put, "/tenant/t/user/app/global-privileges", """{"global_privileges":["CREATE","DROP"]}""");
        await test.SendAsync(HttpMethod.Put, "/tenant/t/user/app/db-privilege", """{"db_privileges":[{"db_name":"mysql","privileges":["SELECT"]}]}""");
        await test.SendAsync(HttpMethod.Put, "/tenant/t/user/app/lock", null);
        var app = (await test.GetAsync("/tenant/t/user/app")).Data;
        Assert.Equal(["CREATE", "DROP"], Texts(app, "global_privileges"));
        Assert.Equal("mysql", Text(Assert.Single(app.GetProperty("db_privileges").EnumerateArray()), "db_name"));
        Assert.True(app.GetProperty("is_locked").GetBoolean());
        Assert.Equal("OB.User.Privilege.NotSupported", (await test.SendAsync(HttpMethod.Put, "/tenant/t/user/app/global-privilege", """{"global_privileges":["FLY"]}""")).ErrCode);
        Assert.Equal("OB.User.NotExists", (await test.DeleteAsync("/tenant/t/user/none/lock")).ErrCode);
        Assert.Equal("OB.User.NotExists", (await test.GetAsync("/tenant/t/user/none")).ErrCode);
        Assert.Equal("OB.User.MysqlModeNotSupport", (await test.GetAsync("/tenant/t/roles")).ErrCode);
        await test.SendAsync(HttpMethod.Put, "/tenant/t/user/root/password", """{"new_password":"P"}""");
        Assert.Equal("P", tenant.RootPassword);
        Assert.Equal("MySQL.Error", (await test.DeleteAsync("/tenant/t/user/app")).ErrCode);
        tenant.KeptRootPassword = "P";
        await test.DeleteAsync("/tenant/t/user/app");
        Assert.Equal(["root", "other"], tenant.Users);
    }

    [Fact]
    public async Task Roles_are_given_and_objects_opened_in_an_oracle_tenant()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var tenant = test.Agent.AddTenant("o").WithObject("APP", "ORDERS");
        tenant.Mode = "ORACLE";
        tenant.WithObject("APP", "ORDERS");
        const string grant = """{"object_privileges":[{"owner":"APP","object_name":"ORDERS","privileges":["SELECT","INSERT"]}]}""";

        Assert.Equal(HttpStatusCode.OK, (await test.PostAsync("/tenant/o/role", """{"role_name":"READER","global_privileges":["CREATE_SESSION"]}""")).Status);
        Assert.Equal("Oracle.Error", (await test.PostAsync("/tenant/o/role", """{"role_name":"READER"}""")).ErrCode);
        Assert.Equal("OB.Role.Name.Invalid", (await test.PostAsync("/tenant/o/role", """{"role_name":"1"}""")).ErrCode);
        await test.PostAsync("/tenant/o/user", """{"user_name":"APP","password":"p"}""");
        await test.SendAsync(HttpMethod.Put, "/tenant/o/user/APP/roles", """{"roles":["READER"]}""");
        await test.PostAsync("/tenant/o/role/READER/object-privileges", grant);
        await test.SendAsync(HttpMethod.Delete, "/tenant/o/role/READER/object-privileges", grant.Replace("\"SELECT\",", "", StringComparison.Ordinal));
        var role = (await test.GetAsync("/tenant/o/role/READER")).Data;

        Assert.Equal(["APP"], Texts(role, "user_grantees"));
        Assert.Equal(["SELECT"], Texts(role.GetProperty("object_privileges")[0], "privileges"));
        Assert.Equal("Oracle.Error", (await test.PostAsync("/tenant/o/user/APP/object-privileges", grant.Replace("ORDERS", "NONE", StringComparison.Ordinal))).ErrCode);
        Assert.Equal("OB.Role.NotExists", (await test.GetAsync("/tenant/o/role/NONE")).ErrCode);
        await test.DeleteAsync("/tenant/o/role/READER");
        Assert.Equal(JsonValueKind.Null, (await test.GetAsync("/tenant/o/user/APP")).Data.GetProperty("granted_roles").ValueKind);
        Assert.Equal(["CONNECT", "DBA", "RESOURCE"], tenant.Roles);
    }

    [Fact]
    public async Task Sessions_are_filtered_counted_and_killed()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var tenant = test.Agent.AddTenant("t");
        var (idle, active) = (tenant.AddSession(), tenant.AddSession("app", "shop", "select 1"));
        test.PassTime(5);

        var listed = (await test.GetAsync("/tenant/t/sessions?active_only=true")).Data;
        Assert.Equal(active, Assert.Single(listed.GetProperty("contents").EnumerateArray()).GetProperty("id").GetInt64());
        Assert.Equal(1, (await test.GetAsync("/tenant/t/sessions?page=2&size=1")).Data.GetProperty("page").GetProperty("total_elements").GetInt32());
        Assert.Equal(5, (await test.GetAsync($"/tenant/t/sessions/{active}")).Data.GetProperty("time").GetDouble());
        Assert.Equal(1, (await test.GetAsync("/tenant/t/sessions/stats", """{"root_password":"wrong"}""")).Data.GetProperty("active_count").GetInt32());
        Assert.Equal(1, (await test.GetAsync("/tenant/t/user/app/stats")).Data.GetProperty("session").GetProperty("active").GetInt32());
        await test.SendAsync(HttpMethod.Delete, "/tenant/t/sessions/queries", $$"""{"session_ids":[{{active}}]}""");
        Assert.Equal("SLEEP", Text((await test.GetAsync($"/tenant/t/sessions/{active}")).Data, "state"));
        await test.SendAsync(HttpMethod.Delete, "/tenant/t/sessions", $$"""{"session_ids":[{{active}}]}""");
        Assert.Equal([idle], tenant.Sessions);
        Assert.Equal("MySQL.Error", (await test.SendAsync(HttpMethod.Delete, "/tenant/t/sessions", $$"""{"session_ids":[{{active}}]}""")).ErrCode);
        Assert.Equal("OB.Tenant.Session.NotExist", (await test.GetAsync($"/tenant/t/sessions/{active}")).ErrCode);
    }

    [Fact]
    public async Task Deadlocks_come_newest_first_and_past_the_end_there_are_none()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var tenant = test.Agent.AddTenant("t").WithDeadlock();
        test.PassTime();
        tenant.WithDeadlock("update a", "update b", "update c");

        var first = (await test.GetAsync("/tenant/t/deadlocks?page=1&size=1", """{"root_password":"wrong"}""")).Data;

        Assert.Equal(3, first.GetProperty("contents")[0].GetProperty("size").GetInt32());
        Assert.Equal(2, first.GetProperty("page").GetProperty("total_elements").GetInt32());
        Assert.Equal(0, (await test.GetAsync("/tenant/t/deadlocks?page=3&size=1")).Data.GetProperty("page").GetProperty("total_elements").GetInt32());
    }

    [Fact]
    public async Task A_compaction_takes_its_time_and_is_not_started_twice()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var tenant = test.Agent.AddTenant("t");
        (tenant.HasCompactionError, tenant.SlowStatements) = (true, 7);

        Assert.Equal(HttpStatusCode.OK, (await test.PostAsync("/tenant/t/compact")).Status);
        Assert.Equal("OB.Tenant.Compaction.Status.NotIdle", (await test.PostAsync("/tenant/t/compact")).ErrCode);
        Assert.Equal("COMPACTING", Text((await test.GetAsync("/tenant/t/compaction")).Data, "status"));
        test.PassTime();
        var compaction = (await test.GetAsync("/tenant/t/compaction")).Data;
        Assert.Equal(("IDLE", "YES"), (Text(compaction, "status"), Text(compaction, "is_error")));
        await test.DeleteAsync("/tenant/t/compaction-error");
        Assert.False(tenant.HasCompactionError);
        Assert.Equal("t", Text((await test.GetAsync("/tenant/top-compactions?limit=1")).Data.GetProperty("contents")[0], "tenant_name"));
        Assert.Equal("Request.Query.Param.Illegal", (await test.GetAsync("/tenant/top-compactions?limit=x")).ErrCode);
        Assert.Equal("Request.Query.Param.Empty", (await test.GetAsync("/tenant/top-slow-sqls")).ErrCode);
        Assert.Equal(7, (await test.GetAsync("/tenant/top-slow-sqls?start_time=2026-06-01T00:00:00Z&end_time=2026-06-02T00:00:00Z")).Data.GetProperty("contents")[0].GetProperty("count").GetInt32());
    }

    private static string? Text(JsonElement data, string name) => data.GetProperty(name).GetString();

    private static IEnumerable<string?> Texts(JsonElement data, string name) => data.GetProperty(name).EnumerateArray().Select(item => item.GetString());
}
