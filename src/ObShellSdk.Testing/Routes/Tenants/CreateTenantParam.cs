using System.Text.Json;
using System.Text.RegularExpressions;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.Routes.Cluster;
using ObShellSdk.Testing.State.Cluster;
using ObShellSdk.Testing.State.Tenants;

namespace ObShellSdk.Testing.Routes.Tenants;

/// <summary>The body of a tenant's creation, validated in the order of the server.</summary>
internal sealed partial record CreateTenantParam
{
    private static readonly string[] _reserved = ["ALL", "ALL_USER", "ALL_META"];

    public required string Name { get; init; }

    private ZoneParam[] Zones { get; init; } = [];

    private string Mode { get; init; } = TenantSettings.MySql;

    private string PrimaryZone { get; init; } = TenantSettings.Random;

    private string? Whitelist { get; init; }

    private string? RootPassword { get; init; }

    private string? Charset { get; init; }

    private string? Collation { get; init; }

    private bool IsReadOnly { get; init; }

    private string? Comment { get; init; }

    /// <summary>The variables, or null if absent or null.</summary>
    private Dictionary<string, JsonElement>? Variables { get; init; }

    /// <summary>The parameters, or null if absent or null.</summary>
    private Dictionary<string, JsonElement>? Parameters { get; init; }

    private string? Scenario { get; init; }

    private bool ImportsScript { get; init; }

    public static (CreateTenantParam? Param, Failure? Failure) Bind(Call call)
    {
        var body = RequestBody.Read(call.Body);
        var mode = body.Text("mode");
        var param = new CreateTenantParam
        {
            Name = body.GivenText("name") ?? "",
            Zones = Array.ConvertAll(body.Objects("zone_list", required: true) ?? [], ZoneParam.Read),
            Mode = string.IsNullOrEmpty(mode) ? TenantSettings.MySql : mode.ToUpperInvariant(),
            PrimaryZone = ZoneParam.ReadPrimaryZone(body.Text("primary_zone")),
            Whitelist = body.Text("whitelist"),
            RootPassword = body.Text("root_password"),
            Charset = NullIfEmpty(body.Text("charset")),
            Collation = NullIfEmpty(body.Text("collation")),
            IsReadOnly = body.Flag("read_only") is true,
            Comment = body.Text("comment"),
            Variables = body.Map("variables"),
            Parameters = body.Map("parameters"),
            Scenario = NullIfEmpty(body.Text("scenario")),
            ImportsScript = body.Flag("import_script") is true,
        };
        return body.Failure is { } failure ? (null, failure) : (param, null);
    }

    /// <summary>Checks a name by the rules of the database.</summary>
    public static Failure? CheckName(string name)
    {
        if (name.Length == 0)
        {
            return Failure.Of("OB.Tenant.Name.Empty");
        }

        if (_reserved.Contains(name, StringComparer.Ordinal))
        {
            return Failure.Of("OB.Tenant.Name.Invalid", name, "the name is reserved");
        }

        return NameForm().IsMatch(name) ? null : Failure.Of("OB.Tenant.Name.Invalid", name, "only letters, digits and - _ # ~ + are allowed");
    }

    public Failure? Check(ClusterState cluster)
    {
        if (cluster.Tenants.FindAny(Name) is not null)
        {
            return Failure.Of("OB.Tenant.Existed", Name);
        }

        if (Zones.Length == 0)
        {
            return Failure.Of("OB.Tenant.ZoneList.Empty");
        }

        // The fake is a community edition.
        if (Mode == TenantSettings.Oracle)
        {
            return Failure.Of("OB.Tenant.Mode.NotSupported", Mode);
        }

        return ZoneParam.Check(cluster, Zones)
            ?? (Array.Exists(Zones, zone => zone.ReplicaType == Replica.Full) ? null : Failure.Of("OB.Tenant.NoPaxosReplica", "At least one zone should have full replica."))
            ?? ZoneParam.CheckPrimaryZone(PrimaryZone, [.. Zones.Select(zone => zone.Zone)])
            ?? CharsetCatalogue.Check(Charset, Collation)
            ?? SettingRoutes.CheckVariables(Variables ?? [])
            ?? SettingRoutes.CheckParameters(Parameters ?? [])
            ?? CheckScenario()
            ?? ZoneParam.CheckRoom(cluster, Zones);
    }

    public TenantOrder ToOrder(ClusterState cluster)
    {
        var settings = ScenarioCatalogue.FindSettings(Scenario ?? "");
        var variables = Merge(settings?.Variables, Variables);
        variables.Remove(VariableCatalogue.Whitelist, out var whitelist);
        variables.Remove(VariableCatalogue.TimeZone, out var timeZone);
        return new TenantOrder
        {
            Name = Name,
            Zones = Array.ConvertAll(Zones, zone => zone.ToOrder(cluster)),
            Mode = Mode,
            PrimaryZone = PrimaryZone,
            Whitelist = Whitelist ?? whitelist ?? "",
            RootPassword = RootPassword ?? "",
            Comment = Comment ?? "",
            IsReadOnly = IsReadOnly,
            Charset = Charset,
            Collation = Collation,
            TimeZone = timeZone,
            Variables = variables,
            Parameters = Merge(settings?.Parameters, Parameters),
            ImportsScript = ImportsScript,
        };
    }

    /// <summary>Checks the scenario. Its settings are added to the maps of the request; an absent map crashes the server (create_tenant.go:121, 131).</summary>
    private Failure? CheckScenario()
    {
        if (Scenario is null)
        {
            return null;
        }

        if (!ScenarioCatalogue.Names.Contains(Scenario.ToUpperInvariant(), StringComparer.Ordinal))
        {
            return Failure.Of("OB.Tenant.Scenario.NotSupported", Scenario, string.Join(", ", ScenarioCatalogue.Names));
        }

        return ScenarioCatalogue.FindSettings(Scenario) is not null && (Variables is null || Parameters is null) ? Failure.Panic : null;
    }

    /// <summary>Merges settings; those of the request override those of the scenario.</summary>
    private static Dictionary<string, string> Merge(IReadOnlyDictionary<string, string>? ofScenario, Dictionary<string, JsonElement>? given)
    {
        var merged = new Dictionary<string, string>(ofScenario ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        foreach (var (name, value) in given ?? [])
        {
            merged[name] = SettingRoutes.Write(value);
        }

        return merged;
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    [GeneratedRegex("^[a-zA-Z0-9-_~#+]+$")]
    private static partial Regex NameForm();
}
