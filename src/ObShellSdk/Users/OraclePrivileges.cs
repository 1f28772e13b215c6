namespace ObShellSdk.Users;

/// <summary>The system privileges of Oracle mode. The agent accepts no others when it sets those of a user.</summary>
public static class OraclePrivileges
{
    /// <summary>The privilege to log in.</summary>
    public static Privilege CreateSession { get; } = new("CREATE_SESSION");
    /// <summary>The privilege to create tables in the own schema.</summary>
    public static Privilege CreateTable { get; } = new("CREATE_TABLE");
    /// <summary>The privilege to create tables in any schema.</summary>
    public static Privilege CreateAnyTable { get; } = new("CREATE_ANY_TABLE");
    /// <summary>The privilege to change tables in any schema.</summary>
    public static Privilege AlterAnyTable { get; } = new("ALTER_ANY_TABLE");
    /// <summary>The privilege to export tables of any schema.</summary>
    public static Privilege BackupAnyTable { get; } = new("BACKUP_ANY_TABLE");
    /// <summary>The privilege to drop tables in any schema.</summary>
    public static Privilege DropAnyTable { get; } = new("DROP_ANY_TABLE");
    /// <summary>The privilege to lock tables of any schema.</summary>
    public static Privilege LockAnyTable { get; } = new("LOCK_ANY_TABLE");
    /// <summary>The privilege to comment tables of any schema.</summary>
    public static Privilege CommentAnyTable { get; } = new("COMMENT_ANY_TABLE");
    /// <summary>The privilege to read tables of any schema.</summary>
    public static Privilege SelectAnyTable { get; } = new("SELECT_ANY_TABLE");
    /// <summary>The privilege to insert into tables of any schema.</summary>
    public static Privilege InsertAnyTable { get; } = new("INSERT_ANY_TABLE");
    /// <summary>The privilege to update tables of any schema.</summary>
    public static Privilege UpdateAnyTable { get; } = new("UPDATE_ANY_TABLE");
    /// <summary>The privilege to delete from tables of any schema.</summary>
    public static Privilege DeleteAnyTable { get; } = new("DELETE_ANY_TABLE");
    /// <summary>The privilege to take tables of any schema back to an earlier state.</summary>
    public static Privilege FlashbackAnyTable { get; } = new("FLASHBACK_ANY_TABLE");
    /// <summary>The privilege to create roles.</summary>
    public static Privilege CreateRole { get; } = new("CREATE_ROLE");
    /// <summary>The privilege to drop any role.</summary>
    public static Privilege DropAnyRole { get; } = new("DROP_ANY_ROLE");
    /// <summary>The privilege to grant any role.</summary>
    public static Privilege GrantAnyRole { get; } = new("GRANT_ANY_ROLE");
    /// <summary>The privilege to change any role.</summary>
    public static Privilege AlterAnyRole { get; } = new("ALTER_ANY_ROLE");
    /// <summary>The privilege to audit objects of any schema.</summary>
    public static Privilege AuditAny { get; } = new("AUDIT_ANY");
    /// <summary>The privilege to grant any of these privileges.</summary>
    public static Privilege GrantAnyPrivilege { get; } = new("GRANT_ANY_PRIVILEGE");
    /// <summary>The privilege to grant any privilege on any object.</summary>
    public static Privilege GrantAnyObjectPrivilege { get; } = new("GRANT_ANY_OBJECT_PRIVILEGE");
    /// <summary>The privilege to create indexes in any schema.</summary>
    public static Privilege CreateAnyIndex { get; } = new("CREATE_ANY_INDEX");
    /// <summary>The privilege to change indexes in any schema.</summary>
    public static Privilege AlterAnyIndex { get; } = new("ALTER_ANY_INDEX");
    /// <summary>The privilege to drop indexes in any schema.</summary>
    public static Privilege DropAnyIndex { get; } = new("DROP_ANY_INDEX");
    /// <summary>The privilege to create views in any schema.</summary>
    public static Privilege CreateAnyView { get; } = new("CREATE_ANY_VIEW");
    /// <summary>The privilege to drop views in any schema.</summary>
    public static Privilege DropAnyView { get; } = new("DROP_ANY_VIEW");
    /// <summary>The privilege to create views in the own schema.</summary>
    public static Privilege CreateView { get; } = new("CREATE_VIEW");
    /// <summary>The privilege to read the dictionary of SYS.</summary>
    public static Privilege SelectAnyDictionary { get; } = new("SELECT_ANY_DICTIONARY");
    /// <summary>The privilege to create procedures in the own schema.</summary>
    public static Privilege CreateProcedure { get; } = new("CREATE_PROCEDURE");
    /// <summary>The privilege to create procedures in any schema.</summary>
    public static Privilege CreateAnyProcedure { get; } = new("CREATE_ANY_PROCEDURE");
    /// <summary>The privilege to change procedures in any schema.</summary>
    public static Privilege AlterAnyProcedure { get; } = new("ALTER_ANY_PROCEDURE");
    /// <summary>The privilege to drop procedures in any schema.</summary>
    public static Privilege DropAnyProcedure { get; } = new("DROP_ANY_PROCEDURE");
    /// <summary>The privilege to run procedures of any schema.</summary>
    public static Privilege ExecuteAnyProcedure { get; } = new("EXECUTE_ANY_PROCEDURE");
    /// <summary>The privilege to create synonyms in the own schema.</summary>
    public static Privilege CreateSynonym { get; } = new("CREATE_SYNONYM");
    /// <summary>The privilege to create synonyms in any schema.</summary>
    public static Privilege CreateAnySynonym { get; } = new("CREATE_ANY_SYNONYM");
    /// <summary>The privilege to drop synonyms in any schema.</summary>
    public static Privilege DropAnySynonym { get; } = new("DROP_ANY_SYNONYM");
    /// <summary>The privilege to create public synonyms.</summary>
    public static Privilege CreatePublicSynonym { get; } = new("CREATE_PUBLIC_SYNONYM");
    /// <summary>The privilege to drop public synonyms.</summary>
    public static Privilege DropPublicSynonym { get; } = new("DROP_PUBLIC_SYNONYM");
    /// <summary>The privilege to create sequences in the own schema.</summary>
    public static Privilege CreateSequence { get; } = new("CREATE_SEQUENCE");
    /// <summary>The privilege to create sequences in any schema.</summary>
    public static Privilege CreateAnySequence { get; } = new("CREATE_ANY_SEQUENCE");
    /// <summary>The privilege to change sequences in any schema.</summary>
    public static Privilege AlterAnySequence { get; } = new("ALTER_ANY_SEQUENCE");
    /// <summary>The privilege to drop sequences in any schema.</summary>
    public static Privilege DropAnySequence { get; } = new("DROP_ANY_SEQUENCE");
    /// <summary>The privilege to use sequences of any schema.</summary>
    public static Privilege SelectAnySequence { get; } = new("SELECT_ANY_SEQUENCE");
    /// <summary>The privilege to create triggers in the own schema.</summary>
    public static Privilege CreateTrigger { get; } = new("CREATE_TRIGGER");
    /// <summary>The privilege to create triggers in any schema.</summary>
    public static Privilege CreateAnyTrigger { get; } = new("CREATE_ANY_TRIGGER");
    /// <summary>The privilege to change triggers in any schema.</summary>
    public static Privilege AlterAnyTrigger { get; } = new("ALTER_ANY_TRIGGER");
    /// <summary>The privilege to drop triggers in any schema.</summary>
    public static Privilege DropAnyTrigger { get; } = new("DROP_ANY_TRIGGER");
    /// <summary>The privilege to create profiles.</summary>
    public static Privilege CreateProfile { get; } = new("CREATE_PROFILE");
    /// <summary>The privilege to change profiles.</summary>
    public static Privilege AlterProfile { get; } = new("ALTER_PROFILE");
    /// <summary>The privilege to drop profiles.</summary>
    public static Privilege DropProfile { get; } = new("DROP_PROFILE");
    /// <summary>The privilege to create users.</summary>
    public static Privilege CreateUser { get; } = new("CREATE_USER");
    /// <summary>The privilege to act as another user.</summary>
    public static Privilege BecomeUser { get; } = new("BECOME_USER");
    /// <summary>The privilege to change users.</summary>
    public static Privilege AlterUser { get; } = new("ALTER_USER");
    /// <summary>The privilege to drop users.</summary>
    public static Privilege DropUser { get; } = new("DROP_USER");
    /// <summary>The privilege to create types in the own schema.</summary>
    public static Privilege CreateType { get; } = new("CREATE_TYPE");
    /// <summary>The privilege to create types in any schema.</summary>
    public static Privilege CreateAnyType { get; } = new("CREATE_ANY_TYPE");
    /// <summary>The privilege to change types in any schema.</summary>
    public static Privilege AlterAnyType { get; } = new("ALTER_ANY_TYPE");
    /// <summary>The privilege to drop types in any schema.</summary>
    public static Privilege DropAnyType { get; } = new("DROP_ANY_TYPE");
    /// <summary>The privilege to use types of any schema.</summary>
    public static Privilege ExecuteAnyType { get; } = new("EXECUTE_ANY_TYPE");
    /// <summary>The privilege to derive from types of any schema.</summary>
    public static Privilege UnderAnyType { get; } = new("UNDER_ANY_TYPE");
    /// <summary>The privilege to empty the recycle bin.</summary>
    public static Privilege PurgeDbaRecycleBin { get; } = new("PURGE_DBA_RECYCLEBIN");
    /// <summary>The privilege to create outlines.</summary>
    public static Privilege CreateAnyOutline { get; } = new("CREATE_ANY_OUTLINE");
    /// <summary>The privilege to change outlines.</summary>
    public static Privilege AlterAnyOutline { get; } = new("ALTER_ANY_OUTLINE");
    /// <summary>The privilege to drop outlines.</summary>
    public static Privilege DropAnyOutline { get; } = new("DROP_ANY_OUTLINE");
    /// <summary>The privilege to manage keys.</summary>
    public static Privilege SysKm { get; } = new("SYSKM");
    /// <summary>The privilege to create tablespaces.</summary>
    public static Privilege CreateTablespace { get; } = new("CREATE_TABLESPACE");
    /// <summary>The privilege to change tablespaces.</summary>
    public static Privilege AlterTablespace { get; } = new("ALTER_TABLESPACE");
    /// <summary>The privilege to drop tablespaces.</summary>
    public static Privilege DropTablespace { get; } = new("DROP_TABLESPACE");
    /// <summary>The privilege to see the sessions of all users.</summary>
    public static Privilege ShowProcess { get; } = new("SHOW_PROCESS");
    /// <summary>The privilege to change the system by <c>ALTER SYSTEM</c>.</summary>
    public static Privilege AlterSystem { get; } = new("ALTER_SYSTEM");
    /// <summary>The privilege to create database links in the own schema.</summary>
    public static Privilege CreateDatabaseLink { get; } = new("CREATE_DATABASE_LINK");
    /// <summary>The privilege to create public database links.</summary>
    public static Privilege CreatePublicDatabaseLink { get; } = new("CREATE_PUBLIC_DATABASE_LINK");
    /// <summary>The privilege to drop database links.</summary>
    public static Privilege DropDatabaseLink { get; } = new("DROP_DATABASE_LINK");
    /// <summary>The privilege to change the own session.</summary>
    public static Privilege AlterSession { get; } = new("ALTER_SESSION");
    /// <summary>The privilege to change the database.</summary>
    public static Privilege AlterDatabase { get; } = new("ALTER_DATABASE");
    /// <summary>The privilege to see data that a redaction policy hides.</summary>
    public static Privilege ExemptRedactionPolicy { get; } = new("EXEMPT_REDACTION_POLICY");
    /// <summary>The privilege to administer everything.</summary>
    public static Privilege SysDba { get; } = new("SYSDBA");
    /// <summary>The privilege to operate the database.</summary>
    public static Privilege SysOper { get; } = new("SYSOPER");
    /// <summary>The privilege to back up and restore.</summary>
    public static Privilege SysBackup { get; } = new("SYSBACKUP");
    /// <summary>The privilege to create directories.</summary>
    public static Privilege CreateAnyDirectory { get; } = new("CREATE_ANY_DIRECTORY");
    /// <summary>The privilege to drop directories.</summary>
    public static Privilege DropAnyDirectory { get; } = new("DROP_ANY_DIRECTORY");
}
