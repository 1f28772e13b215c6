using System.Text.Json.Serialization;
using ObShellSdk.Serialization;
using ObShellSdk.Tenants;

namespace ObShellSdk.Users;

/// <summary>A user of a tenant, and what it may do.</summary>
public sealed record TenantUser : ObShellRecord
{
    /// <summary>The name.</summary>
    public string UserName { get; init => field = value ?? ""; } = "";

    /// <summary>Whether it is locked: it cannot log in.</summary>
    public bool IsLocked { get; init; }

    /// <summary>The time it was created; null in MySQL mode, where the agent does not tell.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>How it connects.</summary>
    public IReadOnlyList<TenantConnectionString> ConnectionStrings { get; init => field = value ?? []; } = [];

    /// <summary>The databases that it can use, in MySQL mode: all as soon as it has any global privilege.</summary>
    public IReadOnlyList<string> AccessibleDatabases { get; init => field = value ?? []; } = [];

    /// <summary>The roles that were granted to it, in Oracle mode.</summary>
    public IReadOnlyList<string> GrantedRoles { get; init => field = value ?? []; } = [];

    /// <summary>What it may do everywhere: <see cref="MySqlPrivileges"/>, or <see cref="OraclePrivileges"/> without those of its roles.</summary>
    public IReadOnlyList<Privilege> GlobalPrivileges { get; init => field = value ?? []; } = [];

    /// <summary>What it may do in single databases, in MySQL mode.</summary>
    public IReadOnlyList<DatabasePrivilege> DbPrivileges { get; init => field = value ?? []; } = [];

    /// <summary>What it may do with single objects, in Oracle mode, without what its roles may.</summary>
    public IReadOnlyList<ObjectPrivilege> ObjectPrivileges { get; init => field = value ?? []; } = [];
}
