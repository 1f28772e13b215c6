using ObShellSdk.Testing.State.Cluster;

namespace ObShellSdk.Testing.State.Tenants;

internal sealed record Replica(string Zone, string Type)
{
    public const string Full = "FULL";
    public const string ReadOnly = "READONLY";

    public override string ToString() => $"{Type}{{1}}@{Zone}";
}

/// <summary>The settings of a tenant in the database.</summary>
internal sealed class TenantSettings
{
    public const string MySql = "MYSQL";
    public const string Oracle = "ORACLE";
    public const string Random = "RANDOM";

    public const string Primary = "PRIMARY";
    public const string Standby = "STANDBY";

    public string Mode { get; set; } = MySql;

    /// <summary>The role. No route of obshell reports it; only the DAG that restores a tenant reads and changes it.</summary>
    public string Role { get; set; } = Primary;

    public string Status { get; set; } = "NORMAL";

    public bool IsLocked { get; set; }

    public string PrimaryZone { get; set; } = Random;

    public List<Replica> Replicas { get; set; } = [];

    public string Comment { get; set; } = "";

    public string Charset { get; set; } = "utf8mb4";

    public string Collation { get; set; } = "utf8mb4_general_ci";

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The password of the tenant's root user.</summary>
    public string RootPassword { get; set; } = "";

    /// <summary>The password that the agents have stored, or null if none.</summary>
    public string? KeptPassword { get; set; }

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Parameters { get; } = new(StringComparer.Ordinal);

    public string Locality => string.Join(", ", Replicas);

    public string Variable(string name) => Variables.TryGetValue(name, out var value) ? value : VariableCatalogue.Find(name)?.Value ?? "";

    public string Parameter(string name) => Parameters.TryGetValue(name, out var value) ? value : ParameterCatalogue.Find(name)?.Value ?? "";
}
