using System.Reflection;
using System.Text.RegularExpressions;
using ObShellSdk.Errors;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Trust;

namespace ObShellSdk.Tests.Docs;

/// <summary>Holds docs/security.md to the tests that it names.</summary>
public sealed partial class SecurityGuideTests
{
    private static readonly string[] _lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "security.md"));

    [Fact]
    public void Every_test_that_the_page_names_is_one()
    {
        string[] named = [.. _lines.SelectMany(line => TestName().Matches(line)).Select(match => match.Value.Trim('`'))];

        string[] strangers = [.. named.Where(name => !IsTest(name))];

        Assert.True(named.Length > 20, "The page names no tests any more, or in another way than this test reads.");
        Assert.Empty(strangers);
    }

    [Fact]
    public void Every_promise_names_a_test()
    {
        string[] promises = [.. _lines.Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| Promise", StringComparison.Ordinal))];

        Assert.NotEmpty(promises);
        Assert.All(promises, promise => Assert.Matches(TestName(), promise));
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

    private static bool IsTest(string name)
    {
        string[] parts = name.Split('.');
        return typeof(SecurityGuideTests).Assembly.GetTypes().Any(type =>
            type.Name == parts[0] && type.GetMethod(parts[1], BindingFlags.Public | BindingFlags.Instance)?.GetCustomAttribute<FactAttribute>() is not null);
    }

    [GeneratedRegex(@"`\w+Tests\.\w+`")]
    private static partial Regex TestName();
}
