using System.Net;
using ObShellSdk.Tenants;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Tasks;

namespace ObShellSdk.Tests.Tenants;

public sealed class TenantClientTests
{
    private const string Unfinished = "/api/v1/task/dag/ob/unfinish";

    public static TheoryData<string, HttpMethod, string, Func<ObShellClient, Task<DagOperation>>> Starts => new()
    {
        { "Create tenant tenant1", HttpMethod.Post, "/api/v1/tenant", client => client.Tenants.CreateAsync(New()) },
        { "Drop tenant", HttpMethod.Delete, "/api/v1/tenant/tenant1", client => client.Tenants.DropAsync("tenant1") },
        { "Scale out tenant replicas", HttpMethod.Post, "/api/v1/tenant/tenant1/replicas", client => client.Tenants.AddReplicasAsync("tenant1", New().Zones) },
        { "Scale in tenant replicas", HttpMethod.Delete, "/api/v1/tenant/tenant1/replicas", client => client.Tenants.RemoveReplicasAsync("tenant1", ["zone1"]) },
        { "Modify tenant replicas", HttpMethod.Patch, "/api/v1/tenant/tenant1/replicas", client => client.Tenants.UpdateReplicasAsync("tenant1", [new TenantZoneUpdate { ZoneName = "zone1", UnitNum = 2 }]) },
        { "Modify tenant primary zone", HttpMethod.Put, "/api/v1/tenant/tenant1/primary-zone", client => client.Tenants.SetPrimaryZoneAsync("tenant1", "zone1") },
    };

    [Theory]
    [MemberData(nameof(Starts), DisableDiscoveryEnumeration = true)]
    public async Task A_lost_start_is_found_by_its_name_and_tenant(string dagName, HttpMethod method, string path, Func<ObShellClient, Task<DagOperation>> start)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.On(method, path).DropConnection();
        string earlier = TenantDagJson.Of(dagName, dagId: 76);
        string others =
            $"{earlier},{TenantDagJson.Of(dagName, "tenant10", 77)},{TenantDagJson.Of("Create tenant tenant10", "tenant10", 78)},{TenantDagJson.Of("Restore backup", dagId: 79)}";
        agent.OnGet("/api/v1/task/dag/maintain/ob").Respond(FakeResponse.Data(earlier));
        agent.OnGet(Unfinished).Respond(FakeResponse.Data($$"""{"contents":[{{others}}]}"""));
        agent.OnGet("/api/v1/task/dags/ob").Respond(FakeResponse.Data("""{"contents":[]}"""));
        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => start(client));
        Assert.Equal(76, error.LostStart!.LastDagId);
        Assert.Null(await client.Tasks.FindStartedAsync(error));

        agent.OnGet(Unfinished).Respond(FakeResponse.Data($$"""{"contents":[{{others}},{{TenantDagJson.Of(dagName, dagId: 80)}}]}"""));

        Assert.Equal((dagName, "tenant1", 80L), (await client.Tasks.FindStartedAsync(error))!.Dag is { } dag ? (dag.Name, dag.MaintenanceKey, dag.DagId) : default);
        Assert.Single(agent.RequestsTo(method, path));
    }

    public static TheoryData<HttpMethod, string, Func<ObShellClient, Task<DagOperation>>> Idle => new()
    {
        { HttpMethod.Delete, "/api/v1/tenant/tenant1", client => client.Tenants.DropAsync("tenant1", new DropTenantRequest { NeedRecycle = true }) },
        { HttpMethod.Delete, "/api/v1/tenant/tenant1/replicas", client => client.Tenants.RemoveReplicasAsync("tenant1", ["zone9"]) },
        { HttpMethod.Patch, "/api/v1/tenant/tenant1/replicas", client => client.Tenants.UpdateReplicasAsync("tenant1", [new TenantZoneUpdate { ZoneName = "zone1" }]) },
    };

    [Theory]
    [MemberData(nameof(Idle), DisableDiscoveryEnumeration = true)]
    public async Task Where_there_is_nothing_to_do_the_operation_has_ended(HttpMethod method, string path, Func<ObShellClient, Task<DagOperation>> start)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.On(method, path).Respond(FakeResponse.Raw(HttpStatusCode.NoContent, ""));

        DagOperation operation = await start(client);

        Assert.True(operation.HasEnded);
        Assert.Equal(DagOutcome.Succeeded, await operation.WaitAsync());
    }

    [Fact]
    public async Task A_new_tenant_is_sent_with_its_values_as_they_are_and_without_what_is_left_to_the_server()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPost("/api/v1/tenant").Respond(FakeResponse.Data(TenantDagJson.Of("Create tenant tenant1")));

        DagOperation operation = await client.Tenants.CreateAsync(New() with
        {
            RootPassword = "",
            Mode = TenantMode.MySql,
            Variables = new Dictionary<string, ParameterValue> { ["autocommit"] = true, ["max_connections"] = 100, ["time_zone"] = "+08:00" },
        });

        Assert.Equal(DagJson.Id, operation.Id);
        Assert.Equal(
            """{"name":"tenant1","zone_list":[{"name":"zone1","unit_config_name":"small","unit_num":1}],"mode":"MYSQL","root_password":"","variables":{"autocommit":true,"max_connections":100,"time_zone":"+08:00"}}""",
            agent.Requests[^1].RevealBody());
    }

    [Theory]
    [InlineData("HTAP", "htap")]
    [InlineData("Express_OLTP", "express_oltp")]
    public async Task CreateAsync_sends_a_scenario_in_lower_case_with_variables_and_parameters(string scenario, string sent)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPost("/api/v1/tenant").Respond(FakeResponse.Data(TenantDagJson.Of("Create tenant tenant1")));

        await client.Tenants.CreateAsync(New() with { Scenario = scenario });
        await client.Tenants.CreateAsync(New() with { Scenario = scenario, Parameters = new Dictionary<string, ParameterValue> { ["cpu_quota_concurrency"] = 4 } });

        const string Tenant = """{"name":"tenant1","zone_list":[{"name":"zone1","unit_config_name":"small","unit_num":1}],""";
        Assert.Equal(
            [$$"""{{Tenant}}"variables":{},"parameters":{},"scenario":"{{sent}}"}""", $$"""{{Tenant}}"variables":{},"parameters":{"cpu_quota_concurrency":4},"scenario":"{{sent}}"}"""],
            agent.RequestsTo(HttpMethod.Post, "/api/v1/tenant").Select(request => request.RevealBody()));
    }

    [Fact]
    public async Task Passwords_of_the_root_user_travel_sealed_and_print_nowhere()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPut("/api/v1/tenant/tenant1/password").Respond(FakeResponse.Data("null"));
        agent.OnPost("/api/v1/tenant/tenant1/password/persist").Respond(FakeResponse.Data("null"));
        agent.OnPut("/api/v1/tenant/tenant1/variables").Respond(FakeResponse.Data("null"));

        await client.Tenants.SetRootPasswordAsync("tenant1", new SetRootPasswordRequest { NewPassword = "planted" });
        Assert.Equal("""{"new_password":"planted"}""", agent.Requests[^1].RevealBody());
        await client.Tenants.PersistRootPasswordAsync("tenant1", "planted");
        Assert.Equal("""{"password":"planted"}""", agent.Requests[^1].RevealBody());
        await client.TenantParameters.SetVariablesAsync("tenant1", new Dictionary<string, ParameterValue> { ["plsql_warnings"] = "off" }, "planted");
        Assert.Equal("""{"variables":{"plsql_warnings":"off"},"tenant_password":"planted"}""", agent.Requests[^1].RevealBody());

        Assert.All(agent.Requests, request => Assert.DoesNotContain("planted", request.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_login_is_tried_with_the_password_that_the_agent_keeps_unless_one_is_given()
    {
        const string Precheck = "/api/v1/tenant/tenant1/precheck";
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(Precheck).Respond(FakeResponse.Data("""{"is_connectable":true,"is_password_exists":false,"is_empty_root_password":false}"""));

        Assert.True((await client.Tenants.CheckLoginAsync("tenant1")).IsConnectable);
        Assert.DoesNotContain("root_password", agent.Requests[^1].RevealBody() ?? "", StringComparison.Ordinal);
        await client.Tenants.CheckLoginAsync("tenant1", "");
        Assert.Equal("""{"root_password":""}""", agent.Requests[^1].RevealBody());
    }

    [Fact]
    public async Task A_login_that_was_tried_in_vain_is_tried_again_since_it_changes_nothing()
    {
        const string Precheck = "/api/v1/tenant/tenant1/precheck";
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(Precheck).Respond(FakeResponse.Data("""{"is_connectable":true}"""));
        agent.OnGet(Precheck).DropConnection(FakeDropPoint.AfterExecution).Once();

        Assert.True((await client.Tenants.CheckLoginAsync("tenant1", "p")).IsConnectable);
        Assert.Equal(2, agent.RequestsTo(Precheck).Count);
    }

    [Fact]
    public async Task An_empty_whitelist_is_sent_as_such()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPut("/api/v1/tenant/tenant1/whitelist").Respond(FakeResponse.Data("null"));

        await client.Tenants.SetWhitelistAsync("tenant1", "");

        Assert.Equal("""{"whitelist":""}""", agent.Requests[^1].RevealBody());
    }

    [Fact]
    public async Task Words_that_the_agent_knows_in_capitals_only_are_sent_so()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet("/api/v1/tenants/overview").Respond(FakeResponse.Data("""{"contents":null}"""));
        agent.OnPatch("/api/v1/tenant/tenant1/replicas").Respond(FakeResponse.Raw(HttpStatusCode.NoContent, ""));

        Assert.Empty(await client.Tenants.ListAsync(new TenantMode("oracle")));
        Assert.EndsWith("?mode=ORACLE", agent.Requests[^1].RawTarget, StringComparison.Ordinal);
        await client.Tenants.UpdateReplicasAsync("tenant1", [new TenantZoneUpdate { ZoneName = "zone1", ReplicaType = new ReplicaType("readonly") }]);
        Assert.Equal("""{"zone_list":[{"zone_name":"zone1","replica_type":"READONLY"}]}""", agent.Requests[^1].RevealBody());
    }

    [Fact]
    public async Task A_pattern_of_names_and_a_name_with_a_sharp_reach_the_agent_whole()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet("/api/v1/tenant/{name}/parameters").Respond(FakeResponse.Data("""{"contents":[{"name":"cpu_quota","value":"4"}]}"""));

        TenantParameter parameter = Assert.Single(await client.TenantParameters.ListParametersAsync("a#b+c", @"cpu\_%&x=1"));

        Assert.Equal(("cpu_quota", "4", ""), (parameter.Name, parameter.Value, parameter.Info));
        Assert.Equal("/api/v1/tenant/a%23b%2Bc/parameters?filter=cpu%5C_%25%26x%3D1", agent.Requests[^1].RawTarget);
    }

    [Theory]
    [InlineData("4.2.4.0-1")]
    [InlineData("4.2.6.0-1")]
    [InlineData("4.5.0.0-1")]
    public async Task Agents_of_every_release_know_primary_zone_and_password_by_one_name(string version)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Version = version);
        using ObShellClient client = TestClients.Connect(agent);
        FakeRule zone = agent.OnPut("/api/v1/tenant/tenant1/primary-zone").Respond(FakeResponse.Data(TenantDagJson.Of("Modify tenant primary zone")));
        FakeRule password = agent.OnPut("/api/v1/tenant/tenant1/password").Respond(FakeResponse.Data("null"));

        await client.Tenants.SetPrimaryZoneAsync("tenant1", "RANDOM");
        await client.Tenants.SetRootPasswordAsync("tenant1", new SetRootPasswordRequest { NewPassword = "new", OldPassword = "old" });

        Assert.Equal((1, 1), (zone.Hits, password.Hits));
    }

    [Fact]
    public async Task A_tenant_is_read_with_its_pools_and_flags()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet("/api/v1/tenant/tenant1").Respond(FakeResponse.Data(
            """
            {"tenant_name":"tenant1","tenant_id":1002,"created_time":"2026-03-01T02:03:04+08:00","mode":"MYSQL","status":"NORMAL","locked":"NO","in_recyclebin":"NO",
            "pools":[{"pool_name":"p","pool_id":1,"zone_list":"zone1","observer_list":"10.0.0.1:2882","unit_num":1,"unit_config":{"name":"small","memory_size":2147483648,"max_iops":9223372036854775807}}],
            "connection_strings":null}
            """));

        TenantInfo tenant = await client.Tenants.GetAsync("tenant1");

        Assert.False(tenant.Locked);
        Assert.Equal(TenantStatus.Normal, tenant.Status);
        Assert.Empty(tenant.ConnectionStrings);
        TenantPool pool = Assert.Single(tenant.Pools);
        Assert.Equal("2G", pool.UnitConfig!.MemorySize.ToString());
        Assert.Equal(long.MaxValue, pool.UnitConfig.MaxIops);
    }

    private static CreateTenantRequest New() => new() { Name = "tenant1", Zones = [new TenantZone { Name = "zone1", UnitConfigName = "small" }] };
}
