using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Cluster;

namespace ObShellSdk.Testing.Routes.Cluster;

/// <summary>Starts and stops observers and zones.</summary>
internal static class ServiceRoutes
{
    public static Outcome Start(AgentState state, Call call, DateTimeOffset now)
    {
        var body = RequestBody.Read(call.Body);
        var scope = Scope.Read(body);
        _ = body.Object("forcePassDag")?.Texts("id");
        if (body.Failure is { } unbound)
        {
            return unbound;
        }

        if ((scope.Check(state.Cluster) ?? Admission.RefuseIdentity(state)) is { } refusal)
        {
            return refusal;
        }

        string[] zones = scope.Type switch
        {
            Scope.Global => [.. state.Cluster.Zones.Select(zone => zone.Name)],
            Scope.Zone => scope.Targets,
            _ => [],
        };
        return Admission.Create(state, ServicePlans.Start(state.Cluster, scope.Select(state.Cluster), zones), now);
    }

    public static Outcome Stop(AgentState state, Call call, DateTimeOffset now)
    {
        var body = RequestBody.Read(call.Body);
        var scope = Scope.Read(body);
        var (force, terminate) = (body.Flag("force") is true, body.Flag("terminate") is true);
        _ = body.Object("forcePassDag")?.Texts("id");
        if (body.Failure is { } unbound)
        {
            return unbound;
        }

        if ((scope.Check(state.Cluster) ?? Admission.RefuseIdentity(state) ?? CheckStop(state, scope, force, terminate)) is { } refusal)
        {
            return refusal;
        }

        var zones = scope.Type == Scope.Zone ? scope.Targets : [];
        return Admission.Create(
            state, ServicePlans.Stop(state.Cluster, scope.Select(state.Cluster), zones, force || terminate, terminate), now);
    }

    public static Outcome StopZone(AgentState state, Call call, DateTimeOffset now)
    {
        var body = RequestBody.Read(call.Body);
        var freezes = body.Flag("freeze_server") is true;
        _ = body.Object("forcePassDag")?.Texts("id");
        return (body.Failure ?? Admission.RefuseIdentity(state) ?? CheckZone(state, call["zone_name"])) is { } refusal
            ? refusal
            : Admission.Create(state, ServicePlans.StopZone(state.Cluster, call["zone_name"], freezes), now);
    }

    public static Outcome CheckStopZone(AgentState state, Call call, DateTimeOffset now)
    {
        var body = RequestBody.Read(call.Body);
        _ = (body.Flag("freeze_server"), body.Object("forcePassDag")?.Texts("id"));
        return Outcome.Of(body.Failure ?? Admission.RefuseIdentity(state) ?? CheckZone(state, call["zone_name"]));
    }

    private static Failure? CheckStop(AgentState state, Scope scope, bool force, bool terminate)
    {
        var bySql = !force && !terminate;
        if (scope.Type == Scope.Global && bySql)
        {
            return Failure.Of("OB.Cluster.ForceStopOrTerminateRequired");
        }

        if (force && terminate)
        {
            return Failure.Of("OB.Cluster.StopModeConflict");
        }

        if ((!force || scope.Type == Scope.Zone) && state.ObState != 3)
        {
            return Failure.Of("OB.Cluster.ForceStopRequired");
        }

        var zones = scope.Type == Scope.Zone ? scope.Targets : [.. scope.Select(state.Cluster).Select(server => server.Zone).Distinct()];
        return bySql && (zones.Length > 1 || state.Cluster.HasStoppedOutside(zones[0])) ? Failure.Of("OB.Server.StoppedInMultiZone") : null;
    }

    private static Failure? CheckZone(AgentState state, string zone)
    {
        if (state.Cluster.FindZone(zone) is null)
        {
            return Failure.Of("OB.Zone.NotExist", zone);
        }

        if (state.Cluster.HasStoppedOutside(zone))
        {
            return Failure.Of("OB.Server.StoppedInMultiZone");
        }

        return state.Cluster.LosingMajorityWithout(zone).Length > 0 ? Failure.Of("OB.Cluster.Tenant.Replica.Invalid") : null;
    }
}
