using ObShellSdk.Agents;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Trust;

namespace ObShellSdk.Tests.Docs;

/// <summary>Runs the code of docs/guide/security.md and checks its list of attackers. <see cref="PromisesTests"/> checks its guarantees.</summary>
public sealed class SecurityGuideTests
{
    [Fact]
    public void The_page_names_every_kind_of_attacker()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "guide", "security.md"));

        Assert.All(["A passive listener", "An attacker in the middle", "A reader of logs", "A hostile agent", "Hostile text from the agent", "Memory of the process."], who => Assert.Contains($"**{who}**", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_file_of_known_agents_of_the_page_works()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using var folder = new TemporaryFolder();
        ObShellClientOptions options = Options(agent.Endpoint, TestClients.Password);
        Assert.EndsWith(Path.Combine(".obshell", "known_agents"), options.KnownAgentsFile, StringComparison.Ordinal);

        // Not that of whoever runs the tests.
        options.KnownAgentsFile = folder.File("known_agents");
        using var client = new ObShellClient(options);
        await client.Backup.GetOverviewAsync("tenant1");
        agent.RotateKey();

        var error = await Assert.ThrowsAsync<ObShellTrustException>(() => client.Backup.GetOverviewAsync("tenant1"));
        Assert.Equal(TrustFailureReason.KeyChanged, error.Reason);
    }

    [Fact]
    public async Task Every_agent_knows_the_new_password_after_the_rotation_of_the_page_and_refuses_the_old_one()
    {
        await using FakeCluster cluster = await FakeCluster.StartAsync(3, options => options.Password = TestClients.Password);
        cluster.Agents[0].ChangeRootPasswordInDatabase("the next one");

        await RotateAsync(cluster.Agents[0].Endpoint, "the next one");

        foreach (FakeAgent agent in cluster.Agents)
        {
            using var client = new ObShellClient(agent.Endpoint, ObShellCredential.FromPassword(TestClients.Password));
            var error = await Assert.ThrowsAsync<ObShellAuthenticationException>(() => client.Agents.ListAsync());
            Assert.Equal(AuthenticationFailureReason.WrongPassword, error.Reason);
        }
    }

    private static async Task RotateAsync(Uri endpoint, string newPassword)
    {
        // snippet: rotate-root
        var next = new ObShellClientOptions { Endpoint = endpoint, Credential = ObShellCredential.FromPassword(newPassword) };
        await using var client = new ObShellClient(next);
        foreach (AgentAddress agent in await client.Agents.ListAsync())
        {
            await client.ForAgent(new Uri($"{endpoint.Scheme}://{agent}")).Agents.ListAsync();
        }
        // end-snippet
    }

    private static ObShellClientOptions Options(Uri endpoint, string password)
    {
        // snippet: known-agents
        var options = new ObShellClientOptions
        {
            Endpoint = endpoint,
            Credential = ObShellCredential.FromPassword(password),
            KnownAgentsFile = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".obshell", "known_agents"),
        };
        // end-snippet
        return options;
    }
}
