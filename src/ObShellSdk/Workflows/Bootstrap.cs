using ObShellSdk.Agents;
using ObShellSdk.Cluster;
using ObShellSdk.Http;
using ObShellSdk.Observers;
using ObShellSdk.Tasks;

namespace ObShellSdk.Workflows;

/// <summary>
/// The way from single agents to a cluster. From some moment within the configuration of the cluster the agents want the new password, and until then the
/// empty one: what is refused for the one is asked with the other, which is safe since nothing happened.
/// </summary>
internal sealed class Bootstrap : IProgress<DagProgress>
{
    private readonly BootstrapPlan _plan;
    private readonly ObShellConnection _connection;
    private readonly ObShellConnection _master;
    private readonly string[] _secrets;
    private volatile bool _wantsNewPassword;

    public Bootstrap(ObShellConnection connection, BootstrapPlan plan)
    {
        _plan = plan;
        _connection = connection.WithCredential(ObShellCredential.FromProvider(_ => ValueTask.FromResult(Credential())));
        _master = _connection.At(plan.Agents[0].Endpoint);
        _secrets = [.. plan.Agents.Select(agent => agent.Password).Append(plan.MasterPassword).Append(plan.Cluster.RootPassword).Append(plan.Initialization?.ProxyroPassword).OfType<Secret>().Select(secret => secret.Reveal())];
    }

    public Workflow<ClusterMembers> ToWorkflow()
    {
        var cluster = new ClusterClient(_master);
        WorkflowStep[] steps =
        [
            .. _plan.Agents.Select(agent => new WorkflowStep($"{AgentName.Of(agent.Endpoint)} joins", token => JoinAsync(agent, token))),
            Step("configuration of the cluster", token => ConfigureAsync(cluster, token)),
            .. _plan.Observers.Select(observers => Step($"configuration of the observers: {observers.Scope}", token => ConfigureAsync(observers, token))),
            Step("initialization", token => InitializeAsync(cluster, token)),
        ];
        return new Workflow<ClusterMembers>(steps, token => EitherAsync(() => cluster.GetMembersAsync(null, token)));
    }

    private ObShellCredential Credential()
    {
        string password = _wantsNewPassword ? _plan.Cluster.RootPassword?.Reveal() ?? "" : "";
        return _plan.MasterPassword is { } own ? ObShellCredential.FromPasswords(password, own.Reveal()) : ObShellCredential.FromPassword(password);
    }

    private WorkflowStep Step(string name, Func<CancellationToken, Task<DagOperation?>> begin) => new(name, token => EitherAsync(() => begin(token)))
    {
        Progress = this,
    };

    /// <summary>While the agent refuses, for the password that changes under this very DAG, the other one is tried at each look.</summary>
    void IProgress<DagProgress>.Report(DagProgress value) => _wantsNewPassword ^= value.Outage is not null;

    private async Task<DagOperation?> JoinAsync(BootstrapAgent agent, CancellationToken cancellationToken)
    {
        ObShellConnection connection = _connection.At(agent.Endpoint);
        if (agent.Password is { } own)
        {
            connection = connection.WithCredential(ObShellCredential.FromAgentPassword(own.Reveal()));
        }

        var agents = new AgentClient(connection);
        AgentInfo info = await agents.GetInfoAsync(null, cancellationToken).ConfigureAwait(false);
        if (info.Identity != AgentIdentity.SingleAgent)
        {
            return await FindJoinAsync(connection, agent, cancellationToken).ConfigureAwait(false);
        }

        if (await new DagFinder(connection, AgentDags.Join, _secrets, [_master]).OpenOrResumeAsync(cancellationToken).ConfigureAwait(false) is { } earlier)
        {
            return earlier;
        }

        AgentInfo master = agent == _plan.Agents[0] ? info : await new AgentClient(_master).GetInfoAsync(null, cancellationToken).ConfigureAwait(false);
        var request = new JoinAgentRequest { Master = master.Address, Zone = agent.Zone, MasterPassword = _plan.MasterPassword };
        return await EitherAsync<DagOperation?>(async () => await agents.JoinAsync(request, null, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>The join that an earlier run began. A follower whose master has a password of its own serves nothing: the master knows the DAGs of all agents.</summary>
    private async Task<DagOperation?> FindJoinAsync(ObShellConnection connection, BootstrapAgent agent, CancellationToken cancellationToken)
    {
        if (_plan.MasterPassword is null || agent == _plan.Agents[0])
        {
            return await EitherAsync(() => Find(connection, AgentDags.Join).OpenRunningAsync(cancellationToken)).ConfigureAwait(false);
        }

        IReadOnlyList<DagDetail> unfinished = await EitherAsync(() => new TaskClient(_master, _ => null).ListUnfinishedDagsAsync(includeDetails: false, null, cancellationToken)).ConfigureAwait(false);
        return unfinished.FirstOrDefault(dag => AgentDags.Join.Matches(dag) && !dag.HasEnded) is { } join ? new DagOperation(new LongRunningWork(_master, join) { Secrets = _secrets }) : null;
    }

    private async Task<DagOperation?> ConfigureAsync(ClusterClient cluster, CancellationToken cancellationToken)
    {
        if (await Find(_master, ClusterDags.Configuration).OpenOrResumeAsync(cancellationToken).ConfigureAwait(false) is { } running)
        {
            return running;
        }

        ClusterConfig set = (await cluster.GetMembersAsync(null, cancellationToken).ConfigureAwait(false)).Cluster;
        return set.Id == _plan.Cluster.ClusterId && set.Name == _plan.Cluster.ClusterName
            ? null
            : await cluster.ConfigureAsync(_plan.Cluster, null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>It takes the place of what was set before, so that it may be done again; no more once the cluster is.</summary>
    private async Task<DagOperation?> ConfigureAsync(ObserverConfiguration observers, CancellationToken cancellationToken)
    {
        if (await IsInitializedAsync(cancellationToken).ConfigureAwait(false) || await Find(_master, ClusterDags.Initialization).OpenUnfinishedAsync(cancellationToken).ConfigureAwait(false) is not null)
        {
            return null;
        }

        // One that failed keeps the agent's lock until a retry has ended. It may be that of another scope.
        if (await Find(_master, ObserverClient.ConfigurationDag).OpenOrResumeAsync(cancellationToken).ConfigureAwait(false) is { } earlier)
        {
            await earlier.WaitAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        return await new ObserverClient(_master).ConfigureAsync(observers, null, cancellationToken).ConfigureAwait(false);
    }

    private async Task<DagOperation?> InitializeAsync(ClusterClient cluster, CancellationToken cancellationToken) =>
        await Find(_master, ClusterDags.Initialization).OpenOrResumeAsync(cancellationToken).ConfigureAwait(false)
        ?? (await IsInitializedAsync(cancellationToken).ConfigureAwait(false) ? null : await cluster.InitializeAsync(_plan.Initialization, null, cancellationToken).ConfigureAwait(false));

    /// <summary>Work of an earlier run may repeat what is secret in the plan.</summary>
    private DagFinder Find(ObShellConnection connection, DagKind kind) => new(connection, kind, _secrets);

    private async Task<bool> IsInitializedAsync(CancellationToken cancellationToken) =>
        (await new AgentClient(_master).GetInfoAsync(null, cancellationToken).ConfigureAwait(false)).Identity == AgentIdentity.ClusterAgent;

    private async Task<T> EitherAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (ObShellAuthenticationException exception) when (exception.Reason is AuthenticationFailureReason.WrongPassword or AuthenticationFailureReason.Unknown)
        {
            _wantsNewPassword = !_wantsNewPassword;
            return await call().ConfigureAwait(false);
        }
    }
}
