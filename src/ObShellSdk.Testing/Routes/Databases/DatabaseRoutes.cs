using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.Routes.Cluster;
using ObShellSdk.Testing.Routes.Tenants;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Contents;
using ObShellSdk.Testing.State.Tenants;

namespace ObShellSdk.Testing.Routes.Databases;

/// <summary>Databases, which only MySQL tenants have.</summary>
internal static partial class DatabaseRoutes
{
    public static Outcome Create(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = TenantLogin.Find(state, call, TenantSettings.MySql);
        if (tenant is null)
        {
            return refusal!;
        }

        var body = RequestBody.Read(call.Body);
        var name = body.Text("db_name", required: true);
        var (collation, isReadOnly) = (body.Text("collation"), body.Flag("read_only") is true);
        if ((body.Failure ?? CheckName(name!) ?? TenantLogin.Check(state, tenant, body) ?? CheckCollation(collation)) is { } invalid)
        {
            return invalid;
        }

        if (tenant.Contents.FindDatabase(name!) is not null)
        {
            return Database.Refuse($"Failed to create database {name}: Error 1007 (HY000): Can't create database '{name}'; database exists");
        }

        var database = new TenantDatabase(name!, now) { IsReadOnly = isReadOnly };
        database.Collation = collation ?? database.Collation;
        tenant.Contents.Databases.Add(database);
        return Outcome.Done;
    }

    public static Outcome List(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = TenantLogin.Open(state, call, TenantSettings.MySql);
        return tenant is null ? refusal! : Outcome.List(tenant.Contents.Databases.Select(database => Write(state, database)));
    }

    public static Outcome Get(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = TenantLogin.Open(state, call, TenantSettings.MySql);
        if (tenant is null)
        {
            return refusal!;
        }

        return tenant.Contents.FindDatabase(call["database"]) is { } database ? Outcome.Success(Write(state, database)) : Missing(call);
    }

    /// <summary>Updates a database. Without changes the tenant's password is not checked.</summary>
    public static Outcome Change(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = TenantLogin.Find(state, call, TenantSettings.MySql);
        if (tenant is null)
        {
            return refusal!;
        }

        var body = RequestBody.Read(call.Body);
        var (collation, isReadOnly) = (body.Text("collation"), body.Flag("read_only"));
        if (body.Failure is null && collation is null && isReadOnly is null)
        {
            return Outcome.Done;
        }

        if ((body.Failure ?? TenantLogin.Check(state, tenant, body)) is { } invalid)
        {
            return invalid;
        }

        if (tenant.Contents.FindDatabase(call["database"]) is not { } database)
        {
            return Missing(call);
        }

        if (CheckCollation(collation) is { } unknown)
        {
            return unknown;
        }

        database.Collation = collation ?? database.Collation;
        database.IsReadOnly = isReadOnly ?? database.IsReadOnly;
        return Outcome.Done;
    }

    /// <summary>Drops a database; succeeds if it does not exist.</summary>
    public static Outcome Drop(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = TenantLogin.Open(state, call, TenantSettings.MySql);
        if (tenant is null)
        {
            return refusal!;
        }

        tenant.Contents.Databases.RemoveAll(database => database.Name == call["database"]);
        return Outcome.Done;
    }

    private static JsonObject Write(AgentState state, TenantDatabase database) => new()
    {
        ["db_name"] = database.Name,
        ["charset"] = database.Charset,
        ["collation"] = database.Collation,
        ["read_only"] = database.IsReadOnly,
        ["create_time"] = database.CreatedAt.ToUnixTimeSeconds(),
        ["connection_urls"] = new JsonArray(new JsonObject
        {
            ["type"] = "DIRECT",
            ["obproxy_address"] = "",
            ["obproxy_port"] = 0,
            ["connection_string"] = string.Create(CultureInfo.InvariantCulture, $"jdbc:mysql://{state.ReportedIp}:{state.Observer.SqlPort}/{database.Name}"),
        }),
    };

    private static Failure? CheckName(string name) => NameForm().IsMatch(name) ? null : Failure.Of("OB.Database.Name.Invalid", name);

    private static Failure? CheckCollation(string? collation) => collation is null || CharsetCatalogue.Check(null, collation) is null
        ? null
        : Database.Refuse($"Error 1273 (HY000): Unknown collation: '{collation}'");

    private static Failure Missing(Call call) => Failure.Of("OB.Database.NotExist", call["database"], call["name"]);

    [GeneratedRegex("^[a-zA-Z_0-9-]{2,64}$")]
    private static partial Regex NameForm();
}
