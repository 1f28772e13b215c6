using ObShellSdk.Agents;
using ObShellSdk.Cluster;
using ObShellSdk.Observers;
using ObShellSdk.Packages;
using ObShellSdk.Resources;
using ObShellSdk.Tenants;
using ObShellSdk.Testing;
using ObShellSdk.Upgrades;
using ObShellSdk.Workflows;

namespace ObShellSdk.Tests.Workflows;

public sealed class WorkflowTests
{
    private const string Tenant = "/api/v1/tenant";

    [Fact]
    public async Task Single_agents_become_a_cluster_and_a_second_run_does_nothing_again()
    {
        await using FakeCluster hosts = await FakeCluster.StartHostsAsync(2, options => options.Speed = 1000);
        using ObShellClient client = hosts.CreateClient();
        var plan = new BootstrapPlan
        {
            Agents = [.. hosts.Agents.Select((agent, index) => new BootstrapAgent { Endpoint = agent.Endpoint, Zone = $"zone{index + 1}" })],
            Cluster = new ClusterIdentity { ClusterId = 1, ClusterName = "new", RootPassword = "a root password" },
        };
        var reports = new List<WorkflowProgress>();

        Workflow<ClusterMembers> workflow = client.Workflows.BootstrapCluster(plan);
        await foreach (WorkflowProgress report in workflow.WatchAsync())
        {
            reports.Add(report);
        }

        Assert.All(workflow.Result!.Agents, agent => Assert.Equal(AgentIdentity.ClusterAgent, agent.Identity));
        Assert.Equal("new", workflow.Result.Cluster.Name);
        Assert.Equal(workflow.Steps, reports.Where(report => report.IsDone).Select(report => report.Step));

        await client.Workflows.BootstrapCluster(plan).WaitAsync();
        Assert.Single(hosts.Agents[0].RequestsTo(HttpMethod.Post, "/api/v1/obcluster/config"));
        Assert.Single(hosts.Agents[0].RequestsTo(HttpMethod.Post, "/api/v1/ob/init"));
    }

    [Fact]
    public async Task An_initialization_that_failed_goes_on_from_where_it_failed_in_the_next_run()
    {
        await using FakeCluster hosts = await FakeCluster.StartHostsAsync(2, options => options.Speed = 1000);
        using ObShellClient client = hosts.CreateClient();
        var plan = new BootstrapPlan
        {
            Agents = [.. hosts.Agents.Select((agent, index) => new BootstrapAgent { Endpoint = agent.Endpoint, Zone = $"zone{index + 1}" })],
            Cluster = new ClusterIdentity { ClusterId = 1, ClusterName = "new", RootPassword = "a root password" },
            Observers = [new ObserverConfiguration { Scope = ClusterScope.Global, Options = new Dictionary<string, string> { ["memory_limit"] = "8G" } }],
        };
        var error = await Assert.ThrowsAsync<DagFailedException>(async () =>
        {
            await foreach (WorkflowProgress report in client.Workflows.BootstrapCluster(plan).WatchAsync())
            {
                if (report is { Step: "initialization", Dag: null, IsDone: false })
                {
                    hosts.Agents[0].NextDag.FailAtNode(3, "ERROR: no memory");
                }
            }
        });

        ClusterMembers members = await client.Workflows.BootstrapCluster(plan).WaitAsync();

        Assert.Equal("Cluster boostrap", error.FailedNode!.Name);
        Assert.All(members.Agents, agent => Assert.Equal(AgentIdentity.ClusterAgent, agent.Identity));
        Assert.Single(hosts.Agents[0].RequestsTo(HttpMethod.Post, "/api/v1/ob/init"));
        Assert.Single(hosts.Agents[0].RequestsTo(HttpMethod.Post, "/api/v1/observer/config"));
    }

    [Fact]
    public async Task A_tenant_gets_its_unit_config_and_is_created_once()
    {
        await using FakeCluster cluster = await FakeCluster.StartAsync(1, options => options.Speed = 1000);
        using ObShellClient client = cluster.CreateClient();
        var plan = new TenantPlan
        {
            UnitConfigs = [new CreateUnitConfigRequest { Name = "small", MemorySize = ObSize.Parse("2G"), MaxCpu = 1 }],
            Tenant = new CreateTenantRequest { Name = "shop", Zones = [new TenantZone { Name = "zone1", UnitConfigName = "small" }] },
        };

        TenantInfo tenant = await client.Workflows.CreateTenant(plan).WaitAsync();
        await client.Workflows.CreateTenant(plan).WaitAsync();

        Assert.Equal("shop", tenant.TenantName);
        Assert.Equal(TenantStatus.Normal, tenant.Status);
        Assert.Single(cluster.Agents[0].RequestsTo(HttpMethod.Post, Tenant));
        Assert.Single(cluster.Agents[0].RequestsTo(HttpMethod.Post, "/api/v1/unit/config"));
    }

    [Fact]
    public void A_plan_that_lacks_something_is_refused_before_anything_is_sent()
    {
        using var client = new ObShellClient(new Uri("http://127.0.0.1:1"));
        var configuration = new ClusterIdentity { ClusterId = 1, ClusterName = "new" };
        var agent = new BootstrapAgent { Endpoint = client.Endpoint, Zone = "zone1" };

        Assert.Throws<ArgumentException>(() => client.Workflows.BootstrapCluster(new BootstrapPlan { Agents = [], Cluster = configuration }));
        Assert.Throws<ArgumentException>(() => client.Workflows.BootstrapCluster(new BootstrapPlan { Agents = [agent, agent], Cluster = configuration }));
        Assert.Throws<ArgumentException>(() => client.Workflows.CreateTenant(new TenantPlan { Tenant = new CreateTenantRequest { Name = "a b", Zones = [] } }));
        Assert.Throws<ArgumentException>(() => client.Workflows.UpgradeCluster(new UpgradePlan
        {
            Upgrade = new ObserverUpgradeRequest { Version = "", Release = "", Mode = UpgradeMode.Rolling }, Packages = [PackageFile.FromPath("/a.rpm")],
        }));
        Assert.Throws<ArgumentException>(() => client.Workflows.UpgradeCluster(new UpgradePlan
        {
            Upgrade = new ObserverUpgradeRequest { Version = "4.3.5.2", Release = "1.el7", Mode = UpgradeMode.Rolling }, Agents = new UpgradeRequest { Version = "4.5.0.0", Release = "" },
        }));
    }
}
