
namespace ObShellSdk.Users;

/// <summary>A table, view or procedure in Oracle mode.</summary>
public sealed record DatabaseObject : ObShellRecord
{
    /// <summary>The type of the object. Not required in a request.</summary>
    public DatabaseObjectType Type { get; init; }

    /// <summary>The name, in the case that the database uses.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The user whose schema it lies in.</summary>
    public string Owner { get; init => field = value ?? ""; } = "";

    /// <summary>Owner and name, separated by a dot. Not part of a request.</summary>
    public string FullName { get; init => field = value ?? ""; } = "";
}
