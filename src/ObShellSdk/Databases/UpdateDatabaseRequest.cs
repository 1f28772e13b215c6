
namespace ObShellSdk.Databases;

/// <summary>What to change of a database. Members that are null are not sent, and do not change.</summary>
public sealed record UpdateDatabaseRequest
{
    /// <summary>The collation of tables to come, which implies their character set.</summary>
    public string? Collation { get; init; }

    /// <summary>Whether it can only be read.</summary>
    public bool? ReadOnly { get; init; }

    /// <summary>The password of the tenant's root user. Default: the password that the agent has stored.</summary>
    public Secret? RootPassword { get; init; }
}
