using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Cluster;
using ObShellSdk.Testing.State.Tenants;

namespace ObShellSdk.Testing.Routes.Tenants;

/// <summary>Parameters and variables of one tenant.</summary>
internal static class SettingRoutes
{
    public static Outcome ListParameters(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = Admission.FindNormalTenant(state, call);
        return tenant is null ? refusal! : Outcome.List(ParameterCatalogue.All
            .Where(entry => entry.IsOfTenants && IsLike(entry.Name, call.Query("filter")))
            .Select(entry => WriteParameter(tenant, entry)));
    }

    public static Outcome GetParameter(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = Admission.FindNormalTenant(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        return ParameterCatalogue.Find(call["parameter"]) is { IsOfTenants: true } entry
            ? Outcome.Success(WriteParameter(tenant, entry))
            : Missing("OB.Tenant.Parameter.NotExist", call["parameter"]);
    }

    public static Outcome SetParameters(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = Admission.FindNormalTenant(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        var body = RequestBody.Read(call.Body);
        var parameters = body.Map("parameters", required: true);
        if ((body.Failure ?? CheckParameters(parameters!)) is { } invalid)
        {
            return invalid;
        }

        foreach (var (name, value) in parameters!)
        {
            tenant.Settings.Parameters[name] = Write(value);
        }

        return Outcome.Done;
    }

    public static Outcome ListVariables(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = Admission.FindNormalTenant(state, call);
        return tenant is null ? refusal! : Outcome.List(VariableCatalogue.All
            .Where(entry => IsLike(entry.Name, call.Query("filter")))
            .Select(entry => WriteVariable(state, tenant, entry, now)));
    }

    public static Outcome GetVariable(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = Admission.FindNormalTenant(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        return VariableCatalogue.Find(call["variable"]) is { } entry
            ? Outcome.Success(WriteVariable(state, tenant, entry, now))
            : Missing("OB.Tenant.Variable.NotExist", call["variable"]);
    }

    /// <summary>Sets variables. Some require a login of the tenant's root user.</summary>
    public static Outcome SetVariables(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = Admission.FindNormalTenant(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        var body = RequestBody.Read(call.Body);
        var (variables, password) = (body.Map("variables", required: true), body.Text("tenant_password"));
        if ((body.Failure ?? CheckVariables(variables!)) is { } invalid)
        {
            return invalid;
        }

        var used = string.IsNullOrEmpty(password) ? tenant.Settings.KeptPassword ?? "" : password;
        if (tenant != state.Tenants.Sys && variables!.Keys.Any(VariableCatalogue.NeedsLogin) && used != tenant.Settings.RootPassword)
        {
            return TenantLogin.AccessDenied(tenant);
        }

        if (tenant == state.Tenants.Sys && variables!.Remove(VariableCatalogue.TimeZone, out var zone) && !state.Cluster.Database.TrySetZone(Write(zone)))
        {
            return Database.Refuse($"Error 1298 (HY000): Unknown or incorrect time zone: '{Write(zone)}'");
        }

        foreach (var (name, value) in variables!)
        {
            tenant.Settings.Variables[name] = Write(value);
        }

        return Outcome.Done;
    }

    public static Failure? CheckVariables(Dictionary<string, JsonElement> variables)
    {
        if (variables.Any(IsEmpty))
        {
            return Failure.Of("OB.Tenant.Variable.Empty");
        }

        return variables.Keys.FirstOrDefault(name => VariableCatalogue.Find(name) is null) is { } unknown
            ? Missing("OB.Tenant.Variable.NotExist", unknown)
            : null;
    }

    public static Failure? CheckParameters(Dictionary<string, JsonElement> parameters)
    {
        if (parameters.Any(IsEmpty))
        {
            return Failure.Of("OB.Tenant.Parameter.Empty");
        }

        return parameters.Keys.FirstOrDefault(name => ParameterCatalogue.Find(name) is not { IsOfTenants: true }) is { } unknown
            ? Missing("OB.Tenant.Parameter.NotExist", unknown)
            : null;
    }

    private static Failure Missing(string errCode, string name) => Failure.Of(errCode, name) with { LegacyCode = 1001 };

    /// <summary>Writes a value as the database shows it.</summary>
    public static string Write(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "True",
        JsonValueKind.False => "False",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };

    private static bool IsEmpty(KeyValuePair<string, JsonElement> setting)
        => setting.Key.Length == 0 || setting.Value.ValueKind is JsonValueKind.Null;

    private static JsonObject WriteParameter(FakeTenant tenant, ParameterEntry entry) => new JsonObject
    {
        ["name"] = entry.Name,
        ["value"] = tenant.Settings.Parameter(entry.Name),
        ["data_type"] = entry.DataType,
        ["info"] = entry.Info,
        ["edit_level"] = entry.EditLevel,
    };

    private static JsonObject WriteVariable(AgentState state, FakeTenant tenant, VariableEntry entry, DateTimeOffset now) => new JsonObject
    {
        ["name"] = entry.Name,
        ["value"] = ValueOf(state, tenant, entry.Name, now),
        ["info"] = entry.Info,
    };

    /// <summary>Returns the value of a variable. The time zone of sys is that of the database's records.</summary>
    public static string ValueOf(AgentState state, FakeTenant tenant, string name, DateTimeOffset now)
        => tenant == state.Tenants.Sys && name == VariableCatalogue.TimeZone ? state.Cluster.Database.OffsetAt(now) : tenant.Settings.Variable(name);

    /// <summary>Matches a LIKE pattern of SQL: a percent sign for any text, an underscore for any character.</summary>
    private static bool IsLike(string name, string? pattern) => string.IsNullOrEmpty(pattern) || Regex.IsMatch(
        name,
        "^" + Regex.Escape(pattern).Replace("%", ".*", StringComparison.Ordinal).Replace("_", ".", StringComparison.Ordinal) + "$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));
}
