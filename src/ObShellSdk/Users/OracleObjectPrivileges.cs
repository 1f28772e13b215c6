namespace ObShellSdk.Users;

/// <summary>The privileges on one object, of Oracle mode. The server may know others.</summary>
public static class OracleObjectPrivileges
{
    /// <summary>Read rows of a table or view.</summary>
    public static Privilege Select { get; } = new("SELECT");
    /// <summary>Insert rows into a table or view.</summary>
    public static Privilege Insert { get; } = new("INSERT");
    /// <summary>Change rows of a table or view.</summary>
    public static Privilege Update { get; } = new("UPDATE");
    /// <summary>Delete rows of a table or view.</summary>
    public static Privilege Delete { get; } = new("DELETE");
    /// <summary>Change a table.</summary>
    public static Privilege Alter { get; } = new("ALTER");
    /// <summary>Create indexes on a table. Not for roles.</summary>
    public static Privilege Index { get; } = new("INDEX");
    /// <summary>Refer to a table by foreign keys. Not for roles.</summary>
    public static Privilege References { get; } = new("REFERENCES");
    /// <summary>Run a procedure.</summary>
    public static Privilege Execute { get; } = new("EXECUTE");
}
