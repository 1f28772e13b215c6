using System.Diagnostics;
using System.Globalization;

namespace ObShellSdk.Benchmarks;

/// <summary>
/// What a backup overview costs on a real socket, next to what a user would write by hand: memory and processor time of this process for a call. All are measured in turn, so
/// that the load of the machine meets them alike; the medians of the rounds are shown.
/// </summary>
internal static class LoopbackCall
{
    private const string Password = "a good password";

    public static async Task<int> RunAsync(int rounds, int calls)
    {
        using Process server = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. FleetPolling.Host(), "loopback-agent"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var endpoint = new Uri((await server.StandardOutput.ReadLineAsync().ConfigureAwait(false))!);
        byte[] publicKey = Convert.FromBase64String((await server.StandardOutput.ReadLineAsync().ConfigureAwait(false))!);

        using var http = new HttpClient { BaseAddress = endpoint };
        using var handWritten = new HandWritten(http, publicKey, Password);
        using var plain = new ObShellClient(new ObShellClientOptions { Endpoint = endpoint, DisableEncryption = true });
        using var encrypted = new ObShellClient(endpoint, ObShellCredential.FromPassword(Password));
        Variant[] variants =
        [
            new("plain, by hand", async () => await handWritten.GetAsync("tenant1").ConfigureAwait(false)),
            new("plain, by the client", async () => await plain.Backup.GetOverviewAsync("tenant1").ConfigureAwait(false)),
            new("encrypted, by hand", async () => await handWritten.GetEncryptedAsync("tenant1").ConfigureAwait(false)),
            new("encrypted, by the client", async () => await encrypted.Backup.GetOverviewAsync("tenant1").ConfigureAwait(false)),
        ];
        foreach (Variant variant in variants)
        {
            // Until the runtime has compiled the code for the last time.
            await variant.MeasureAsync(5000, isKept: false).ConfigureAwait(false);
            await Task.Delay(200).ConfigureAwait(false);
            await variant.MeasureAsync(2000, isKept: false).ConfigureAwait(false);
        }

        for (int round = 0; round < rounds; round++)
        {
            foreach (Variant variant in variants)
            {
                await variant.MeasureAsync(calls, isKept: true).ConfigureAwait(false);
            }
        }

        Console.WriteLine("| | Memory of a call | Processor time of a call | of the floor |");
        Console.WriteLine("|---|---:|---:|---:|");
        for (int index = 0; index < variants.Length; index++)
        {
            Variant variant = variants[index];
            Variant floor = variants[index / 2 * 2];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {variant.Name} | {variant.Bytes:#,0} B | {variant.Microseconds:0.0} µs | {variant.Microseconds / floor.Microseconds:0.00} |"));
        }

        server.StandardInput.Close();
        await server.WaitForExitAsync().ConfigureAwait(false);
        return 0;
    }

    private sealed class Variant(string name, Func<Task> call)
    {
        private readonly List<(double Bytes, double Microseconds)> _rounds = [];

        public string Name => name;

        public double Bytes => Median(round => round.Bytes);

        public double Microseconds => Median(round => round.Microseconds);

        public async Task MeasureAsync(int calls, bool isKept)
        {
            using var self = Process.GetCurrentProcess();
            GC.Collect();
            TimeSpan cpu = self.TotalProcessorTime;
            long bytes = GC.GetTotalAllocatedBytes(precise: true);
            for (int index = 0; index < calls; index++)
            {
                await call().ConfigureAwait(false);
            }

            bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
            self.Refresh();
            if (isKept)
            {
                _rounds.Add(((double)bytes / calls, (self.TotalProcessorTime - cpu).TotalMicroseconds / calls));
            }
        }

        private double Median(Func<(double Bytes, double Microseconds), double> part) => _rounds.Select(part).Order().ElementAt(_rounds.Count / 2);
    }
}
