using System.Reflection;
using ObShellSdk;
using ObShellSdk.Backup;
using ObShellSdk.Testing;

// The lines of the README, with the packages instead of the projects, against the agent of the testing package.
const string password = "a good password";
using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
CancellationToken ct = timeout.Token;
await using FakeAgent agent = await FakeAgent.StartAsync(new FakeAgentOptions { Password = password }, ct);
agent.AddTenant("tenant1").WithBackupTask();

using var client = new ObShellClient(agent.Endpoint, ObShellCredential.FromPassword(password));
TenantBackupOverview overview = await client.Backup.GetOverviewAsync("tenant1", cancellationToken: ct);
Console.WriteLine($"{overview.Task.Status}, {overview.Task.MacroBlockPercent:F0} % of {overview.Task.MacroBlockCount} macro blocks");

agent.VerifyNoUnexpectedRequests();
string version = typeof(ObShellClient).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
Console.WriteLine($"consumer: ok, {AppContext.TargetFrameworkName}, ObShellSdk {version}");
return overview.Task.IsFinished ? 0 : 1;
