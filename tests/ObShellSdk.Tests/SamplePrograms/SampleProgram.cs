using System.Diagnostics;

namespace ObShellSdk.Tests.SamplePrograms;

/// <summary>A sample as its users start it: another process, with its output and its exit code.</summary>
internal sealed record SampleProgram(int ExitCode, string Output, string Errors)
{
    public static async Task<SampleProgram> RunAsync(string name, string? password, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, name + ".dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("OBSHELL_PASSWORD");
        if (password is not null)
        {
            start.Environment["OBSHELL_PASSWORD"] = password;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(TestClients.Patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new SampleProgram(process.ExitCode, await output, await errors);
    }
}
