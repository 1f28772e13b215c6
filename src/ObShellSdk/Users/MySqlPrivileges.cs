namespace ObShellSdk.Users;

/// <summary>The privileges of MySQL mode. The agent accepts no others when it sets those of a user.</summary>
public static class MySqlPrivileges
{
    /// <summary>Change tables.</summary>
    public static Privilege Alter { get; } = new("ALTER");
    /// <summary>Create databases and tables.</summary>
    public static Privilege Create { get; } = new("CREATE");
    /// <summary>Delete rows.</summary>
    public static Privilege Delete { get; } = new("DELETE");
    /// <summary>Drop databases, tables and views.</summary>
    public static Privilege Drop { get; } = new("DROP");
    /// <summary>Insert rows.</summary>
    public static Privilege Insert { get; } = new("INSERT");
    /// <summary>Read rows.</summary>
    public static Privilege Select { get; } = new("SELECT");
    /// <summary>Change rows.</summary>
    public static Privilege Update { get; } = new("UPDATE");
    /// <summary>Create and drop indexes.</summary>
    public static Privilege Index { get; } = new("INDEX");
    /// <summary>Create and drop views.</summary>
    public static Privilege CreateView { get; } = new("CREATE_VIEW");
    /// <summary>See how views are defined.</summary>
    public static Privilege ShowView { get; } = new("SHOW_VIEW");
    /// <summary>Create, rename and drop users, and take all privileges from them. Global only.</summary>
    public static Privilege CreateUser { get; } = new("CREATE_USER");
    /// <summary>See the sessions of all users. Global only.</summary>
    public static Privilege Process { get; } = new("PROCESS");
    /// <summary>Kill sessions of others and set global variables. Global only.</summary>
    public static Privilege Super { get; } = new("SUPER");
    /// <summary>See all databases. Global only.</summary>
    public static Privilege ShowDatabases { get; } = new("SHOW_DATABASES");
    /// <summary>Pass on what one has. The agent shows it among the global privileges only.</summary>
    public static Privilege GrantOption { get; } = new("GRANT_OPTION");
}
