
namespace ObShellSdk.Users;

/// <summary>A table, view or procedure, of Oracle mode.</summary>
public sealed record DatabaseObject : ObShellRecord
{
    /// <summary>What it is. The agent does not need it in a request.</summary>
    public DatabaseObjectType Type { get; init; }

    /// <summary>Its name, in the case that the database keeps.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The user whose schema it lies in.</summary>
    public string Owner { get; init => field = value ?? ""; } = "";

    /// <summary>Owner and name, with a point between. Not part of a request.</summary>
    public string FullName { get; init => field = value ?? ""; } = "";
}
