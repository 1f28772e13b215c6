using System.Text.Json;
using ObShellSdk.Backup;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Trust;

namespace ObShellSdk.Tests.Docs;

/// <summary>The code of docs/guide/in-your-host.md.</summary>
public sealed class InYourHostExamples
{
    [Fact]
    public async Task A_password_file_that_ends_with_a_line_break_works_as_the_page_reads_it()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("obshell-password"), TestClients.Password + "\n");
        using var client = new ObShellClient(Options(agent.Endpoint, path => File.ReadAllText(folder.File(Path.GetFileName(path)))));

        TenantBackupOverview overview = await client.Backup.GetOverviewAsync("tenant1");

        using var output = new StringWriter();
        Write(output, overview);
        Assert.Equal("COMPLETED", JsonDocument.Parse(output.ToString()).RootElement.GetProperty("status").GetProperty("status").GetString());
    }

    private static ObShellClientOptions Options(Uri endpoint, Func<string, string> read)
    {
        var File = new { ReadAllText = read };

        // snippet: secret-file
        string password = File.ReadAllText("/run/secrets/obshell-password").TrimEnd('\r', '\n');
        var options = new ObShellClientOptions
        {
            Endpoint = endpoint,
            Credential = ObShellCredential.FromPassword(password),
        };
        // end-snippet
        return options;
    }

    private static void Write(StringWriter Console, TenantBackupOverview overview)
    {
        // snippet: write-record
        Console.WriteLine(JsonSerializer.Serialize(overview, ObShellJson.TypeInfo<TenantBackupOverview>()));
        // end-snippet
    }
}
