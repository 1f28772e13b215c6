namespace ObShellSdk.Users;

/// <summary>The system privileges of Oracle mode. The agent accepts no others when it sets those of a user.</summary>
public static class OraclePrivileges
{
    /// <summary>Log in.</summary>
    public static Privilege CreateSession { get; } = new("CREATE_SESSION");
    /// <summary>Create tables in the own schema.</summary>
    public static Privilege CreateTable { get; } = new("CREATE_TABLE");
    /// <summary>Create tables in any schema.</summary>
    public static Privilege CreateAnyTable { get; } = new("CREATE_ANY_TABLE");
    /// <summary>Change tables in any schema.</summary>
    public static Privilege AlterAnyTable { get; } = new("ALTER_ANY_TABLE");
    /// <summary>Export tables of any schema.</summary>
    public static Privilege BackupAnyTable { get; } = new("BACKUP_ANY_TABLE");
    /// <summary>Drop tables in any schema.</summary>
    public static Privilege DropAnyTable { get; } = new("DROP_ANY_TABLE");
    /// <summary>Lock tables of any schema.</summary>
    public static Privilege LockAnyTable { get; } = new("LOCK_ANY_TABLE");
    /// <summary>Comment tables of any schema.</summary>
    public static Privilege CommentAnyTable { get; } = new("COMMENT_ANY_TABLE");
    /// <summary>Read tables of any schema.</summary>
    public static Privilege SelectAnyTable { get; } = new("SELECT_ANY_TABLE");
    /// <summary>Insert into tables of any schema.</summary>
    public static Privilege InsertAnyTable { get; } = new("INSERT_ANY_TABLE");
    /// <summary>Update tables of any schema.</summary>
    public static Privilege UpdateAnyTable { get; } = new("UPDATE_ANY_TABLE");
    /// <summary>Delete from tables of any schema.</summary>
    public static Privilege DeleteAnyTable { get; } = new("DELETE_ANY_TABLE");
    /// <summary>Take tables of any schema back to an earlier state.</summary>
    public static Privilege FlashbackAnyTable { get; } = new("FLASHBACK_ANY_TABLE");
    /// <summary>Create roles.</summary>
    public static Privilege CreateRole { get; } = new("CREATE_ROLE");
    /// <summary>Drop any role.</summary>
    public static Privilege DropAnyRole { get; } = new("DROP_ANY_ROLE");
    /// <summary>Grant any role.</summary>
    public static Privilege GrantAnyRole { get; } = new("GRANT_ANY_ROLE");
    /// <summary>Change any role.</summary>
    public static Privilege AlterAnyRole { get; } = new("ALTER_ANY_ROLE");
    /// <summary>Audit objects of any schema.</summary>
    public static Privilege AuditAny { get; } = new("AUDIT_ANY");
    /// <summary>Grant any of these privileges.</summary>
    public static Privilege GrantAnyPrivilege { get; } = new("GRANT_ANY_PRIVILEGE");
    /// <summary>Grant any privilege on any object.</summary>
    public static Privilege GrantAnyObjectPrivilege { get; } = new("GRANT_ANY_OBJECT_PRIVILEGE");
    /// <summary>Create indexes in any schema.</summary>
    public static Privilege CreateAnyIndex { get; } = new("CREATE_ANY_INDEX");
    /// <summary>Change indexes in any schema.</summary>
    public static Privilege AlterAnyIndex { get; } = new("ALTER_ANY_INDEX");
    /// <summary>Drop indexes in any schema.</summary>
    public static Privilege DropAnyIndex { get; } = new("DROP_ANY_INDEX");
    /// <summary>Create views in any schema.</summary>
    public static Privilege CreateAnyView { get; } = new("CREATE_ANY_VIEW");
    /// <summary>Drop views in any schema.</summary>
    public static Privilege DropAnyView { get; } = new("DROP_ANY_VIEW");
    /// <summary>Create views in the own schema.</summary>
    public static Privilege CreateView { get; } = new("CREATE_VIEW");
    /// <summary>Read the dictionary of SYS.</summary>
    public static Privilege SelectAnyDictionary { get; } = new("SELECT_ANY_DICTIONARY");
    /// <summary>Create procedures in the own schema.</summary>
    public static Privilege CreateProcedure { get; } = new("CREATE_PROCEDURE");
    /// <summary>Create procedures in any schema.</summary>
    public static Privilege CreateAnyProcedure { get; } = new("CREATE_ANY_PROCEDURE");
    /// <summary>Change procedures in any schema.</summary>
    public static Privilege AlterAnyProcedure { get; } = new("ALTER_ANY_PROCEDURE");
    /// <summary>Drop procedures in any schema.</summary>
    public static Privilege DropAnyProcedure { get; } = new("DROP_ANY_PROCEDURE");
    /// <summary>Run procedures of any schema.</summary>
    public static Privilege ExecuteAnyProcedure { get; } = new("EXECUTE_ANY_PROCEDURE");
    /// <summary>Create synonyms in the own schema.</summary>
    public static Privilege CreateSynonym { get; } = new("CREATE_SYNONYM");
    /// <summary>Create synonyms in any schema.</summary>
    public static Privilege CreateAnySynonym { get; } = new("CREATE_ANY_SYNONYM");
    /// <summary>Drop synonyms in any schema.</summary>
    public static Privilege DropAnySynonym { get; } = new("DROP_ANY_SYNONYM");
    /// <summary>Create public synonyms.</summary>
    public static Privilege CreatePublicSynonym { get; } = new("CREATE_PUBLIC_SYNONYM");
    /// <summary>Drop public synonyms.</summary>
    public static Privilege DropPublicSynonym { get; } = new("DROP_PUBLIC_SYNONYM");
    /// <summary>Create sequences in the own schema.</summary>
    public static Privilege CreateSequence { get; } = new("CREATE_SEQUENCE");
    /// <summary>Create sequences in any schema.</summary>
    public static Privilege CreateAnySequence { get; } = new("CREATE_ANY_SEQUENCE");
    /// <summary>Change sequences in any schema.</summary>
    public static Privilege AlterAnySequence { get; } = new("ALTER_ANY_SEQUENCE");
    /// <summary>Drop sequences in any schema.</summary>
    public static Privilege DropAnySequence { get; } = new("DROP_ANY_SEQUENCE");
    /// <summary>Use sequences of any schema.</summary>
    public static Privilege SelectAnySequence { get; } = new("SELECT_ANY_SEQUENCE");
    /// <summary>Create triggers in the own schema.</summary>
    public static Privilege CreateTrigger { get; } = new("CREATE_TRIGGER");
    /// <summary>Create triggers in any schema.</summary>
    public static Privilege CreateAnyTrigger { get; } = new("CREATE_ANY_TRIGGER");
    /// <summary>Change triggers in any schema.</summary>
    public static Privilege AlterAnyTrigger { get; } = new("ALTER_ANY_TRIGGER");
    /// <summary>Drop triggers in any schema.</summary>
    public static Privilege DropAnyTrigger { get; } = new("DROP_ANY_TRIGGER");
    /// <summary>Create profiles.</summary>
    public static Privilege CreateProfile { get; } = new("CREATE_PROFILE");
    /// <summary>Change profiles.</summary>
    public static Privilege AlterProfile { get; } = new("ALTER_PROFILE");
    /// <summary>Drop profiles.</summary>
    public static Privilege DropProfile { get; } = new("DROP_PROFILE");
    /// <summary>Create users.</summary>
    public static Privilege CreateUser { get; } = new("CREATE_USER");
    /// <summary>Act as another user.</summary>
    public static Privilege BecomeUser { get; } = new("BECOME_USER");
    /// <summary>Change users.</summary>
    public static Privilege AlterUser { get; } = new("ALTER_USER");
    /// <summary>Drop users.</summary>
    public static Privilege DropUser { get; } = new("DROP_USER");
    /// <summary>Create types in the own schema.</summary>
    public static Privilege CreateType { get; } = new("CREATE_TYPE");
    /// <summary>Create types in any schema.</summary>
    public static Privilege CreateAnyType { get; } = new("CREATE_ANY_TYPE");
    /// <summary>Change types in any schema.</summary>
    public static Privilege AlterAnyType { get; } = new("ALTER_ANY_TYPE");
    /// <summary>Drop types in any schema.</summary>
    public static Privilege DropAnyType { get; } = new("DROP_ANY_TYPE");
    /// <summary>Use types of any schema.</summary>
    public static Privilege ExecuteAnyType { get; } = new("EXECUTE_ANY_TYPE");
    /// <summary>Derive from types of any schema.</summary>
    public static Privilege UnderAnyType { get; } = new("UNDER_ANY_TYPE");
    /// <summary>Empty the recycle bin.</summary>
    public static Privilege PurgeDbaRecycleBin { get; } = new("PURGE_DBA_RECYCLEBIN");
    /// <summary>Create outlines.</summary>
    public static Privilege CreateAnyOutline { get; } = new("CREATE_ANY_OUTLINE");
    /// <summary>Change outlines.</summary>
    public static Privilege AlterAnyOutline { get; } = new("ALTER_ANY_OUTLINE");
    /// <summary>Drop outlines.</summary>
    public static Privilege DropAnyOutline { get; } = new("DROP_ANY_OUTLINE");
    /// <summary>Manage keys.</summary>
    public static Privilege SysKm { get; } = new("SYSKM");
    /// <summary>Create tablespaces.</summary>
    public static Privilege CreateTablespace { get; } = new("CREATE_TABLESPACE");
    /// <summary>Change tablespaces.</summary>
    public static Privilege AlterTablespace { get; } = new("ALTER_TABLESPACE");
    /// <summary>Drop tablespaces.</summary>
    public static Privilege DropTablespace { get; } = new("DROP_TABLESPACE");
    /// <summary>See the sessions of all users.</summary>
    public static Privilege ShowProcess { get; } = new("SHOW_PROCESS");
    /// <summary>Change the system by <c>ALTER SYSTEM</c>.</summary>
    public static Privilege AlterSystem { get; } = new("ALTER_SYSTEM");
    /// <summary>Create database links in the own schema.</summary>
    public static Privilege CreateDatabaseLink { get; } = new("CREATE_DATABASE_LINK");
    /// <summary>Create public database links.</summary>
    public static Privilege CreatePublicDatabaseLink { get; } = new("CREATE_PUBLIC_DATABASE_LINK");
    /// <summary>Drop database links.</summary>
    public static Privilege DropDatabaseLink { get; } = new("DROP_DATABASE_LINK");
    /// <summary>Change the own session.</summary>
    public static Privilege AlterSession { get; } = new("ALTER_SESSION");
    /// <summary>Change the database.</summary>
    public static Privilege AlterDatabase { get; } = new("ALTER_DATABASE");
    /// <summary>See data that a redaction policy hides.</summary>
    public static Privilege ExemptRedactionPolicy { get; } = new("EXEMPT_REDACTION_POLICY");
    /// <summary>Administer everything.</summary>
    public static Privilege SysDba { get; } = new("SYSDBA");
    /// <summary>Operate the database.</summary>
    public static Privilege SysOper { get; } = new("SYSOPER");
    /// <summary>Back up and restore.</summary>
    public static Privilege SysBackup { get; } = new("SYSBACKUP");
    /// <summary>Create directories.</summary>
    public static Privilege CreateAnyDirectory { get; } = new("CREATE_ANY_DIRECTORY");
    /// <summary>Drop directories.</summary>
    public static Privilege DropAnyDirectory { get; } = new("DROP_ANY_DIRECTORY");
}
