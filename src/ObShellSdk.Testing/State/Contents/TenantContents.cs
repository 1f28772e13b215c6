using ObShellSdk.Testing.State.Tenants;

namespace ObShellSdk.Testing.State.Contents;

/// <summary>The contents of a tenant: databases, users, roles, sessions, deadlocks, compaction.</summary>
internal sealed class TenantContents
{
    private const string MySqlRoot = "root";
    private const string OracleRoot = "SYS";

    private static readonly string[] _oracleRoles = ["CONNECT", "DBA", "RESOURCE"];
    private static readonly string[] _mySqlDatabases = ["information_schema", "mysql", "oceanbase", "test"];

    private readonly DateTimeOffset _createdAt;

    public TenantContents(DateTimeOffset createdAt)
    {
        _createdAt = createdAt;
        Compaction = new Compaction(createdAt);
        SwitchTo(TenantSettings.MySql);
    }

    public List<TenantDatabase> Databases { get; } = [];

    public List<Grantee> Users { get; } = [];

    public List<Grantee> Roles { get; } = [];

    public List<DatabaseObject> Objects { get; } = [];

    public List<TenantSession> Sessions { get; } = [];

    public List<Deadlock> Deadlocks { get; } = [];

    public Compaction Compaction { get; }

    public int SlowStatements { get; set; }

    public Grantee? FindUser(string name) => Users.Find(user => user.Name == name);

    public Grantee? FindRole(string name) => Roles.Find(role => role.Name == name);

    public TenantDatabase? FindDatabase(string name) => Databases.Find(database => database.Name == name);

    /// <summary>Resets the contents to those of a new tenant of this mode.</summary>
    public void SwitchTo(string mode)
    {
        Databases.Clear();
        Users.Clear();
        Roles.Clear();
        Objects.Clear();
        var isOracle = mode == TenantSettings.Oracle;
        Users.Add(new Grantee(isOracle ? OracleRoot : MySqlRoot, _createdAt) { IsRoot = true });
        if (isOracle)
        {
            Roles.AddRange(_oracleRoles.Select(name => new Grantee(name, _createdAt)));
            Objects.Add(new DatabaseObject("TABLE", OracleRoot, "DUAL"));
        }
        else
        {
            Users[0].SetPrivileges(PrivilegeCatalogue.MySql);
            Databases.AddRange(_mySqlDatabases.Select(name => new TenantDatabase(name, _createdAt)));
        }
    }
}

/// <summary>A deadlock that the database detected and resolved.</summary>
internal sealed record Deadlock(string EventId, DateTimeOffset At, IReadOnlyList<string> Statements);
