// snippet: program
using ObShellSdk;
using ObShellSdk.Backup;
// end-snippet

namespace ObShellSdk.Tests.Docs;

/// <summary>The program of the README. Compiled, never run: the address belongs to nobody here. <see cref="ReadmeExamples"/> runs its calls.</summary>
internal static class CompleteProgramExample
{
    public static async Task RunAsync()
    {
        // snippet: program
        string password = Environment.GetEnvironmentVariable("OBSHELL_PASSWORD") ?? ""; // that of root@sys
        using var client = new ObShellClient(new Uri("http://10.10.10.1:2886"), ObShellCredential.FromPassword(password));

        TenantBackupOverview overview = await client.Backup.GetOverviewAsync("tenant1");
        Console.WriteLine($"{overview.Task.Status}, {overview.Task.MacroBlockProgress:P0} of {overview.Task.MacroBlockCount} macro blocks");
        // end-snippet
    }
}
