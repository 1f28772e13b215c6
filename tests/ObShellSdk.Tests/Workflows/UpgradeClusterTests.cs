using ObShellSdk.Cluster;
using ObShellSdk.Packages;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Packages;
using ObShellSdk.Upgrades;
using ObShellSdk.Workflows;

namespace ObShellSdk.Tests.Workflows;

/// <summary>Upgrades of whole clusters: every step once, through the restarts, and on from where an earlier run stopped.</summary>
public sealed class UpgradeClusterTests
{
    private const string Upload = "/api/v1/package";
    private const string Check = "/api/v1/ob/upgrade/check";
    private const string Roll = "/api/v1/ob/upgrade";

    private static readonly TimeSpan _step = TimeSpan.FromMilliseconds(100);
    private static readonly WaitOptions _steady = new() { MinPollInterval = _step, MaxPollInterval = _step, OutageTolerance = TimeSpan.Zero };

    private static readonly string[] _packages =
    [
        "oceanbase-ce-4.3.5.2-102000012025.el7.x86_64.rpm",
        "oceanbase-ce-libs-4.3.5.2-102000012025.el7.x86_64.rpm",
    ];

    private readonly TestClock _clock = new();

    [Fact]
    public async Task Agents_and_observers_are_upgraded_step_by_step_while_agents_restart_with_new_keys()
    {
        await using FakeCluster cluster = await StartAsync(options => (options.Version, options.KeyBits) = ("4.4.1.0-1", 512));
        using ObShellClient client = Connect(cluster);
        string[] keys = [.. cluster.Agents.Select(agent => agent.PublicKey)];
        UpgradePlan plan = Plan() with
        {
            Agents = new UpgradeRequest { Version = "4.5.0.0", Release = "12.el7" },
            Packages = [.. Plan().Packages, PackageFile.FromStream(new MemoryStream(RpmFile.Make("obshell-4.5.0.0-12.el7.x86_64.rpm")), "agent.rpm")],
        };
        var reports = new List<WorkflowProgress>();

        Workflow<ClusterMembers> workflow = client.Workflows.UpgradeCluster(plan);
        ClusterMembers members = await RunAsync(workflow, reports.Add);

        Assert.Equal(
            [
                "package 0.rpm", "package 1.rpm", "package agent.rpm", "check: agents to 4.5.0.0", "check: observers to 4.3.5.2",
                "upgrade: agents to 4.5.0.0", "upgrade: observers to 4.3.5.2",
            ],
            workflow.Steps);
        Assert.Equal(workflow.Steps, reports.Where(report => report.IsDone).Select(report => report.Step));
        Assert.Equal(
            [
                "Upgrade check obshell 4.5.0.0-12.el7", "Upgrade check OB 4.3.5.2-102000012025.el7",
                "Upgrade obshell 4.5.0.0-12.el7", "OB rolling upgrade 4.3.5.2-102000012025.el7",
            ],
            cluster.Agents[0].Dags.Select(dag => dag.Name));
        Assert.All(cluster.Agents[0].Dags, dag => Assert.Equal("SUCCEED", dag.State));
        Assert.Equal(["4.5.0.0-12", "4.5.0.0-12", "4.5.0.0-12"], members.Agents.Select(agent => agent.Version));
        Assert.All(members.Cluster.Topology.Values.SelectMany(zone => zone), server => Assert.Equal("4.3.5.2_102000012025", server.BuildVersion));
        Assert.Equal([5, 6], reports.Where(report => report.Dag?.Outage is not null).Select(report => report.StepNumber - 1).Distinct());
        Assert.All(cluster.Agents.Zip(keys), pair => Assert.NotEqual(pair.Second, pair.First.PublicKey));
        Assert.Equal(3, cluster.Agents[0].Packages.Count);
    }

    [Fact]
    public async Task A_second_run_sends_nothing_that_changes_anything_even_when_the_packages_are_gone()
    {
        await using FakeCluster cluster = await StartAsync();
        using ObShellClient client = Connect(cluster);
        await RunAsync(client.Workflows.UpgradeCluster(Plan()));
        foreach (UpgradePackage package in await client.Packages.ListAsync())
        {
            await client.Packages.DeleteAsync(package.Id);
        }

        int before = Commands(cluster).Count;
        using ObShellClient other = Connect(cluster);
        ClusterMembers members = await RunAsync(other.Workflows.UpgradeCluster(Plan()));

        Assert.Equal(before, Commands(cluster).Count);
        Assert.Equal(3, members.Agents.Count);
    }

    [Fact]
    public async Task A_cluster_that_is_newer_than_the_plan_is_not_taken_for_upgraded()
    {
        await using FakeCluster cluster = await StartAsync();
        using ObShellClient client = Connect(cluster);
        UpgradePlan plan = Plan();

        var error = await Assert.ThrowsAsync<ObShellApiException>(
            () => RunAsync(client.Workflows.UpgradeCluster(plan with { Upgrade = plan.Upgrade with { Version = "4.3.5.0" } })));

        Assert.Equal(ObShellErrorCodes.UpgradeToLowerVersion, error.Code);
        Assert.Empty(cluster.Agents[0].Dags);
    }

    [Fact]
    public async Task Packages_are_known_by_what_they_hold_and_not_by_what_their_files_are_called()
    {
        await using FakeCluster cluster = await StartAsync();
        using ObShellClient client = Connect(cluster);
        await client.Packages.UploadAsync(PackageFile.FromStream(new MemoryStream(RpmFile.Make(_packages[0])), _packages[0]));
        await client.Packages.UploadAsync(PackageFile.FromStream(new MemoryStream(RpmFile.Make(_packages[1], "an earlier build")), _packages[1]));

        await RunAsync(client.Workflows.UpgradeCluster(Plan()));

        Assert.Equal([_packages[0], _packages[1], "1.rpm"], Requests(cluster, Upload).Select(request => request.File!.Name));
    }

    [Fact]
    public async Task A_script_that_ended_during_the_check_attaches_to_it()
    {
        await using FakeCluster cluster = await StartAsync();
        using (ObShellClient first = Connect(cluster))
        {
            await RunUntilAsync(first.Workflows.UpgradeCluster(Plan()), report => report is { Step: "check: observers to 4.3.5.2", Dag: not null });
        }

        using ObShellClient client = Connect(cluster);
        await RunAsync(client.Workflows.UpgradeCluster(Plan()));

        Assert.Equal(2, Requests(cluster, Upload).Count);
        Assert.Single(Requests(cluster, Check));
        Assert.Single(Requests(cluster, Roll));
    }

    [Fact]
    public async Task A_script_that_ended_during_the_upgrade_attaches_to_it_without_another_check_or_upload()
    {
        await using FakeCluster cluster = await StartAsync();
        using (ObShellClient first = Connect(cluster))
        {
            await RunUntilAsync(first.Workflows.UpgradeCluster(Plan()), report => report.Dag?.CurrentNode?.Name == "Reinstall and restart observer");
        }

        foreach (FakePackage package in cluster.Agents[0].Packages)
        {
            using ObShellClient operators = Connect(cluster);
            await operators.Packages.DeleteAsync(package.Id);
        }

        using ObShellClient client = Connect(cluster);
        ClusterMembers members = await RunAsync(client.Workflows.UpgradeCluster(Plan()));

        Assert.Equal(2, Requests(cluster, Upload).Count);
        Assert.Single(Requests(cluster, Check));
        Assert.Single(Requests(cluster, Roll));
        Assert.All(members.Cluster.Topology.Values.SelectMany(zone => zone), server => Assert.Equal("4.3.5.2_102000012025", server.BuildVersion));
    }

    [Fact]
    public async Task A_check_that_fails_ends_the_workflow_before_anything_is_upgraded()
    {
        await using FakeCluster cluster = await StartAsync(options => options.Version = "4.4.2.0-1");
        using ObShellClient client = Connect(cluster);
        UpgradePlan plan = Plan() with
        {
            Agents = new UpgradeRequest { Version = "4.5.0.0", Release = "12.el7" },
            Packages = [.. Plan().Packages, PackageFile.FromStream(new MemoryStream(RpmFile.Make("obshell-4.5.0.0-12.el7.x86_64.rpm")), "agent.rpm")],
        };
        var scripted = new Action<WorkflowProgress>(report =>
        {
            if (report is { Step: "check: observers to 4.3.5.2", Dag: null, IsDone: false })
            {
                cluster.Agents[0].NextDag.FailAtNode(2, "ERROR: [Environment.DiskSpaceNotEnough]: The disk is full.");
            }
        });

        var error = await Assert.ThrowsAsync<DagFailedException>(() => RunAsync(client.Workflows.UpgradeCluster(plan), scripted));

        Assert.Equal(DagOutcome.Failed, error.Outcome);
        Assert.Equal("Upgrade check OB 4.3.5.2-102000012025.el7", error.Dag.Name);
        Assert.Equal("Download all required packages", error.FailedNode!.Name);
        Assert.Contains("The disk is full.", error.ErrorText, StringComparison.Ordinal);
        Assert.False(error.MayHoldLock);
        Assert.Empty(Requests(cluster, Roll));
        Assert.Empty(Requests(cluster, "/api/v1/agent/upgrade"));
        Assert.All(cluster.Agents, agent => Assert.Equal("4.4.2.0-1", agent.Version));

        await RunAsync(client.Workflows.UpgradeCluster(plan));
        Assert.Equal(3, Requests(cluster, Upload).Count);
        Assert.Equal(2, Requests(cluster, Check).Count);
    }

    [Fact]
    public async Task What_the_check_is_refused_for_is_told_by_its_code()
    {
        await using FakeCluster cluster = await StartAsync();
        using ObShellClient client = Connect(cluster);

        var error = await Assert.ThrowsAsync<ObShellApiException>(() => RunAsync(client.Workflows.UpgradeCluster(Plan() with { Packages = [.. Plan().Packages.Take(1)] })));

        Assert.Equal(ObShellErrorCodes.PackageNotExist, error.Code);
        Assert.False(error.MayHaveRun);
        Assert.Contains(_packages[1], error.Message, StringComparison.Ordinal);
        Assert.Empty(cluster.Agents[0].Dags);
    }

    [Theory]
    [InlineData(FakeDropPoint.BeforeExecution, 3)]
    [InlineData(FakeDropPoint.AfterExecution, 2)]
    public async Task An_upload_whose_answer_is_lost_is_told_and_the_next_run_sends_what_is_missing(FakeDropPoint point, int uploads)
    {
        await using FakeCluster cluster = await StartAsync();
        using ObShellClient client = Connect(cluster);
        cluster.Agents[0].OnPost(Upload).DropConnection(point).Once();

        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => RunAsync(client.Workflows.UpgradeCluster(Plan())));
        Assert.True(error.MayHaveRun);
        Assert.Equal("POST /api/v1/package", error.Route);
        Assert.Empty(Requests(cluster, Check));

        await RunAsync(client.Workflows.UpgradeCluster(Plan()));
        Assert.Equal(uploads, Requests(cluster, Upload).Count);
        Assert.Equal(2, cluster.Agents[0].Packages.Count);
    }

    [Fact]
    public async Task An_upload_that_breaks_half_way_leaves_nothing_and_starts_nothing()
    {
        await using FakeCluster cluster = await StartAsync();
        using var wire = new UploadWire { BreakAt = 100_000 };
        using ObShellClient client = Connect(cluster, options => options.Transport = wire);

        UpgradePlan plan = Plan() with { Packages = [PackageFile.FromStream(new MemoryStream(RpmFile.Make(_packages[0], new string('x', 200_000))), "0.rpm")] };

        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => RunAsync(client.Workflows.UpgradeCluster(plan)));

        Assert.False(error.MayHaveRun);
        Assert.Equal(3, wire.Uploads);
        Assert.Empty(cluster.Agents[0].Packages);
        Assert.Empty(cluster.Agents[0].Dags);
    }

    [Fact]
    public async Task An_upgrade_that_failed_goes_on_from_where_it_failed_in_the_next_run()
    {
        await using FakeCluster cluster = await StartAsync();
        using (ObShellClient first = Connect(cluster))
        {
            var error = await Assert.ThrowsAsync<DagFailedException>(() => RunAsync(first.Workflows.UpgradeCluster(Plan()), report => FailRoll(cluster, report)));
            Assert.True(error.MayHoldLock);
            Assert.Equal("Reinstall and restart observer", error.FailedNode!.Name);
        }

        using ObShellClient client = Connect(cluster);
        ClusterMembers members = await RunAsync(client.Workflows.UpgradeCluster(Plan()));

        FakeDag dag = cluster.Agents[0].Dags[^1];
        Assert.Equal(("SUCCEED", "OB rolling upgrade 4.3.5.2-102000012025.el7"), (dag.State, dag.Name));
        Assert.Single(Requests(cluster, Roll));
        Assert.Single(Requests(cluster, Check));
        Assert.Equal("""{"operator":"RETRY"}""", Assert.Single(Requests(cluster, $"/api/v1/task/dag/{dag.Id}"), request => request.Method == "POST").RevealBody());
        Assert.All(members.Cluster.Topology.Values.SelectMany(zone => zone), server => Assert.Equal("4.3.5.2_102000012025", server.BuildVersion));
    }

    [Fact]
    public async Task An_upgrade_that_somebody_canceled_is_not_taken_up_again()
    {
        await using FakeCluster cluster = await StartAsync();
        using ObShellClient client = Connect(cluster);
        await RunUntilAsync(client.Workflows.UpgradeCluster(Plan()), report => report is { Step: "upgrade: observers to 4.3.5.2", Dag: not null });
        FakeDag dag = cluster.Agents[0].Dags[^1];
        await client.Tasks.GetOperation(dag.Id).CancelAsync();
        _clock.Advance(TimeSpan.FromSeconds(1));

        var error = await Assert.ThrowsAsync<ObShellApiException>(() => RunAsync(client.Workflows.UpgradeCluster(Plan())));

        Assert.Equal(ObShellErrorCodes.ClusterUnderMaintenanceWithDag, error.Code);
        Assert.Equal(("FAILED", "CANCEL"), (cluster.Agents[0].Dags[1].State, cluster.Agents[0].Dags[1].Operator));
    }

    [Fact]
    public async Task An_agent_that_cannot_tell_what_packages_it_has_gets_them_in_each_run()
    {
        await using FakeCluster cluster = await FakeCluster.StartAsync(1, options => (options.Version, options.TimeProvider) = ("4.2.6.0-1", _clock));
        using ObShellClient client = Connect(cluster);
        UpgradePlan plan = Plan() with { Upgrade = Plan().Upgrade with { Mode = UpgradeMode.StopService } };
        cluster.Agents[0].NextDag.FailAtNode(0, "ERROR: no python");

        await Assert.ThrowsAsync<DagFailedException>(() => RunAsync(client.Workflows.UpgradeCluster(plan)));
        await RunAsync(client.Workflows.UpgradeCluster(plan));
        await RunAsync(client.Workflows.UpgradeCluster(plan));

        Assert.Equal(4, Requests(cluster, "/api/v1/upgrade/package").Count);
        Assert.Single(Requests(cluster, Roll));
    }

    private static void FailRoll(FakeCluster cluster, WorkflowProgress report)
    {
        if (report is { Step: "upgrade: observers to 4.3.5.2", Dag: null, IsDone: false })
        {
            // Of the second zone, after the agents' restart.
            cluster.Agents[0].NextDag.FailAtNode(19, "ERROR: [Common.Unexpected]: wait all observer available");
        }
    }

    /// <summary>The packages are called by nothing but numbers.</summary>
    private static UpgradePlan Plan() => new()
    {
        Upgrade = new ObserverUpgradeRequest { Version = "4.3.5.2", Release = "102000012025.el7", Mode = UpgradeMode.Rolling },
        Packages = [.. _packages.Select((name, index) => PackageFile.FromStream(new MemoryStream(RpmFile.Make(name)), $"{index}.rpm"))],
    };

    private static IReadOnlyList<ReceivedRequest> Commands(FakeCluster cluster) => [.. cluster.Agents.SelectMany(agent => agent.Requests).Where(request => request.Method != "GET")];

    private static IReadOnlyList<ReceivedRequest> Requests(FakeCluster cluster, string path) => [.. cluster.Agents.SelectMany(agent => agent.RequestsTo(path))];

    private Task<FakeCluster> StartAsync(Action<FakeAgentOptions>? configure = null) => FakeCluster.StartAsync(3, options =>
    {
        (options.Password, options.TimeProvider) = (TestClients.Password, _clock);
        configure?.Invoke(options);
    });

    private ObShellClient Connect(FakeCluster cluster, Action<ObShellClientOptions>? configure = null) => cluster.CreateClient(options =>
    {
        options.TimeProvider = _clock;
        options.Retry.BaseDelay = TimeSpan.Zero;
        configure?.Invoke(options);
    });

    private Task<ClusterMembers> RunAsync(Workflow<ClusterMembers> workflow, Action<WorkflowProgress>? look = null) =>
        _clock.DriveAsync(workflow.WaitAsync(_steady, look is null ? null : new Looks(look)), _step);

    /// <summary>Goes on until a report is as wanted, and leaves the workflow there, as a script does that is killed.</summary>
    private Task<bool> RunUntilAsync(Workflow<ClusterMembers> workflow, Predicate<WorkflowProgress> wanted)
    {
        return _clock.DriveAsync(LookAsync(), _step);

        async Task<bool> LookAsync()
        {
            await foreach (WorkflowProgress report in workflow.WatchAsync(_steady))
            {
                if (wanted(report))
                {
                    return true;
                }
            }

            throw new InvalidOperationException("The workflow ended before.");
        }
    }

    private sealed class Looks(Action<WorkflowProgress> look) : IProgress<WorkflowProgress>
    {
        public void Report(WorkflowProgress value) => look(value);
    }
}
