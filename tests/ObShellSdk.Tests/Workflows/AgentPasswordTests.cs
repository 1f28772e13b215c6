using ObShellSdk.Agents;
using ObShellSdk.Cluster;
using ObShellSdk.Errors;
using ObShellSdk.Observers;
using ObShellSdk.Tasks;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Tasks;
using ObShellSdk.Workflows;

namespace ObShellSdk.Tests.Workflows;

/// <summary>A cluster is made of agents that have passwords of their own; a wait uses the password that its own command sets.</summary>
public sealed class AgentPasswordTests
{
    private const string AgentPassword = "agent pässword";
    private const string RootPassword = "a root password";

    /// <summary>Step, and what goes wrong in it.</summary>
    public static TheoryData<int, string> Failures
    {
        get
        {
            var rows = new TheoryData<int, string>();
            for (int step = 1; step <= 6; step++)
            {
                rows.Add(step, "the request is lost");
                rows.Add(step, "the response is lost");
                rows.Add(step, "the DAG fails");
            }

            return rows;
        }
    }

    [Fact]
    public async Task JoinAsync_with_MasterPassword_can_be_waited_for()
    {
        await using FakeCluster hosts = await StartHostsAsync(2);
        AgentAddress master = new() { Ip = hosts.Agents[0].ReportedIp, Port = hosts.Agents[0].Port };
        using ObShellClient first = Connect(hosts.Agents[0]);
        await (await first.Agents.JoinAsync(new JoinAgentRequest { Master = master, Zone = "zone1" })).WaitAsync(LongWork.Steady with { MinPollInterval = TimeSpan.FromMilliseconds(10) });

        using ObShellClient second = Connect(hosts.Agents[1]);
        DagOperation join = await second.Agents.JoinAsync(new JoinAgentRequest { Master = master, Zone = "zone2", MasterPassword = AgentPassword });
        DagOutcome outcome = await join.WaitAsync(new WaitOptions { MinPollInterval = TimeSpan.FromMilliseconds(10), OutageTolerance = TimeSpan.Zero });

        Assert.Equal((DagOutcome.Succeeded, FakeAgentIdentity.Follower), (outcome, hosts.Agents[1].Identity));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("an earlier password")]
    public async Task ConfigureAsync_of_the_cluster_with_a_root_password_can_be_waited_for(string? before)
    {
        await using FakeCluster hosts = await FakeCluster.StartHostsAsync(1, options => options.Speed = 1000);
        FakeAgent agent = hosts.Agents[0];
        using ObShellClient joining = TestClients.Connect(agent, options => options.Credential = ObShellCredential.None);
        AgentAddress self = new() { Ip = agent.ReportedIp, Port = agent.Port };
        await (await joining.Agents.JoinAsync(new JoinAgentRequest { Master = self, Zone = "zone1" })).WaitAsync();

        var identity = new ClusterIdentity { ClusterId = 1, ClusterName = "new" };
        await (string.IsNullOrEmpty(before) ? Task.CompletedTask
            : (await joining.Cluster.ConfigureAsync(identity with { RootPassword = before })).WaitAsync());

        // What the client has counts until the new password is set.
        using ObShellClient client = TestClients.Connect(agent, options => options.Credential = before is null ? ObShellCredential.None : ObShellCredential.FromPassword(before));
        DagOperation configuration = await client.Cluster.ConfigureAsync(identity with { RootPassword = RootPassword });
        DagOutcome outcome = await configuration.WaitAsync(new WaitOptions { MinPollInterval = TimeSpan.FromMilliseconds(10), OutageTolerance = TimeSpan.Zero });

        Assert.Equal(DagOutcome.Succeeded, outcome);
    }

    [Fact]
    public async Task BootstrapCluster_takes_three_agents_with_passwords()
    {
        await using FakeCluster hosts = await StartHostsAsync(3);
        using ObShellClient client = hosts.CreateClient();

        ClusterMembers members = await client.Workflows.BootstrapCluster(Plan(hosts)).WaitAsync();

        Assert.Equal(3, members.Agents.Count);
        Assert.All(members.Agents, agent => Assert.Equal(AgentIdentity.ClusterAgent, agent.Identity));
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task BootstrapCluster_works_again_after_a_failure_in_each_step(int step, string what)
    {
        await using FakeCluster hosts = await StartHostsAsync(3);
        using ObShellClient client = hosts.CreateClient();
        Workflow<ClusterMembers> workflow = client.Workflows.BootstrapCluster(Plan(hosts));
        FakeAgent agent = hosts.Agents[step <= 3 ? step - 1 : 0];
        string route = step switch { <= 3 => "/api/v1/agent/join", 4 => "/api/v1/obcluster/config", 5 => "/api/v1/observer/config", _ => "/api/v1/ob/init" };

        await Assert.ThrowsAnyAsync<ObShellException>(async () =>
        {
            await foreach (WorkflowProgress report in workflow.WatchAsync())
            {
                if (report is { Dag: null, IsDone: false } && report.StepNumber == step)
                {
                    _ = what switch
                    {
                        "the DAG fails" => (object)agent.NextDag.FailAtNode(0, "ERROR: disk full"),
                        "the request is lost" => agent.OnPost(route).DropConnection().Once(),
                        _ => agent.OnPost(route).DropConnection(FakeDropPoint.AfterExecution).Once(),
                    };
                }
            }
        });

        ClusterMembers members = await client.Workflows.BootstrapCluster(Plan(hosts)).WaitAsync();

        Assert.Equal(6, workflow.Steps.Count);
        Assert.Equal(3, members.Agents.Count);
        Assert.All(members.Agents, member => Assert.Equal(AgentIdentity.ClusterAgent, member.Identity));
    }

    private static Task<FakeCluster> StartHostsAsync(int count) => FakeCluster.StartHostsAsync(count, options => (options.Speed, options.AgentPassword) = (1000, AgentPassword));

    private static BootstrapPlan Plan(FakeCluster hosts) => new()
    {
        MasterPassword = AgentPassword,
        Agents = [.. hosts.Agents.Select((agent, index) => new BootstrapAgent { Endpoint = agent.Endpoint, Zone = $"zone{index + 1}", Password = AgentPassword })],
        Cluster = new ClusterIdentity { ClusterId = 1, ClusterName = "new", RootPassword = RootPassword },
        Observers = [new ObserverConfiguration { Scope = ClusterScope.Global, Options = new Dictionary<string, string> { ["memory_limit"] = "8G" } }],
    };

    private static ObShellClient Connect(FakeAgent agent) => TestClients.Connect(agent, options => options.Credential = ObShellCredential.FromAgentPassword(AgentPassword));
}
