using ObShellSdk.Testing.State.Contents;

namespace ObShellSdk.Testing;

/// <content>Databases, users, sessions and objects of the tenant.</content>
public sealed partial class FakeTenant
{
    /// <summary>A snapshot of the names of the databases, in the order of creation.</summary>
    public IReadOnlyList<string> Databases => _simulation.Run(_ => Contents.Databases.Select(database => database.Name).ToArray());

    /// <summary>A snapshot of the names of the users, starting with the root user.</summary>
    public IReadOnlyList<string> Users => _simulation.Run(_ => Contents.Users.Select(user => user.Name).ToArray());

    /// <summary>A snapshot of the names of the roles. Only Oracle tenants have roles.</summary>
    public IReadOnlyList<string> Roles => _simulation.Run(_ => Contents.Roles.Select(role => role.Name).ToArray());

    /// <summary>A snapshot of the IDs of the open sessions.</summary>
    public IReadOnlyList<long> Sessions => _simulation.Run(_ => Contents.Sessions.Select(session => session.Id).ToArray());

    /// <summary>Whether the last compaction failed. A request can clear the error.</summary>
    public bool HasCompactionError
    {
        get => _simulation.Run(_ => Contents.Compaction.HasError);
        set => _simulation.Run(_ => Contents.Compaction.HasError = value);
    }

    /// <summary>The number of slow statements that every report contains. 0 by default.</summary>
    public int SlowStatements
    {
        get => _simulation.Run(_ => Contents.SlowStatements);
        set => _simulation.Run(_ => Contents.SlowStatements = value);
    }

    /// <summary>Opens a session.</summary>
    /// <param name="user">The user name.</param>
    /// <param name="database">The database of the session.</param>
    /// <param name="statement">The running statement, or null if the session is idle.</param>
    /// <param name="host">The address of the client.</param>
    /// <returns>The ID of the session.</returns>
    public long AddSession(string user = "root", string database = "test", string? statement = null, string host = "10.0.0.9:40000")
    {
        ArgumentException.ThrowIfNullOrEmpty(user);
        ArgumentNullException.ThrowIfNull(database);
        ArgumentException.ThrowIfNullOrEmpty(host);
        return _simulation.Run(now =>
        {
            var session = new TenantSession
            {
                Id = _cluster.CountSession(),
                User = user,
                Database = database,
                Statement = statement,
                Host = host,
                Since = now,
            };
            Contents.Sessions.Add(session);
            return session.Id;
        });
    }

    /// <summary>Adds a deadlock that was detected at the current time.</summary>
    /// <param name="statements">The statements of the deadlock; the last one was rolled back. If empty, two updates.</param>
    /// <returns>This tenant.</returns>
    public FakeTenant WithDeadlock(params string[] statements)
    {
        ArgumentNullException.ThrowIfNull(statements);
        string[] taken = statements.Length > 0 ? statements : ["update t set a = 1 where id = 1", "update t set a = 2 where id = 2"];
        _simulation.Run(now => Contents.Deadlocks.Add(new Deadlock($"{Id}{Contents.Deadlocks.Count + 1}", now, taken)));
        return this;
    }

    /// <summary>Adds an object that privileges can be granted on.</summary>
    /// <param name="owner">The user name.</param>
    /// <param name="name">The name.</param>
    /// <param name="type">The type, such as <c>TABLE</c> or <c>VIEW</c>.</param>
    /// <returns>This tenant.</returns>
    public FakeTenant WithObject(string owner, string name, string type = "TABLE")
    {
        ArgumentException.ThrowIfNullOrEmpty(owner);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(type);
        _simulation.Run(_ => Contents.Objects.Add(new DatabaseObject(type, owner, name)));
        return this;
    }
}
