using System.Diagnostics;
using System.Globalization;
using ObShellSdk.Testing;

namespace ObShellSdk.Benchmarks;

/// <summary>How long a test waits for its fake agent: the first of the process, which loads and compiles all that it needs, and those that follow.</summary>
internal static class FakeAgentStarts
{
    private const int WarmUps = 5;

    public static async Task<int> RunAsync(int starts)
    {
        (TimeSpan firstStart, TimeSpan firstCall, _) = await StartAsync().ConfigureAwait(false);
        for (int warmUp = 0; warmUp < WarmUps; warmUp++)
        {
            await StartAsync().ConfigureAwait(false);
        }

        var later = new List<(TimeSpan Start, TimeSpan Call, TimeSpan Stop)>();
        while (later.Count < starts)
        {
            later.Add(await StartAsync().ConfigureAwait(false));
        }

        Console.WriteLine("| | Started | First call answered after | Disposed of |");
        Console.WriteLine("|---|---:|---:|---:|");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| the first of a process | {firstStart.TotalMilliseconds:F0} ms | {firstCall.TotalMilliseconds:F0} ms | |"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| the next, mean of {starts} | {Mean(start => start.Start):F1} ms | {Mean(start => start.Call):F1} ms | {Mean(start => start.Stop):F1} ms |"));
        return 0;

        double Mean(Func<(TimeSpan Start, TimeSpan Call, TimeSpan Stop), TimeSpan> part) => later.Average(start => part(start).TotalMilliseconds);
    }

    private static async Task<(TimeSpan Start, TimeSpan Call, TimeSpan Stop)> StartAsync()
    {
        long begin = Stopwatch.GetTimestamp();
        FakeAgent agent = await FakeAgent.StartAsync().ConfigureAwait(false);
        TimeSpan start = Stopwatch.GetElapsedTime(begin);
        agent.AddTenant("tenant1").WithBackupTask();

        begin = Stopwatch.GetTimestamp();
        using (ObShellClient client = agent.CreateClient())
        {
            await client.Backup.GetOverviewAsync("tenant1").ConfigureAwait(false);
        }

        TimeSpan call = Stopwatch.GetElapsedTime(begin);
        begin = Stopwatch.GetTimestamp();
        await agent.DisposeAsync().ConfigureAwait(false);
        return (start, call, Stopwatch.GetElapsedTime(begin));
    }
}
