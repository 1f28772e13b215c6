using System.Globalization;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.Routes.Packages;
using ObShellSdk.Testing.Routes.Upgrades;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.ObProxy;
using ObShellSdk.Testing.State.Upgrades;

namespace ObShellSdk.Testing.Routes.ObProxy;

/// <summary>The OBProxy on an agent's host.</summary>
internal static class ObProxyRoutes
{
    private const string InstalledVersion = "4.3.0.0-1";
    private const int UsualSqlPort = 2883;

    public static Outcome Add(AgentState state, Call call, DateTimeOffset now)
    {
        var body = RequestBody.Read(call.Body);
        var (name, home) = (body.Text("name"), body.Text("home_path", required: true));
        var (port, _, _) = (body.Integer("sql_port"), body.Integer("rpc_port"), body.Integer("exporter_port"));
        var (servers, url) = (body.Text("rs_list"), body.Text("config_url"));
        var parameters = body.TextMap("parameters") ?? [];
        _ = (body.Text("proxyro_password"), body.Text("obproxy_sys_password"));
        if ((body.Failure ?? CheckNew(state, home!) ?? CheckMode(state, servers, url)) is { } refusal)
        {
            return refusal;
        }

        var text = port?.ToString(CultureInfo.InvariantCulture) ?? parameters.GetValueOrDefault("listen_port");
        var sqlPort = UsualSqlPort;
        if (!string.IsNullOrEmpty(text) && !int.TryParse(text, CultureInfo.InvariantCulture, out sqlPort))
        {
            return Failure.Of("Common.InvalidPort", text);
        }

        return Admission.Create(state, new ObProxyPlans(state).Add(new FakeObProxy
        {
            Name = name ?? "",
            HomePath = home!,
            Version = InstalledVersion,
            SqlPort = sqlPort,
            IsRunning = true,
        }), now);
    }

    public static Outcome Start(AgentState state, Call call, DateTimeOffset now) => Admission.Create(state, new ObProxyPlans(state).Start(), now);

    public static Outcome Stop(AgentState state, Call call, DateTimeOffset now)
        => RefuseWithout(state) is { } refusal ? refusal : Admission.Create(state, new ObProxyPlans(state).Stop(), now);

    public static Outcome Delete(AgentState state, Call call, DateTimeOffset now)
        => state.ObProxy is null ? Outcome.NoContent : Admission.Create(state, new ObProxyPlans(state).Delete(), now);

    public static Outcome Upgrade(AgentState state, Call call, DateTimeOffset now)
    {
        var body = RequestBody.Read(call.Body);
        _ = body.Text("upgrade_dir");
        var target = new UpgradeTarget(body.Text("version", required: true) ?? "", body.Text("release", required: true) ?? "");
        if ((body.Failure ?? RefuseWithout(state)) is { } refusal)
        {
            return refusal;
        }

        if (!state.ObProxy!.IsRunning)
        {
            return Failure.Of("OBProxy.NotRunning");
        }

        return (UpgradeRoutes.CheckRelease(target) ?? CheckTarget(state, target)) is { } invalid
            ? invalid
            : Admission.Create(state, new ObProxyPlans(state).Upgrade(target), now);
    }

    private static Failure? RefuseWithout(AgentState state) => state.ObProxy is null ? Failure.Of("OBProxy.NotBeManaged") : null;

    private static Failure? CheckNew(AgentState state, string home)
    {
        if (state.ObProxy is not null)
        {
            return Failure.Of("OBProxy.AlreadyManaged");
        }

        return home.StartsWith('/') ? null : Failure.Of("Common.PathNotExist", home);
    }

    /// <summary>Checks the mode. Outside a cluster the agent does not know the observers for the proxy.</summary>
    private static Failure? CheckMode(AgentState state, string? servers, string? url) => (servers, url) switch
    {
        (not null, not null) => Failure.Of("OBProxy.RsListAndConfigUrl.Conflicted"),
        (null, null) when state.Identity != FakeAgentIdentity.ClusterAgent => Failure.Of("OBProxy.RsListOrConfigUrl.NotSpecified"),
        _ => null,
    };

    private static Failure? CheckTarget(AgentState state, UpgradeTarget target)
    {
        if (UpgradeRoutes.Compare(target.VersionAndBuild, state.ObProxy!.Version) <= 0)
        {
            return Failure.Of("OBProxy.UpgradeToLowerVersion", target.VersionAndBuild, state.ObProxy.Version);
        }

        return state.ObProxyPackages.Find(PackageRules.ObProxy, target.Version, target.Release) is null
            ? Failure.Of("OBProxy.Package.NotFound", $"{PackageRules.ObProxy}-{target}.x86_64.rpm")
            : null;
    }
}
