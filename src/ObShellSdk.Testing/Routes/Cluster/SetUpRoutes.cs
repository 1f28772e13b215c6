using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Cluster;

namespace ObShellSdk.Testing.Routes.Cluster;

/// <summary>Configuration and initialization of a cluster. A follower has forwarded these requests to its master.</summary>
internal static class SetUpRoutes
{
    private static readonly string[] _setElsewhere = ["cluster_id", "cluster", "rootPwd", "rootservice_list", "zone", "local_ip", "devname"];

    public static Outcome ConfigureCluster(AgentState state, Call call, DateTimeOffset now)
    {
        var body = RequestBody.Read(call.Body);
        var (id, name, password) = (body.Integer("clusterId"), body.Text("clusterName"), body.Text("rootPwd"));
        _ = body.Text("rsList");
        if (body.Failure is { } unbound)
        {
            return unbound;
        }

        if (id is not > 0)
        {
            return Failure.Of("OB.Cluster.Id.Invalid");
        }

        if (string.IsNullOrEmpty(name))
        {
            return Failure.Of("OB.Cluster.Name.Empty");
        }

        return RefuseUnlessMaster(state) is { } refusal
            ? refusal
            : Admission.Create(state, ClusterSetupPlans.ConfigureCluster(state.Cluster, id.Value, name, Open(state, password)), now);
    }

    public static Outcome ConfigureObservers(AgentState state, Call call, DateTimeOffset now)
    {
        var body = RequestBody.Read(call.Body);
        var (options, scope) = (body.TextMap("observerConfig", required: true), Scope.Read(body));
        _ = body.Flag("restart");
        if (body.Failure is { } unbound)
        {
            return unbound;
        }

        if (options is not { Count: > 0 })
        {
            return Failure.Of("Common.IllegalArgument", "observerConfig", "config is empty");
        }

        if (Array.Find(_setElsewhere, options.ContainsKey) is { } denied)
        {
            return Failure.Of("Common.IllegalArgument", "observerConfig", $"config {denied} is not allowed to set");
        }

        return (RefuseUnlessMaster(state) ?? scope.Check(state.Cluster) ?? Rename(options)) is { } refusal
            ? refusal
            : Admission.Create(state, ClusterSetupPlans.ConfigureObservers(scope.Select(state.Cluster), options), now);
    }

    public static Outcome Initialise(AgentState state, Call call, DateTimeOffset now)
    {
        var body = RequestBody.Read(call.Body);
        var (importsScript, createsUser) = (body.Flag("import_script") is true, body.Flag("create_proxyro_user") is true);
        _ = body.Text("proxyro_password");
        if (body.Failure is { } unbound)
        {
            return unbound;
        }

        return RefuseUnlessMaster(state) is { } refusal
            ? refusal
            : Admission.Create(state, ClusterSetupPlans.Initialise(state, importsScript, createsUser), now);
    }

    /// <summary>Renames the older names of ports; the values of both names must not differ.</summary>
    public static Failure? Rename(Dictionary<string, string> options)
    {
        foreach (var (name, old) in new[] { ("rpc_port", "rpcPort"), ("mysql_port", "mysqlPort") })
        {
            if (!options.Remove(old, out var value))
            {
                continue;
            }

            if (options.TryGetValue(name, out var other) && other != value)
            {
                return Failure.Of("Common.IllegalArgument", "observerConfig", $"You cannot set both {name} and {old}, use {name} instead.");
            }

            options[name] = value;
        }

        return null;
    }

    /// <summary>Decrypts a password that was encrypted for the agent, which was required before 4.2.4.</summary>
    private static string? Open(AgentState state, string? password)
        => password is { Length: > 80 } && state.Key.Decrypt(password) is { } opened ? System.Text.Encoding.UTF8.GetString(opened) : password;

    private static Failure? RefuseUnlessMaster(AgentState state) => state.Identity switch
    {
        FakeAgentIdentity.Master => null,
        FakeAgentIdentity.ClusterAgent => Failure.Of("OB.Cluster.AlreadyInitialized") with { IsEarly = true },
        _ => Failure.Of(
            "Agent.Identify.NotSupportOperation", state.Address, state.Identity, $"{FakeAgentIdentity.Master} or {FakeAgentIdentity.Follower}") with { IsEarly = true },
    };
}
