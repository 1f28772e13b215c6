using System.Text.Json.Serialization;

namespace ObShellSdk.Users;

/// <summary>Privileges on one object, in Oracle mode.</summary>
public sealed record ObjectPrivilege : ObShellRecord
{
    /// <summary>The object. A request must name it and its owner.</summary>
    [JsonPropertyName("object")]
    public DatabaseObject Target { get; init => field = value ?? new(); } = new();

    /// <summary>The privileges: <see cref="OracleObjectPrivileges"/>.</summary>
    public IReadOnlyList<Privilege> Privileges { get; init => field = value ?? []; } = [];
}
