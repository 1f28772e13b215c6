using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ObShellSdk.Agents;
using ObShellSdk.Backup;
using ObShellSdk.Packages;
using ObShellSdk.Resources;
using ObShellSdk.Restore;
using ObShellSdk.Tenants;

namespace ObShellSdk.Tests.SamplePrograms;

/// <summary>The fake agent as a program of its own: what clients in other languages rely on.</summary>
public sealed class FakeAgentProgramTests
{
    private const string Password = "p@ss Wörd";

    [Theory]
    [InlineData]
    [InlineData("--auth", "v1")]
    [InlineData("--tls", "--key-bits", "2048")]
    [InlineData("--clock-offset", "-600", "--agent-password", "of the agent")]
    public async Task A_client_works_with_it_from_the_overview_to_the_restore(params string[] arguments)
    {
        using var agent = await RunningAgent.StartAsync(["--speed", "50", "--password", Password, .. arguments]);
        using ObShellClient client = agent.Connect(options => options.Credential = ObShellCredential.FromPassword(Password));

        Assert.Equal(BackupTaskStatus.Completed, (await client.Backup.GetOverviewAsync("tenant1")).Task.Status);
        await client.UnitConfigs.CreateAsync(new CreateUnitConfigRequest { Name = "u", MaxCpu = 1, MemorySize = ObSize.Parse("2G") });
        TenantZone[] zones = [new TenantZone { Name = "zone1", UnitConfigName = "u", UnitNum = 1 }];
        await Wait(client.Tenants.CreateAsync(new CreateTenantRequest { Name = "orders", Zones = zones, RootPassword = "r" }));
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("an rpm"));
        UpgradePackage package = await client.Packages.UploadAsync(PackageFile.FromStream(content, "oceanbase-ce-4.3.5.2-102.el7.x86_64.rpm"));
        var places = new TenantBackupConfiguration { DataBaseUri = StorageUri.File("/b/data"), ArchiveBaseUri = StorageUri.File("/b/logs") };
        await Wait(client.Backup.SetConfigurationAsync("orders", places));
        Assert.Equal(DagOutcome.Succeeded, await (await client.Backup.StartAsync("orders")).WaitAsync());
        RestoreOperation restore = await client.Restore.StartAsync(new RestoreRequest { DataBackupUri = StorageUri.File("/b/data"), TenantName = "copy", Zones = zones });
        Assert.Equal(DagOutcome.Succeeded, await restore.WaitAsync());

        Assert.Equal("oceanbase-ce", package.Name);
        Assert.Equal(["sys", "tenant1", "orders", "copy"], (await client.Tenants.ListAsync()).Select(tenant => tenant.TenantName));
        Assert.Equal(BackupTaskStatus.Completed, (await client.Backup.GetOverviewAsync("orders")).Task.Status);
        await agent.TerminateAsync();
    }

    [Fact]
    public async Task Whoever_does_not_encrypt_or_know_the_password_is_refused()
    {
        using var agent = await RunningAgent.StartAsync(["--password", Password]);
        using ObShellClient wrong = agent.Connect(options => options.Credential = ObShellCredential.FromPassword("wrong"));
        using ObShellClient plain = agent.Connect(options => options.DisableEncryption = true);

        Assert.Equal(AuthenticationFailureReason.WrongPassword, (await Assert.ThrowsAsync<ObShellAuthenticationException>(() => wrong.Tenants.ListAsync())).Reason);
        await Assert.ThrowsAnyAsync<ObShellException>(() => plain.Tenants.ListAsync());
    }

    [Fact]
    public async Task The_first_line_is_the_port_and_SIGTERM_frees_it_with_exit_code_0()
    {
        using var agent = await RunningAgent.StartAsync([]);

        Assert.Equal($$"""{"port":{{agent.Ports[0]}}}""", agent.FirstLine);
        SampleProgram run = await agent.TerminateAsync();

        Assert.Equal($"CLUSTER AGENT 4.5.0.0-12026050100 at http://127.0.0.1:{agent.Ports[0]}\n", run.Errors);
        Assert.Equal("", run.Output);
        using var listener = new TcpListener(IPAddress.Loopback, agent.Ports[0]);
        listener.Start();
    }

    [Theory]
    [InlineData("0.0.0.0", "http://127.0.0.1")]
    [InlineData("127.0.0.2", "http://127.0.0.2")]
    public async Task Listen_chooses_the_address(string address, string reached)
    {
        using var agent = await RunningAgent.StartAsync(["--listen", address], agents: 1);
        var endpoint = new Uri($"{reached}:{agent.Ports[0]}");
        using ObShellClient client = agent.Connect(options => options.Endpoint = endpoint);

        Assert.Equal("CLUSTER AGENT", (await client.Agents.GetInfoAsync()).Identity.Value);
        Assert.Equal($$"""{"port":{{agent.Ports[0]}}}""", agent.FirstLine);
        Assert.Equal($"CLUSTER AGENT 4.5.0.0-12026050100 at {reached}:{agent.Ports[0]}\n", (await agent.TerminateAsync()).Errors);
    }

    [Fact]
    public async Task Listen_on_all_addresses_answers_at_those_that_are_not_127_0_0_1()
    {
        using var all = await RunningAgent.StartAsync(["--listen", "0.0.0.0"]);
        using var loopback = await RunningAgent.StartAsync([]);
        using ObShellClient reaches = all.Connect(options => options.Endpoint = new Uri($"http://127.0.0.3:{all.Ports[0]}"));
        using ObShellClient fails = loopback.Connect(options => options.Endpoint = new Uri($"http://127.0.0.3:{loopback.Ports[0]}"));

        Assert.Equal("CLUSTER AGENT", (await reaches.Agents.GetInfoAsync()).Identity.Value);
        await Assert.ThrowsAsync<ObShellTransportException>(() => fails.Agents.GetInfoAsync());
    }

    [Fact]
    public async Task Control_C_ends_it_just_as_well()
    {
        using var agent = await RunningAgent.StartAsync([]);

        Assert.Equal(0, (await agent.PressControlCAsync()).ExitCode);
    }

    [Fact]
    public async Task What_the_seed_says_is_what_the_cluster_holds()
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """
            {"cluster_name":"prod","observers":[{},{"zone":"zone1"}],
             "tenants":[{"name":"seeded","running_backup":{"duration_seconds":1000,"progress":0.4}}]}
            """);
        try
        {
            using var agent = await RunningAgent.StartAsync(["--agents", "2", "--seed", file], agents: 2);
            using ObShellClient second = agent.Connect(index: 1);

            Assert.Equal(["sys", "seeded"], (await second.Tenants.ListAsync()).Select(tenant => tenant.TenantName));
            Assert.InRange((await second.Backup.GetOverviewAsync("seeded")).Task.MacroBlockPercent!.Value, 30, 60);
            Assert.Equal("zone1", (await second.Agents.GetInfoAsync()).Zone);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Hosts_reach_one_another()
    {
        using var agent = await RunningAgent.StartAsync(["--identity", "single", "--agents", "2", "--speed", "50"], agents: 2);
        using ObShellClient client = agent.Connect();
        using ObShellClient other = agent.Connect(index: 1);
        var first = new AgentAddress { Ip = "127.0.0.1", Port = agent.Ports[0] };

        await Wait(client.Agents.JoinAsync(new JoinAgentRequest { Master = first, Zone = "zone1" }));
        await Wait(other.Agents.JoinAsync(new JoinAgentRequest { Master = first, Zone = "zone2" }));

        Assert.Equal(["MASTER", "FOLLOWER"], [(await client.Agents.GetInfoAsync()).Identity.Value, (await other.Agents.GetInfoAsync()).Identity.Value]);
    }

    [Theory]
    [InlineData("CLUSTER AGENT,CLUSTER AGENT,SINGLE", "--agents", "2", "--hosts", "1")]
    [InlineData("MASTER,FOLLOWER", "--identity", "MASTER", "--agents", "2")]
    [InlineData("TAKE OVER MASTER", "--identity", "take-over_master")]
    public async Task Each_agent_has_its_line_and_its_role(string identities, params string[] arguments)
    {
        string[] expected = identities.Split(',');
        using var agent = await RunningAgent.StartAsync(arguments, expected.Length);

        for (int index = 0; index < expected.Length; index++)
        {
            using ObShellClient client = agent.Connect(index: index);
            Assert.Equal(expected[index], (await client.Agents.GetInfoAsync()).Identity.Value);
        }
    }

    [Fact]
    public async Task A_port_in_use_is_told_with_exit_code_1_and_no_trace()
    {
        using var agent = await RunningAgent.StartAsync([]);

        SampleProgram run = await SampleProgram.RunAsync("FakeAgent", null, "--port", $"{agent.Ports[0]}", "--agents", "2");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Equal($"Port {agent.Ports[0]} of 127.0.0.1 is in use. Give another --port, or 0 for any that is free.\n", run.Errors);
    }

    [Theory]
    [InlineData("There is no option --prot.", "--prot", "1")]
    [InlineData("--port takes a number from 0 to 65535.", "--port", "-1")]
    [InlineData("--listen must be an IP address, such as 0.0.0.0.", "--listen", "localhost")]
    [InlineData("The address to listen on must be one of this host, but was 192.0.2.1.", "--listen", "192.0.2.1")]
    [InlineData("--port leaves no room for 3 agents: ports end at 65535.", "--port", "65534", "--agents", "2", "--hosts", "1")]
    [InlineData("--agents takes a number from 1 to 100.", "--agents", "0")]
    [InlineData("--agents takes more than 1 only with CLUSTER AGENT, SINGLE and MASTER.", "--identity", "FOLLOWER", "--agents", "2")]
    [InlineData("--hosts takes a number from 0 to 100.", "--hosts", "x")]
    [InlineData("--identity is one of CLUSTER AGENT, SINGLE, ", "--identity", "LEADER")]
    [InlineData("--key-bits is 512, 1024, 2048 or 4096.", "--key-bits", "768")]
    [InlineData("--auth is v1 or v2.", "--auth", "v3")]
    [InlineData("--speed takes a number from 0.001 to 1000000.", "--speed", "0")]
    [InlineData("--clock-offset takes a number from ", "--clock-offset", "soon")]
    [InlineData("--seed: Could not find file ", "--seed", "/nowhere.json")]
    public async Task A_wrong_command_line_is_told_with_exit_code_2(string message, params string[] arguments)
    {
        SampleProgram run = await SampleProgram.RunAsync("FakeAgent", null, arguments);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(message, run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("belongs to no option", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"tenants":[{"name":"a","mode":"mysql"}]}""", "$.tenants[0].mode: must be one of MYSQL, ORACLE, but was 'mysql'.")]
    [InlineData("""{"observers":[{},{}]}""", "$.observers[1]: the seed must not have more observers than the cluster has agents (1).")]
    [InlineData("""{"version":"4.3.0.0-1"}""", "an agent 4.3.0.0-1 does not speak what --auth asks for.", "--auth", "v1")]
    public async Task A_seed_that_is_wrong_or_does_not_fit_is_told_with_its_JSON_path(string json, string message, params string[] arguments)
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, json);
        try
        {
            SampleProgram run = await SampleProgram.RunAsync("FakeAgent", null, ["--port", "0", "--seed", file, .. arguments]);

            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            Assert.StartsWith($"--seed {file}: {message}\n", run.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task Wait(Task<DagOperation> start) => await (await start).WaitAsync();

    /// <summary>The program under way, and clients of its agents.</summary>
    private sealed class RunningAgent : IDisposable
    {
        private readonly RunningSample _sample;
        private readonly bool _hasTls;

        private RunningAgent(RunningSample sample, string[] lines, bool hasTls)
        {
            (_sample, _hasTls, FirstLine) = (sample, hasTls, lines[0]);
            Ports = [.. lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("port").GetInt32())];
        }

        public string FirstLine { get; }

        public IReadOnlyList<int> Ports { get; }

        public static async Task<RunningAgent> StartAsync(string[] arguments, int agents = 1)
        {
            RunningSample sample = RunningSample.Start("FakeAgent", null, ["--port", "0", .. arguments]);
            var lines = new string[agents];
            for (int index = 0; index < agents; index++)
            {
                lines[index] = await sample.ReadLineAsync();
            }

            return new RunningAgent(sample, lines, arguments.Contains("--tls"));
        }

        public ObShellClient Connect(Action<ObShellClientOptions>? configure = null, int index = 0)
        {
            var options = new ObShellClientOptions
            {
                Endpoint = new Uri($"{(_hasTls ? "https" : "http")}://127.0.0.1:{Ports[index]}"),
                Credential = ObShellCredential.FromPassword(""),
                Retry = { BaseDelay = TimeSpan.FromMilliseconds(1) },
                MinimumKeyBits = 512,
                ServerCertificateValidation = static (_, shown, _, _) => shown?.Subject == "CN=fake obshell agent",
            };
            configure?.Invoke(options);
            return new ObShellClient(options);
        }

        public async Task<SampleProgram> TerminateAsync()
        {
            await _sample.TerminateAsync();
            SampleProgram run = await _sample.WaitAsync();
            Assert.Equal(0, run.ExitCode);
            return run;
        }

        public async Task<SampleProgram> PressControlCAsync()
        {
            await _sample.PressControlCAsync();
            return await _sample.WaitAsync();
        }

        public void Dispose() => _sample.Dispose();
    }
}
