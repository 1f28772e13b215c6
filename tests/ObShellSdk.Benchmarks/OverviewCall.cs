using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using ObShellSdk.Backup;

namespace ObShellSdk.Benchmarks;

/// <summary>One backup overview against an in-process transport, beside what a user would write by hand.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class OverviewCall : IDisposable
{
    private const string Password = "a good password";

    private HttpClient _http = null!;
    private HandWritten _handWritten = null!;
    private ObShellClient _plain = null!;
    private ObShellClient _encrypted = null!;

    [GlobalSetup]
    public void SetUp()
    {
        var agent = new InProcessAgent(1024);
        var endpoint = new Uri("http://127.0.0.1:2886");
        _http = new HttpClient(agent) { BaseAddress = endpoint };
        _handWritten = new HandWritten(_http, agent.PublicKey, Password);
        _plain = new ObShellClient(new ObShellClientOptions { Endpoint = endpoint, Transport = agent, DisableEncryption = true });
        _encrypted = new ObShellClient(new ObShellClientOptions
        {
            Endpoint = endpoint,
            Transport = agent,
            Credential = ObShellCredential.FromPassword(Password),
        });
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _plain.Dispose();
        _encrypted.Dispose();
        _handWritten.Dispose();
        _http.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("plain")]
    public async Task<long> Plain_by_hand() => (await _handWritten.GetAsync("tenant1")).MacroBlockCount;

    [Benchmark]
    [BenchmarkCategory("plain")]
    public async Task<long> Plain_by_client() => Count(await _plain.Backup.GetOverviewAsync("tenant1"));

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("encrypted")]
    public async Task<long> Encrypted_by_hand() => (await _handWritten.GetEncryptedAsync("tenant1")).MacroBlockCount;

    [Benchmark]
    [BenchmarkCategory("encrypted")]
    public async Task<long> Encrypted_by_client() => Count(await _encrypted.Backup.GetOverviewAsync("tenant1"));

    private static long Count(TenantBackupOverview overview) => overview.Task.MacroBlockCount;
}
