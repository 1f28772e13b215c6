using System.Text.Json.Serialization;
using ObShellSdk.Serialization;
using ObShellSdk.Users;

namespace ObShellSdk.Roles;

/// <summary>A role of a tenant of Oracle mode, and what it may do.</summary>
public sealed record TenantRole : ObShellRecord
{
    /// <summary>The name.</summary>
    public string Role { get; init => field = value ?? ""; } = "";

    /// <summary>The time it was created; agents up to 4.5.0 do not tell.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? GmtCreate { get; init; }

    /// <summary>The time it was changed last; agents up to 4.5.0 do not tell.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? GmtModified { get; init; }

    /// <summary>What it may do everywhere: <see cref="OraclePrivileges"/>, without those of the roles that were granted to it.</summary>
    public IReadOnlyList<Privilege> GlobalPrivileges { get; init => field = value ?? []; } = [];

    /// <summary>What it may do with single objects, without what the roles may that were granted to it.</summary>
    public IReadOnlyList<ObjectPrivilege> ObjectPrivileges { get; init => field = value ?? []; } = [];

    /// <summary>The roles that were granted to it.</summary>
    public IReadOnlyList<string> GrantedRoles { get; init => field = value ?? []; } = [];

    /// <summary>The users that it was granted to.</summary>
    public IReadOnlyList<string> UserGrantees { get; init => field = value ?? []; } = [];

    /// <summary>The roles that it was granted to.</summary>
    public IReadOnlyList<string> RoleGrantees { get; init => field = value ?? []; } = [];
}
