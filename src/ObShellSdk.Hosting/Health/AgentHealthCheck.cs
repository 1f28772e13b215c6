using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ObShellSdk.Agents;
using ObShellSdk.Cluster;
using ObShellSdk.Errors;
using ObShellSdk.Observers;
using ObShellSdk.Tasks;

namespace ObShellSdk.Hosting.Health;

/// <summary>Whether the agents and their observers can be used. Each agent is asked by itself, all at the same time, and one call proves the password.</summary>
internal sealed class AgentHealthCheck(HostedClient hosted, CachedCheck cache, TimeSpan limit) : IHealthCheck
{
    /// <summary>How long the outcome of a check is returned again.</summary>
    public static readonly TimeSpan CacheDuration = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan _databaseTimeout = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Findings.Map(await cache.GetAsync(CheckAsync, hosted.Time, cancellationToken).ConfigureAwait(false), context);

    private async Task<HealthCheckResult> CheckAsync()
    {
        using var timeout = new CancellationTokenSource(limit, hosted.Time);
        // A little less, so that an agent that does not answer is named.
        var options = new ObShellCallOptions { Timeout = limit * 0.8 };
        var findings = new Findings();
        Task<(IReadOnlyList<Uri> Discovered, ObShellException? Failure)> members = ReadMembersAsync(options, timeout.Token);
        List<Uri> endpoints = [.. hosted.Options.Endpoint is { } first ? [first] : Array.Empty<Uri>(), .. hosted.Options.Endpoints];
        List<Task<AgentProbe>> probes = [.. endpoints.DistinctBy(AgentProbe.NameOf).Select(endpoint => ProbeAsync(endpoint, options, timeout.Token))];
        (IReadOnlyList<Uri> discovered, ObShellException? failure) = await members.ConfigureAwait(false);
        probes.AddRange(discovered.ExceptBy(endpoints.Select(AgentProbe.NameOf), AgentProbe.NameOf).Select(endpoint => ProbeAsync(endpoint, options, timeout.Token)));
        AgentProbe[] agents = await Task.WhenAll(probes).ConfigureAwait(false);
        foreach (AgentProbe agent in agents)
        {
            findings.Data[agent.Name] = agent.Text;
        }

        AgentProbe[] answered = [.. agents.Where(agent => agent.Status is not null)];
        if (failure is ObShellAuthenticationException)
        {
            return findings.Unhealthy(failure.Message, failure);
        }

        if (answered.Length == 0)
        {
            return findings.Unhealthy(agents.Length == 1 ? $"The agent {agents[0].Name} does not answer." : $"None of the {agents.Length} agents answers.", failure ?? agents[0].Failure);
        }

        if (answered.All(agent => agent.Status!.ObState != ObserverState.Available))
        {
            return findings.Unhealthy(answered.Length == 1 ? $"The observer of {answered[0].Name} cannot be used: {answered[0].Status!.ObState}." : "No observer can be used.", failure);
        }

        foreach (AgentProbe agent in agents.Where(agent => !agent.IsAvailable))
        {
            findings.Degrade(agent.Status is null ? $"The agent {agent.Name} does not answer." : $"The agent {agent.Name} is {agent.Text}.", agent.Failure);
        }

        foreach (AgentProbe agent in answered.Where(agent => agent.Status!.UnderMaintenance))
        {
            findings.Degrade($"The agent {agent.Name} is under maintenance.");
        }

        if (failure is not null)
        {
            findings.Degrade(failure.Message, failure);
        }
        else
        {
            await CheckMaintenanceAsync(findings, options, timeout.Token).ConfigureAwait(false);
            await CheckClockAsync(findings, options, timeout.Token).ConfigureAwait(false);
        }

        return findings.Result(agents.Length == 1 ? "The agent and its observer can be used." : $"All {agents.Length} agents and their observers can be used.");
    }

    /// <summary>A call that needs the password; where the client discovers agents, it also tells which there are.</summary>
    private async Task<(IReadOnlyList<Uri> Discovered, ObShellException? Failure)> ReadMembersAsync(ObShellCallOptions options, CancellationToken cancellationToken)
    {
        try
        {
            if (hosted.Options.DiscoverAgents)
            {
                return (await hosted.Client.DiscoverAgentsAsync(options, cancellationToken).ConfigureAwait(false), null);
            }

            await hosted.Client.Cluster.GetMembersAsync(options, cancellationToken).ConfigureAwait(false);
            return ([], null);
        }
        catch (ObShellException exception)
        {
            return ([], exception);
        }
    }

    private async Task<AgentProbe> ProbeAsync(Uri endpoint, ObShellCallOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return new AgentProbe(endpoint, await hosted.Client.ForAgent(endpoint).Agents.GetStatusAsync(_databaseTimeout, options, cancellationToken).ConfigureAwait(false), null);
        }
        catch (ObShellException exception)
        {
            return new AgentProbe(endpoint, null, exception);
        }
    }

    private async Task CheckMaintenanceAsync(Findings findings, ObShellCallOptions options, CancellationToken cancellationToken)
    {
        try
        {
            DagDetail maintenance = await hosted.Client.Tasks.GetLastClusterMaintenanceAsync(includeDetails: false, options, cancellationToken).ConfigureAwait(false);
            if (!maintenance.HasEnded)
            {
                findings.Data["maintenance"] = $"{maintenance.Name} ({maintenance.Id})";
                findings.Degrade($"Maintenance is running: {maintenance.Name}.");
            }
        }
        catch (ObShellApiException exception) when (exception.Code == ObShellErrorCodes.TaskNotFound || exception.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            // There never was any.
        }
        catch (ObShellException exception)
        {
            findings.Degrade(exception.Message, exception);
        }
    }

    private async Task CheckClockAsync(Findings findings, ObShellCallOptions options, CancellationToken cancellationToken)
    {
        try
        {
            if (await hosted.Times.GetAsync(options, cancellationToken).ConfigureAwait(false) is not { Difference: { } difference } clock || difference == TimeSpan.Zero)
            {
                return;
            }

            findings.Data["database_time_zone"] = clock.DatabaseTimeZone;
            findings.Data["database_time_difference"] = difference.ToString("c", CultureInfo.InvariantCulture);
            if (!hosted.Options.CorrectDatabaseTimes)
            {
                findings.Degrade($"Times of the database are shifted by {difference.ToString("c", CultureInfo.InvariantCulture)} and are not corrected: set CorrectDatabaseTimes.");
            }
        }
        catch (ObShellException exception)
        {
            findings.Degrade(exception.Message, exception);
        }
    }
}

/// <summary>What one agent answered.</summary>
internal sealed record AgentProbe(Uri Endpoint, AgentStatus? Status, ObShellException? Failure)
{
    public string Name { get; } = NameOf(Endpoint);

    public bool IsAvailable => Status is { State: AgentState.Running, ObState: ObserverState.Available };

    public string Text => Status is null ? "unavailable" : string.Create(CultureInfo.InvariantCulture, $"{Status.State}, observer {Status.ObState}, obshell {Status.Version}");

    /// <summary>Host and port, or the path of a socket.</summary>
    public static string NameOf(Uri endpoint) => endpoint.Scheme == "unix" ? endpoint.AbsolutePath : endpoint.Authority;
}
