namespace ObShellSdk.Users;

/// <summary>The privileges on one object, of Oracle mode. The server may know others.</summary>
public static class OracleObjectPrivileges
{
    /// <summary>The privilege to read rows of a table or view.</summary>
    public static Privilege Select { get; } = new("SELECT");
    /// <summary>The privilege to insert rows into a table or view.</summary>
    public static Privilege Insert { get; } = new("INSERT");
    /// <summary>The privilege to change rows of a table or view.</summary>
    public static Privilege Update { get; } = new("UPDATE");
    /// <summary>The privilege to delete rows of a table or view.</summary>
    public static Privilege Delete { get; } = new("DELETE");
    /// <summary>The privilege to change a table.</summary>
    public static Privilege Alter { get; } = new("ALTER");
    /// <summary>The privilege to create indexes on a table. Not for roles.</summary>
    public static Privilege Index { get; } = new("INDEX");
    /// <summary>The privilege to refer to a table by foreign keys. Not for roles.</summary>
    public static Privilege References { get; } = new("REFERENCES");
    /// <summary>The privilege to run a procedure.</summary>
    public static Privilege Execute { get; } = new("EXECUTE");
}
