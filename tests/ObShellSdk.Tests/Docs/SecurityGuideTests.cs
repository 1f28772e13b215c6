using ObShellSdk.Errors;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Trust;

namespace ObShellSdk.Tests.Docs;

/// <summary>Holds docs/security.md to what it says of its threats and of the file of known agents. See <see cref="PromisesTests"/> for its promises.</summary>
public sealed class SecurityGuideTests
{
    [Fact]
    public void Five_are_named_who_could_do_harm()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "security.md"));

        Assert.All(["A passive listener", "Somebody in the middle", "A curious reader of logs", "A hostile agent", "Hostile storage of answers"], who => Assert.Contains($"**{who}**", page, StringComparison.Ordinal));
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

        var error = await Assert.ThrowsAsync<ObShellAuthenticationException>(() => client.Backup.GetOverviewAsync("tenant1"));
        Assert.Equal(AuthenticationFailure.KeyChanged, error.Failure);
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
