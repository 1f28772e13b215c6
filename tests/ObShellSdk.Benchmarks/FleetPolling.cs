using System.Diagnostics;
using System.Globalization;
using ObShellSdk.Testing;

namespace ObShellSdk.Benchmarks;

/// <summary>
/// What one process holds that has a client for each of many agents: memory, sockets, threads and timers. The agents live in a process of their own.
/// </summary>
internal static class FleetPolling
{
    private const int Callers = 64;

    private const string Password = "a good password";

    private const string FirstRound = "the first: two requests for version and key, one RSA key made, one connection opened";

    /// <summary>The process with the agents: says where they are, and ends with its input.</summary>
    public static async Task<int> ServeAsync(int count)
    {
        var agents = new List<FakeAgent>();
        while (agents.Count < count)
        {
            FakeAgent agent = await FakeAgent.StartAsync(new FakeAgentOptions { Password = Password }).ConfigureAwait(false);
            agent.AddTenant("tenant1").WithBackupTask();
            agents.Add(agent);
            Console.WriteLine(agent.Endpoint);
        }

        Console.ReadLine();
        foreach (FakeAgent agent in agents)
        {
            await agent.DisposeAsync().ConfigureAwait(false);
        }

        return 0;
    }

    public static async Task<int> RunAsync(int agents, int rounds)
    {
        using Process server = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. Host(), "fleet-agents", $"{agents}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var endpoints = new List<Uri>();
        while (endpoints.Count < agents && await server.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            endpoints.Add(new Uri(line));
        }

        // What the first calls of a process bring, whatever their number.
        using (var first = new ObShellClient(endpoints[0], ObShellCredential.FromPassword(Password)))
        {
            await first.Backup.GetOverviewAsync("tenant1").ConfigureAwait(false);
        }

        Console.WriteLine("| | Heap | Working set | Sockets | Threads | Timers |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|");
        Report("before");
        ObShellClient[] clients = [.. endpoints.Select(endpoint => new ObShellClient(endpoint, ObShellCredential.FromPassword(Password)))];
        Report($"{agents} clients, no call yet");
        var calls = new List<string>();
        foreach ((int count, string name) in new[] { (1, FirstRound), (rounds, $"the {rounds} that follow"), (rounds, $"the last {rounds}") })
        {
            calls.Add(await PollAsync(clients, count, name).ConfigureAwait(false));
            Report($"after {count} {(count == 1 ? "round" : "rounds more")}");
        }

        await Task.Delay(TimeSpan.FromSeconds(100)).ConfigureAwait(false);
        Report("100 s later, without a call");
        calls.Add(await PollAsync(clients, 1, "1 after the pause, connections opened anew").ConfigureAwait(false));
        Report("after 1 round more");
        foreach (ObShellClient client in clients)
        {
            client.Dispose();
        }

        Report("all clients disposed");
        Console.WriteLine();
        Console.WriteLine("| Rounds | Calls in a second | Processor time for a call | Median | 99 of 100 within |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        Console.WriteLine(string.Join('\n', calls));
        server.StandardInput.Close();
        await server.WaitForExitAsync().ConfigureAwait(false);
        return 0;
    }

    /// <summary>Every agent is asked once a round, by so many callers at a time.</summary>
    private static async Task<string> PollAsync(ObShellClient[] clients, int rounds, string name)
    {
        var latencies = new long[clients.Length * rounds];
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
        long begun = Stopwatch.GetTimestamp();
        for (int round = 0; round < rounds; round++)
        {
            int of = round;
            await Parallel.ForAsync(0, clients.Length, new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (index, token) =>
            {
                long sent = Stopwatch.GetTimestamp();
                await clients[index].Backup.GetOverviewAsync("tenant1", cancellationToken: token).ConfigureAwait(false);
                latencies[(of * clients.Length) + index] = Stopwatch.GetTimestamp() - sent;
            }).ConfigureAwait(false);
        }

        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        double busy = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMicroseconds / latencies.Length;
        Array.Sort(latencies);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {latencies.Length / seconds:#,0} | {busy:0} µs | {Milliseconds(latencies[latencies.Length / 2]):0} ms | {Milliseconds(latencies[latencies.Length * 99 / 100]):0} ms |");
    }

    private static double Milliseconds(long ticks) => ticks * 1000.0 / Stopwatch.Frequency;

    private static void Report(string what)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long heap = GC.GetTotalMemory(forceFullCollection: true);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {what} | {heap / 1e6:0.0} MB | {self.WorkingSet64 / 1e6:0} MB | {Sockets()} | {self.Threads.Count} | {Timer.ActiveCount} |"));
    }

    private static string Sockets() => !OperatingSystem.IsLinux() ? "" : Directory.GetFiles("/proc/self/fd")
        .Count(file => new FileInfo(file).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true).ToString(CultureInfo.InvariantCulture);

    /// <summary>Under <c>dotnet program.dll</c> the program is an argument of its host.</summary>
    internal static string[] Host() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
}
