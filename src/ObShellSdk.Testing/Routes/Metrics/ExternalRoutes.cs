using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Services;

namespace ObShellSdk.Testing.Routes.Metrics;

/// <summary>The addresses of Prometheus and Alertmanager. The agent requests <c>/-/ready</c> there before it saves an address.</summary>
internal static class ExternalRoutes
{
    public const string PrometheusKey = "prometheus_config";

    public const string AlertmanagerKey = "alertmanager_config";

    public static Outcome SetPrometheus(AgentState state, Call call, DateTimeOffset now)
        => Set(state, call, "prometheus", state.Cluster.Services.IsPrometheusReady, system => state.Cluster.Services.Prometheus = system);

    public static Outcome GetPrometheus(AgentState state, Call call, DateTimeOffset now)
        => Get(state, state.Cluster.Services.Prometheus, PrometheusKey);

    public static Outcome SetAlertmanager(AgentState state, Call call, DateTimeOffset now)
        => Set(state, call, "alertmanager", state.Cluster.Services.IsAlertmanagerReady, system => state.Cluster.Services.Alertmanager = system);

    public static Outcome GetAlertmanager(AgentState state, Call call, DateTimeOffset now)
        => Get(state, state.Cluster.Services.Alertmanager, AlertmanagerKey);

    private static Outcome Set(AgentState state, Call call, string name, bool isReady, Action<ExternalSystem> keep)
    {
        var body = RequestBody.Read(call.Body);
        var address = body.Text("address") ?? "";
        var auth = body.Object("auth");
        _ = (auth?.Text("username"), auth?.Text("password"));
        if (body.Failure is { } unbound)
        {
            return unbound;
        }

        if (!isReady || !Uri.TryCreate(address, UriKind.Absolute, out var uri) || !uri.Scheme.StartsWith("http", StringComparison.Ordinal))
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

    /// <summary>Refuses if the system is not configured. Addresses are stored in the database.</summary>
    public static Failure? RefuseWithout(AgentState state, ExternalSystem? system, string key)
        => Admission.RefuseWithoutDatabase(state) ?? (system is null ? Failure.Of("Config.NotFound", key) : null);

    private static Outcome Get(AgentState state, ExternalSystem? system, string key)
        => RefuseWithout(state, system, key) is { } refusal ? refusal : Outcome.Success(system!.Address);
}
