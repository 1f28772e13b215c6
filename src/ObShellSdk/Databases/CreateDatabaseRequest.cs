using System.Text.RegularExpressions;

namespace ObShellSdk.Databases;

/// <summary>A new database of a tenant of MySQL mode.</summary>
public sealed partial record CreateDatabaseRequest
{
    /// <summary>2 to 64 letters, digits, underscores or hyphens. obshell cannot revoke privileges on a database with a hyphen in its name.</summary>
    public required string DbName { get; init; }

    /// <summary>The collation, which implies the character set. Default: the tenant's.</summary>
    public string? Collation { get; init; }

    /// <summary>Whether it can only be read. Default: false.</summary>
    public bool? ReadOnly { get; init; }

    /// <summary>The password of the tenant's root user. Default: the password that the agent has stored.</summary>
    public Secret? RootPassword { get; init; }

    internal void Validate(string name)
    {
        if (DbName is null || !NamePattern().IsMatch(DbName))
        {
            throw new ArgumentException($"{nameof(DbName)} must have 2 to 64 letters, digits, underscores or hyphens.", name);
        }
    }

    [GeneratedRegex(@"^[a-zA-Z_0-9-]{2,64}\z")]
    private static partial Regex NamePattern();
}
