// snippet: program
using ObShellSdk;
using ObShellSdk.Backup;
// end-snippet

namespace ObShellSdk.Tests.Docs;

/// <summary>The program of README.md. Compiled but not run, because no agent has its address; <see cref="RecipeExamples"/> runs its calls.</summary>
internal static class CompleteProgramExample
{
    public static async Task RunAsync()
    {
        // snippet: program
        string password = Environment.GetEnvironmentVariable("OBSHELL_PASSWORD") ?? ""; // the password of root@sys
        using var client = new ObShellClient(new Uri("http://10.10.10.1:2886"), ObShellCredential.FromPassword(password));
        try
        {
            TenantBackupOverview overview = await client.Backup.GetOverviewAsync("tenant1");
            Console.WriteLine($"{overview.Task.Status}, {overview.Task.MacroBlockPercent:F0} % of {overview.Task.MacroBlockCount} macro blocks");
        }
        catch (ObShellException e)
        {
            Console.Error.WriteLine(e.Message); // what failed, why, and what to do
        }
        // end-snippet
    }
}
