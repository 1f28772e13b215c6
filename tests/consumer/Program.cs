using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
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

// The same in a host, with a health check and a schedule.
HostApplicationBuilder builder = Host.CreateApplicationBuilder();
builder.Configuration["ConnectionStrings:obshell"] = $"Endpoint={agent.Endpoint};Password={password}";
builder.AddObShellClient("obshell");
builder.Services.AddObShellBackupSchedule("0 2 * * *", schedule => schedule.CatchUp = TimeSpan.Zero);
using IHost host = builder.Build();
await host.StartAsync(ct);
HealthReport health = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(ct);
Console.WriteLine($"obshell: {health.Entries["obshell"].Status}, {health.Entries["obshell"].Description}");
await host.StopAsync(ct);

agent.VerifyNoUnexpectedRequests();
string version = typeof(ObShellClient).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
Console.WriteLine($"consumer: ok, {AppContext.TargetFrameworkName}, ObShellSdk {version}");
return overview.Task.IsFinished && health.Status == HealthStatus.Healthy ? 0 : 1;
