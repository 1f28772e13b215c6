using ObShellSdk.Testing.State.Contents;

namespace ObShellSdk.Testing;

/// <content>What lies in the tenant and goes on there.</content>
public sealed partial class FakeTenant
{
    /// <summary>Names of the databases, in the order of creation. A new list each time.</summary>
    public IReadOnlyList<string> Databases => _simulation.Run(_ => Contents.Databases.Select(database => database.Name).ToArray());

    /// <summary>Names of the users, the root user first. A new list each time.</summary>
    public IReadOnlyList<string> Users => _simulation.Run(_ => Contents.Users.Select(user => user.Name).ToArray());

    /// <summary>Names of the roles, of which only Oracle tenants have any. A new list each time.</summary>
    public IReadOnlyList<string> Roles => _simulation.Run(_ => Contents.Roles.Select(role => role.Name).ToArray());

    /// <summary>Numbers of the sessions that are open. A new list each time.</summary>
    public IReadOnlyList<long> Sessions => _simulation.Run(_ => Contents.Sessions.Select(session => session.Id).ToArray());

    /// <summary>Whether the last compaction left an error mark, which a request can clear.</summary>
    public bool HasCompactionError
    {
        get => _simulation.Run(_ => Contents.Compaction.HasError);
        set => _simulation.Run(_ => Contents.Compaction.HasError = value);
    }

    /// <summary>How many slow statements the tenant is reported to have had, whenever it is asked. Default: 0.</summary>
    public int SlowStatements
    {
        get => _simulation.Run(_ => Contents.SlowStatements);
        set => _simulation.Run(_ => Contents.SlowStatements = value);
    }

    /// <summary>Opens a session.</summary>
    /// <param name="user">Whose it is.</param>
    /// <param name="database">Its database.</param>
    /// <param name="statement">What it is doing; null: nothing.</param>
    /// <param name="host">Where it comes from.</param>
    /// <returns>Number of the session.</returns>
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

    /// <summary>Puts a deadlock on record that was found now.</summary>
    /// <param name="statements">The statements that waited for one another, the last one rolled back. None: two updates.</param>
    /// <returns>This tenant.</returns>
    public FakeTenant WithDeadlock(params string[] statements)
    {
        ArgumentNullException.ThrowIfNull(statements);
        string[] taken = statements.Length > 0 ? statements : ["update t set a = 1 where id = 1", "update t set a = 2 where id = 2"];
        _simulation.Run(now => Contents.Deadlocks.Add(new Deadlock($"{Id}{Contents.Deadlocks.Count + 1}", now, taken)));
        return this;
    }

    /// <summary>Adds an object that privileges can be granted on.</summary>
    /// <param name="owner">Whose it is.</param>
    /// <param name="name">Its name.</param>
    /// <param name="type">What it is, such as <c>TABLE</c> or <c>VIEW</c>.</param>
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
