using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Cluster;

namespace ObShellSdk.Testing.Routes.Cluster;

/// <summary>Parameters of the cluster and of its tenants.</summary>
internal static class ParameterRoutes
{
    public static Outcome List(AgentState state, Call call, DateTimeOffset now) => Admission.RefuseIdentity(state) is { } refusal
        ? refusal
        : Outcome.List(ParameterCatalogue.All.Select(entry => entry.IsOfTenants ? WriteOfTenants(state.Cluster, entry) : WriteOfCluster(state.Cluster, entry)));

    public static Outcome Set(AgentState state, Call call, DateTimeOffset now)
    {
        if (Admission.RefuseIdentity(state) is { } refusal)
        {
            return refusal;
        }

        var body = RequestBody.Read(call.Body);
        var changes = Array.ConvertAll(body.Objects("params", required: true) ?? [], Change.Read);
        if ((body.Failure ?? changes.Select(change => change.Check(state.Cluster)).FirstOrDefault(failure => failure is not null)) is { } invalid)
        {
            return invalid;
        }

        foreach (var change in changes)
        {
            change.Apply(state.Cluster);
        }

        return Outcome.Done;
    }

    private static JsonObject WriteOfCluster(ClusterState cluster, ParameterEntry entry)
    {
        var json = Begin(entry, "CLUSTER");
        var values = cluster.Members.Select(server => cluster.Parameters.ValueOn(server, entry)).ToArray();
        json["ob_parameters"] = new JsonArray([.. cluster.Members.Select((server, index) => (JsonNode)WriteServer(server, values[index]))]);
        return End(json, values);
    }

    private static JsonObject WriteOfTenants(ClusterState cluster, ParameterEntry entry)
    {
        var json = Begin(entry, "TENANT");
        FakeTenant[] tenants = [cluster.Tenants.Sys, .. cluster.Tenants.ToArray()];
        json["ob_parameters"] = new JsonArray([.. tenants.SelectMany(tenant => cluster.Members.Select(server =>
        {
            var value = WriteServer(server, tenant.Settings.Parameter(entry.Name));
            value["tenant_id"] = tenant.Id;
            value["tenant_name"] = tenant.Name;
            return (JsonNode)value;
        }))]);
        json["tenant_value"] = new JsonArray([.. tenants.Select(tenant => (JsonNode)new JsonObject
        {
            ["tenant_id"] = tenant.Id,
            ["tenant_name"] = tenant.Name,
            ["value"] = tenant.Settings.Parameter(entry.Name),
        })]);
        return End(json, [.. tenants.Select(tenant => tenant.Settings.Parameter(entry.Name))]);
    }

    private static JsonObject Begin(ParameterEntry entry, string scope) => new()
    {
        ["name"] = entry.Name,
        ["scope"] = scope,
        ["edit_level"] = entry.EditLevel,
        ["default_value"] = entry.Value,
        ["section"] = entry.Section,
        ["data_type"] = entry.DataType,
        ["info"] = entry.Info,
    };

    private static JsonObject WriteServer(AgentState server, string value) => new()
    {
        ["svr_ip"] = server.ReportedIp,
        ["svr_port"] = server.Observer.RpcPort,
        ["zone"] = server.Zone,
        ["value"] = value,
    };

    private static JsonObject End(JsonObject json, string[] values)
    {
        var distinct = values.Distinct(StringComparer.Ordinal).ToArray();
        json["values"] = new JsonArray([.. distinct.Select(value => (JsonNode)value)]);
        json["is_single_value"] = distinct.Length == 1;
        return json;
    }

    /// <summary>A parameter to set.</summary>
    private sealed record Change(string Name, string Value, string Scope, string[] Zones, string[] Servers, string[] Tenants, bool AllUserTenants)
    {
        public static Change Read(RequestBody body) => new(
            body.Text("name", required: true) ?? "",
            // Empty is a value: the binding of the list does not validate its elements.
            body.Text("value") ?? "",
            body.Text("scope", required: true) ?? "",
            body.Texts("zones") ?? [],
            body.Texts("servers") ?? [],
            body.Texts("tenants") ?? [],
            body.Flag("all_user_tenant") is true);

        public Failure? Check(ClusterState cluster)
        {
            if (Scope is not ("CLUSTER" or "TENANT"))
            {
                return Failure.Of("OB.Parameter.Scope.Invalid", Scope);
            }

            if (Zones.Length > 0 && Servers.Length > 0)
            {
                return Failure.Of("Common.IllegalArgument", "zones or servers", "zones and servers cannot be set at the same time");
            }

            if (Scope == "TENANT" ? Tenants.Length > 0 && AllUserTenants : Tenants.Length > 0 || AllUserTenants)
            {
                return Failure.Of("Common.IllegalArgument", "tenants or all_user_tenant", "cannot be set here at the same time");
            }

            if (ParameterCatalogue.Find(Name) is not { } entry || entry.IsOfTenants != (Scope == "TENANT"))
            {
                return Database.Refuse("Error 5099 (42000): System config unknown");
            }

            return Array.Find(Tenants, tenant => cluster.Tenants.FindAny(tenant) is null) is { } unknown
                ? Database.Refuse($"Error 5160 (HY000): Unknown tenant: {unknown}")
                : null;
        }

        /// <summary>Sets the parameter; without a tenant's name that of sys.</summary>
        public void Apply(ClusterState cluster)
        {
            if (Scope == "CLUSTER")
            {
                cluster.Parameters.Set(Name, Value, cluster.Members.Where(Concerns));
                return;
            }

            var tenants = AllUserTenants ? cluster.Tenants.ToArray()
                : Tenants.Length == 0 ? [cluster.Tenants.Sys]
                : Array.ConvertAll(Tenants, name => cluster.Tenants.FindAny(name)!);
            foreach (var tenant in tenants)
            {
                tenant.Settings.Parameters[Name] = Value;
            }
        }

        private bool Concerns(AgentState server)
            => (Zones.Length == 0 || Zones.Contains(server.Zone, StringComparer.Ordinal))
                && (Servers.Length == 0 || Servers.Contains(server.ObserverPlace.ToString(), StringComparer.Ordinal));
    }
}
