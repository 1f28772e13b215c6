namespace ObShellSdk.Testing.State.Contents;

/// <summary>A database of a MySQL tenant.</summary>
internal sealed class TenantDatabase(string name, DateTimeOffset createdAt)
{
    public string Name { get; } = name;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public string Charset => Collation.Split('_')[0];

    public string Collation { get; set; } = "utf8mb4_general_ci";

    public bool IsReadOnly { get; set; }
}
