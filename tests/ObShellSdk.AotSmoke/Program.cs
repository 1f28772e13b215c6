using Microsoft.Extensions.DependencyInjection;
using ObShellSdk;
using ObShellSdk.AotSmoke;
using ObShellSdk.Backup;

// Published with AOT and run by .ci/run: what the analysis cannot see (converters, generated JSON, RSA, the container) has to work, too.
const string Password = "a good \"password\" ü";
var endpoint = new Uri("http://127.0.0.1:2886");

try
{
    using var plainAgent = new InProcessAgent(password: null);
    using var plain = new ObShellClient(new ObShellClientOptions { Endpoint = endpoint, Transport = plainAgent, DisableEncryption = true });
    await CallAsync(plain, plainAgent);

    // 1024 bits, as agents have them since 4.4.2.
    using var sealedAgent = new InProcessAgent(Password);
    using var encrypted = new ObShellClient(new ObShellClientOptions
    {
        Endpoint = endpoint,
        Credential = ObShellCredential.FromPassword(Password),
        Transport = sealedAgent,
    });
    await CallAsync(encrypted, sealedAgent);

    using var hostedAgent = new InProcessAgent(Password);
    var services = new ServiceCollection();
    services.AddObShellClient(options =>
    {
        options.Endpoint = endpoint;
        options.Credential = ObShellCredential.FromPassword(Password);
    }).ConfigurePrimaryHttpMessageHandler(() => hostedAgent);
    await using ServiceProvider provider = services.BuildServiceProvider();
    await CallAsync(provider.GetRequiredService<ObShellClient>(), hostedAgent);

    Console.WriteLine(
        $"aot: ok, {plainAgent.Overviews} plain, {sealedAgent.Overviews} encrypted and {hostedAgent.Overviews} encrypted calls by dependency injection");
    return 0;
}
#pragma warning disable CA1031 // A program that is nothing but a check: whatever went wrong is its result.
catch (Exception exception)
#pragma warning restore CA1031
{
    Console.Error.WriteLine($"aot: failed, {exception}");
    return 1;
}

static async Task CallAsync(ObShellClient client, InProcessAgent agent)
{
    TenantBackupOverview overview = await client.Backup.GetOverviewAsync("tenant1");
    Check(overview.Status, "the tenant's overview");
    ClusterBackupOverview cluster = await client.Backup.GetClusterOverviewAsync();
    Check(cluster.Statuses.Single(), "the cluster's overview");
    Expect(agent.Overviews == 2, $"the agent answered {agent.Overviews} overviews instead of 2");
}

static void Check(CdbObBackupTask task, string what)
{
    Expect(task.Status == BackupTaskStatus.Completed, $"{what} has the status '{task.Status}'");
    Expect(task.EncryptionMode == BackupEncryptionMode.None, $"{what} has the encryption mode '{task.EncryptionMode}'");
    Expect(task is { MacroBlockCount: 61, FinishMacroBlockCount: 61, IsFinished: true }, $"{what} counts macro blocks otherwise");
    Expect(task.StartScn.Value == 1728727696264250400, $"{what} starts at SCN {task.StartScn.Value}");
    Expect(task.Elapsed is { TotalSeconds: > 154 and < 155 }, $"{what} took {task.Elapsed}");
    Expect(task.Path.ToString().StartsWith("oss://bucket/backup", StringComparison.Ordinal), $"{what} has the path '{task.Path}'");
}

static void Expect(bool condition, string otherwise)
{
    if (!condition)
    {
        throw new InvalidOperationException(otherwise);
    }
}
