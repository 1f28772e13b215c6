using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State.Tenants;

namespace ObShellSdk.Testing.State.Contents;

/// <summary>The privileges that obshell can grant.</summary>
internal static class PrivilegeCatalogue
{
    public static string[] MySql { get; } =
    [
        "ALTER", "CREATE", "DELETE", "DROP", "INSERT", "SELECT", "UPDATE", "INDEX", "CREATE_VIEW", "SHOW_VIEW",
        "CREATE_USER", "PROCESS", "SUPER", "SHOW_DATABASES", "GRANT_OPTION",
    ];

    public static string[] Oracle { get; } =
    [
        "CREATE_SESSION", "CREATE_TABLE", "CREATE_ANY_TABLE", "ALTER_ANY_TABLE", "BACKUP_ANY_TABLE", "DROP_ANY_TABLE", "LOCK_ANY_TABLE",
        "COMMENT_ANY_TABLE", "SELECT_ANY_TABLE", "INSERT_ANY_TABLE", "UPDATE_ANY_TABLE", "DELETE_ANY_TABLE", "FLASHBACK_ANY_TABLE",
        "CREATE_ROLE", "DROP_ANY_ROLE", "GRANT_ANY_ROLE", "ALTER_ANY_ROLE", "AUDIT_ANY", "GRANT_ANY_PRIVILEGE", "GRANT_ANY_OBJECT_PRIVILEGE",
        "CREATE_ANY_INDEX", "ALTER_ANY_INDEX", "DROP_ANY_INDEX", "CREATE_ANY_VIEW", "DROP_ANY_VIEW", "CREATE_VIEW", "SELECT_ANY_DICTIONARY",
        "CREATE_PROCEDURE", "CREATE_ANY_PROCEDURE", "ALTER_ANY_PROCEDURE", "DROP_ANY_PROCEDURE", "EXECUTE_ANY_PROCEDURE", "CREATE_SYNONYM",
        "CREATE_ANY_SYNONYM", "DROP_ANY_SYNONYM", "CREATE_PUBLIC_SYNONYM", "DROP_PUBLIC_SYNONYM", "CREATE_SEQUENCE", "CREATE_ANY_SEQUENCE",
        "ALTER_ANY_SEQUENCE", "DROP_ANY_SEQUENCE", "SELECT_ANY_SEQUENCE", "CREATE_TRIGGER", "CREATE_ANY_TRIGGER", "ALTER_ANY_TRIGGER",
        "DROP_ANY_TRIGGER", "CREATE_PROFILE", "ALTER_PROFILE", "DROP_PROFILE", "CREATE_USER", "BECOME_USER", "ALTER_USER", "DROP_USER",
        "CREATE_TYPE", "CREATE_ANY_TYPE", "ALTER_ANY_TYPE", "DROP_ANY_TYPE", "EXECUTE_ANY_TYPE", "UNDER_ANY_TYPE", "PURGE_DBA_RECYCLEBIN",
        "CREATE_ANY_OUTLINE", "ALTER_ANY_OUTLINE", "DROP_ANY_OUTLINE", "SYSKM", "CREATE_TABLESPACE", "ALTER_TABLESPACE", "DROP_TABLESPACE",
        "SHOW_PROCESS", "ALTER_SYSTEM", "CREATE_DATABASE_LINK", "CREATE_PUBLIC_DATABASE_LINK", "DROP_DATABASE_LINK", "ALTER_SESSION",
        "ALTER_DATABASE", "EXEMPT_REDACTION_POLICY", "SYSDBA", "SYSOPER", "SYSBACKUP", "CREATE_ANY_DIRECTORY", "DROP_ANY_DIRECTORY",
    ];

    /// <summary>Refuses privileges that do not exist in this mode.</summary>
    public static Failure? Check(string mode, IEnumerable<string> privileges)
    {
        var known = mode == TenantSettings.MySql ? MySql : Oracle;
        return privileges.FirstOrDefault(privilege => !known.Contains(privilege.ToUpperInvariant(), StringComparer.Ordinal)) is { } unknown
            ? Failure.Of("OB.User.Privilege.NotSupported", unknown)
            : null;
    }
}
