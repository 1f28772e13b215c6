using System.Diagnostics;
using System.Text.Json;

namespace ObShellSdk.Tests.SamplePrograms;

/// <summary>A sample as its users start it: another process, with its output and its exit code.</summary>
internal sealed record SampleProgram(int ExitCode, string Output, string Errors)
{
    /// <summary>The output as one JSON object a line.</summary>
    public JsonElement[] Lines => [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(SampleEvents.Parse)];

    public static async Task<SampleProgram> RunAsync(string name, string? password, params string[] arguments)
    {
        using RunningSample sample = RunningSample.Start(name, password, arguments);
        return await sample.WaitAsync();
    }
}

/// <summary>A sample that is under way.</summary>
internal sealed class RunningSample : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly List<string> _lines = [];

    private RunningSample(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static RunningSample Start(string name, string? password, params string[] arguments)
    {
        string[] command = ["dotnet", Path.Combine(AppContext.BaseDirectory, name + ".dll"), .. arguments];
        if (IgnoresControlC())
        {
            command = ["env", "--default-signal=INT", .. command];
        }

        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("OBSHELL_PASSWORD");
        if (password is not null)
        {
            start.Environment["OBSHELL_PASSWORD"] = password;
        }

        return new RunningSample(Process.Start(start)!);
    }

    /// <summary>Reads one line of the output.</summary>
    public async Task<string> ReadLineAsync()
    {
        using var patience = new CancellationTokenSource(TestClients.Patience);
        string? line = await _process.StandardOutput.ReadLineAsync(patience.Token);
        return line ?? throw new InvalidOperationException($"The sample ended: {await _errors}");
    }

    /// <summary>Reads the output up to a line that is such an event.</summary>
    public async Task<JsonElement> WaitForAsync(string @event)
    {
        using var patience = new CancellationTokenSource(TestClients.Patience);
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            _lines.Add(line);
            if (SampleEvents.Parse(line) is var json && json.GetProperty("event").GetString() == @event)
            {
                return json;
            }
        }

        throw new InvalidOperationException($"The sample ended without '{@event}': {string.Join('\n', _lines)}\n{await _errors}");
    }

    public async Task<SampleProgram> WaitAsync()
    {
        Task<string> rest = _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync().WaitAsync(TestClients.Patience);
        return new SampleProgram(_process.ExitCode, string.Concat(_lines.Select(line => line + "\n")) + await rest, await _errors);
    }

    /// <summary>Ends it at once, without a chance to clean up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(TestClients.Patience);
    }

    public Task PressControlCAsync() => SendAsync("INT");

    public Task TerminateAsync() => SendAsync("TERM");

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private async Task SendAsync(string signal)
    {
        using Process kill = Process.Start("sh", ["-c", $"kill -{signal} {_process.Id}"]);
        await kill.WaitForExitAsync().WaitAsync(TestClients.Patience);
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Whoever runs the tests in the background of a shell makes them, and all that they start, ignore Ctrl+C.</summary>
    private static bool IgnoresControlC()
    {
        const string name = "SigIgn:";
        const string status = "/proc/self/status";
        return File.Exists(status)
            && File.ReadLines(status).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } ignored
            && (Convert.ToUInt64(ignored[name.Length..].Trim(), 16) & 2) != 0;
    }
}

/// <summary>The events that samples write with <c>--json</c>.</summary>
internal static class SampleEvents
{
    public static JsonElement Parse(string line) => JsonDocument.Parse(line).RootElement;

    public static IEnumerable<string> Of(this SampleProgram run, string tenant) => run.Lines
        .Where(line => line.TryGetProperty("tenant", out JsonElement name) && name.GetString() == tenant)
        .Select(line => line.GetProperty("event").GetString()!);

    public static string Message(this SampleProgram run, string @event) => run.Lines
        .Single(line => line.GetProperty("event").GetString() == @event).GetProperty("message").GetString()!;

    /// <summary>Each line has the members of the contract and no other, and the last one sums up.</summary>
    public static void AssertContract(this SampleProgram run, int completed, int failed)
    {
        string[] words = ["window", "configured", "started", "attached", "progress", "completed", "failed", "canceled"];
        JsonElement[] lines = run.Lines;
        Assert.Equal($$"""{"event":"summary","completed":{{completed}},"failed":{{failed}}}""", lines[^1].GetRawText());
        Assert.All(lines[..^1], line =>
        {
            Assert.Equal(["tenant", "event", "percent", "message"], line.EnumerateObject().Select(member => member.Name));
            Assert.Contains(line.GetProperty("event").GetString(), words);
            Assert.Equal(JsonValueKind.String, line.GetProperty("message").ValueKind);
            if (line.GetProperty("percent") is { ValueKind: not JsonValueKind.Null } percent)
            {
                Assert.InRange(percent.GetDouble(), 0, 100);
            }
        });
    }
}
