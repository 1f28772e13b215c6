using System.Globalization;
using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Contents;
using ObShellSdk.Testing.State.Tenants;

namespace ObShellSdk.Testing.Routes.Users;

/// <summary>Writes users, roles and objects as the server reports them.</summary>
internal static class GranteeWriter
{
    public static JsonNode WriteUser(AgentState state, FakeTenant tenant, Grantee user)
    {
        var isMySql = tenant.Settings.Mode == TenantSettings.MySql;
        return new JsonObject
        {
            ["user_name"] = user.Name,
            ["is_locked"] = user.IsLocked,
            ["create_time"] = GoTime.WriteStored(state.Stored.Show(user.CreatedAt)),
            ["connection_strings"] = new JsonArray(WriteConnection(state, tenant, user)),
            ["accessible_databases"] = isMySql ? Texts(DatabasesOf(tenant, user)) : null,
            ["granted_roles"] = Texts(user.Roles, orNull: true),
            ["global_privileges"] = Texts(user.Privileges, orNull: true),
            ["db_privileges"] = isMySql ? new JsonArray([.. user.OnDatabases.Select(WriteOnDatabase)]) : null,
            ["object_privileges"] = WriteObjects(user),
        };
    }

    public static JsonNode WriteRole(AgentState state, FakeTenant tenant, Grantee role) => new JsonObject
    {
        ["role"] = role.Name,
        ["gmt_create"] = GoTime.WriteStored(state.Stored.Show(role.CreatedAt)),
        ["gmt_modified"] = GoTime.WriteStored(state.Stored.Show(role.CreatedAt)),
        ["global_privileges"] = Texts(role.Privileges, orNull: true),
        ["object_privileges"] = WriteObjects(role),
        ["granted_roles"] = Texts(role.Roles, orNull: true),
        ["user_grantees"] = Texts(NamesOfHolders(tenant.Contents.Users, role), orNull: true),
        ["role_grantees"] = Texts(NamesOfHolders(tenant.Contents.Roles, role), orNull: true),
    };

    public static JsonObject WriteObject(DatabaseObject target) => new()
    {
        ["type"] = target.Type,
        ["name"] = target.Name,
        ["owner"] = target.Owner,
        ["full_name"] = $"{target.Owner}.{target.Name}",
    };

    /// <summary>Returns the databases a user can access; with a global privilege all of them.</summary>
    private static IEnumerable<string> DatabasesOf(FakeTenant tenant, Grantee user)
        => user.Privileges.Count > 0 ? tenant.Contents.Databases.Select(database => database.Name) : user.OnDatabases.Keys;

    private static IEnumerable<string> NamesOfHolders(List<Grantee> grantees, Grantee role)
        => grantees.Where(grantee => grantee.Roles.Contains(role.Name)).Select(grantee => grantee.Name);

    private static JsonObject WriteConnection(AgentState state, FakeTenant tenant, Grantee user) => new()
    {
        ["type"] = "DIRECT",
        ["obproxy_address"] = "",
        ["obproxy_port"] = 0,
        ["connection_string"] = string.Create(
            CultureInfo.InvariantCulture, $"obclient -h{state.ReportedIp} -P{state.Observer.SqlPort} -u{user.Name}@{tenant.Name} -p"),
    };

    private static JsonNode WriteOnDatabase(KeyValuePair<string, List<string>> held)
        => new JsonObject { ["db_name"] = held.Key, ["privileges"] = Texts(held.Value) };

    private static JsonArray? WriteObjects(Grantee grantee) => grantee.OnObjects.Count == 0 ? null : new JsonArray([.. grantee.OnObjects.Select(held => (JsonNode)new JsonObject
    {
        ["object"] = WriteObject(held.Key),
        ["privileges"] = Texts(held.Value),
    })]);

    private static JsonArray? Texts(IEnumerable<string> texts, bool orNull = false)
    {
        JsonNode[] nodes = [.. texts.Select(text => (JsonNode)text)];
        return orNull && nodes.Length == 0 ? null : new JsonArray(nodes);
    }
}
