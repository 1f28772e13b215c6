namespace ObShellSdk.Users;

/// <summary>The privileges of MySQL mode. The agent accepts no others when it sets those of a user.</summary>
public static class MySqlPrivileges
{
    /// <summary>The privilege to change tables.</summary>
    public static Privilege Alter { get; } = new("ALTER");
    /// <summary>The privilege to create databases and tables.</summary>
    public static Privilege Create { get; } = new("CREATE");
    /// <summary>The privilege to delete rows.</summary>
    public static Privilege Delete { get; } = new("DELETE");
    /// <summary>The privilege to drop databases, tables and views.</summary>
    public static Privilege Drop { get; } = new("DROP");
    /// <summary>The privilege to insert rows.</summary>
    public static Privilege Insert { get; } = new("INSERT");
    /// <summary>The privilege to read rows.</summary>
    public static Privilege Select { get; } = new("SELECT");
    /// <summary>The privilege to change rows.</summary>
    public static Privilege Update { get; } = new("UPDATE");
    /// <summary>The privilege to create and drop indexes.</summary>
    public static Privilege Index { get; } = new("INDEX");
    /// <summary>The privilege to create and drop views.</summary>
    public static Privilege CreateView { get; } = new("CREATE_VIEW");
    /// <summary>The privilege to see how views are defined.</summary>
    public static Privilege ShowView { get; } = new("SHOW_VIEW");
    /// <summary>The privilege to create, rename and drop users, and take all privileges from them. Global only.</summary>
    public static Privilege CreateUser { get; } = new("CREATE_USER");
    /// <summary>The privilege to see the sessions of all users. Global only.</summary>
    public static Privilege Process { get; } = new("PROCESS");
    /// <summary>The privilege to kill sessions of others and set global variables. Global only.</summary>
    public static Privilege Super { get; } = new("SUPER");
    /// <summary>The privilege to see all databases. Global only.</summary>
    public static Privilege ShowDatabases { get; } = new("SHOW_DATABASES");
    /// <summary>The privilege to pass on what one has. The agent shows it among the global privileges only.</summary>
    public static Privilege GrantOption { get; } = new("GRANT_OPTION");
}
