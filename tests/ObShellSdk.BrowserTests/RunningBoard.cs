using System.Diagnostics;

namespace ObShellSdk.BrowserTests;

/// <summary>The board as its users start it: a process of its own, at a free port.</summary>
internal sealed class RunningBoard : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private RunningBoard(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<RunningBoard> StartAsync(params (string Key, string Value)[] configuration)
    {
        string[] command = [Path.Combine(AppContext.BaseDirectory, "BackupBoard.dll"), "--urls", "http://127.0.0.1:0", "--contentRoot", Path.Combine(Repository(), "samples", "BackupBoard")];
        var start = new ProcessStartInfo("dotnet", command) { RedirectStandardOutput = true };
        foreach ((string key, string value) in configuration)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        Process process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        const string listening = "Now listening on: ";
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Contains(listening, StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new RunningBoard(process, new Uri(line[(line.IndexOf(listening, StringComparison.Ordinal) + listening.Length)..].Trim()));
            }
        }

        throw new InvalidOperationException("The board ended before it was listening.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        _process.Dispose();
    }

    private static string Repository()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "ObShellSdk.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("ObShellSdk.sln must be in a folder above the tests.");
    }
}
