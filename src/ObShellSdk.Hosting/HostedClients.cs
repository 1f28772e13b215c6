using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ObShellSdk.Hosting;

/// <summary>The clients of the host, each with what its health checks and schedules share. Safe for concurrent use.</summary>
internal sealed class HostedClients(IServiceProvider provider)
{
    private readonly ConcurrentDictionary<string, HostedClient> _clients = new(StringComparer.Ordinal);

    /// <param name="name">The key of the client, or null for the client without a key.</param>
    /// <exception cref="InvalidOperationException">There is no such client.</exception>
    public HostedClient Get(string? name) => _clients.GetOrAdd(name ?? "", static (_, it) => Create(it.provider, it.name), (provider, name));

    private static HostedClient Create(IServiceProvider provider, string? name)
    {
        ObShellClient? client = name is null ? provider.GetService<ObShellClient>() : provider.GetKeyedService<ObShellClient>(name);
        if (client is null)
        {
            throw new InvalidOperationException(
                name is null ? "No ObShellClient is registered without a key: call AddObShellClient, or give the key of the client." : $"No ObShellClient is registered under the key '{name}'.");
        }

        ObShellClientOptions options = provider.GetRequiredService<IOptionsMonitor<ObShellClientOptions>>().Get(name ?? Options.DefaultName);
        TimeProvider time = provider.GetService<TimeProvider>() ?? TimeProvider.System;
        return new HostedClient(name, client, options, time, provider.GetRequiredService<BackupMetrics>());
    }
}
