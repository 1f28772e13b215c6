using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Trust;

namespace ObShellSdk.Tests.Hosting;

/// <summary>Hosts as the tests want them: nothing from the environment, the configuration and the time of the test, and its log.</summary>
internal static class HostedAgent
{
    public static HostApplicationBuilder CreateBuilder(TimeProvider? time = null, LogLines? log = null, params (string Key, string? Value)[] configuration)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(configuration.ToDictionary(pair => pair.Key, pair => pair.Value));
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
        }

        if (log is not null)
        {
            builder.Services.AddSingleton<ILoggerFactory>(log);
        }

        return builder;
    }

    public static string ConnectionString(FakeAgent agent, string? password = TestClients.Password) =>
        $"Endpoint={agent.Endpoint};Password=\"{password?.Replace("\"", "\"\"", StringComparison.Ordinal)}\";MinimumKeyBits=512";

    public static async Task<HealthReportEntry> CheckAsync(this IHost host, string name) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Name == name)).Entries[name];
}
