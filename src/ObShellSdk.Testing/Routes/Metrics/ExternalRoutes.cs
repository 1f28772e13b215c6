using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Services;

namespace ObShellSdk.Testing.Routes.Metrics;

/// <summary>Where Prometheus and Alertmanager are. One that can be there counts as ready.</summary>
internal static class ExternalRoutes
{
    public static Outcome SetPrometheus(AgentState state, Call call, DateTimeOffset now)
        => Set(state, call, "prometheus", system => state.Cluster.Services.Prometheus = system);

    public static Outcome GetPrometheus(AgentState state, Call call, DateTimeOffset now)
        => Get(state, state.Cluster.Services.Prometheus, "prometheus_config");

    public static Outcome SetAlertmanager(AgentState state, Call call, DateTimeOffset now)
        => Set(state, call, "alertmanager", system => state.Cluster.Services.Alertmanager = system);

    public static Outcome GetAlertmanager(AgentState state, Call call, DateTimeOffset now)
        => Get(state, state.Cluster.Services.Alertmanager, "alertmanager_config");

    private static Outcome Set(AgentState state, Call call, string name, Action<ExternalSystem> keep)
    {
        var body = RequestBody.Read(call.Body);
        var address = body.Text("address") ?? "";
        var auth = body.Object("auth");
        _ = (auth?.Text("username"), auth?.Text("password"));
        if (body.Failure is { } unbound)
        {
            return unbound;
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !uri.Scheme.StartsWith("http", StringComparison.Ordinal))
        {
            return Failure.Of("External.Component.Not.Ready", name);
        }

        if (Admission.RefuseWithoutDatabase(state) is { } refusal)
        {
            return refusal;
        }

        keep(new ExternalSystem(address));
        return Outcome.Done;
    }

    private static Outcome Get(AgentState state, ExternalSystem? system, string key)
    {
        if (Admission.RefuseWithoutDatabase(state) is { } refusal)
        {
            return refusal;
        }

        return system is null ? Failure.Of("Config.NotFound", key) : Outcome.Success(system.Address);
    }
}
