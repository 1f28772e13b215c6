using ObShellSdk.Databases;
using ObShellSdk.Roles;
using ObShellSdk.TenantSessions;
using ObShellSdk.Testing;
using ObShellSdk.Users;

namespace ObShellSdk.Tests.Users;

/// <summary>What the agent would refuse, or take for something else, is refused before anything is sent.</summary>
public sealed class UserRequestTests
{
    private static readonly CreateUserRequest _user = new() { UserName = "user1", Password = "p" };

    private static readonly CreateRoleRequest _role = new() { RoleName = "role1" };

    private static readonly ObjectPrivilege _grant = new() { Target = new() { Owner = "APP", Name = "T" }, Privileges = [OracleObjectPrivileges.Select] };

    public static TheoryData<string, Func<ObShellClient, Task>> BadRequests => new()
    {
        { "no user", client => client.Users.CreateAsync("tenant1", null!) },
        { "null name", client => client.Users.CreateAsync("tenant1", _user with { UserName = null! }) },
        { "name of one letter", client => client.Users.CreateAsync("tenant1", _user with { UserName = "u" }) },
        { "name of 31 letters", client => client.Users.CreateAsync("tenant1", _user with { UserName = new string('u', 31) }) },
        { "digit first", client => client.Users.CreateAsync("tenant1", _user with { UserName = "1user" }) },
        { "end of line", client => client.Users.CreateAsync("tenant1", _user with { UserName = "user1\n" }) },
        { "letter of another script", client => client.Users.CreateAsync("tenant1", _user with { UserName = "üser" }) },
        { "null password", client => client.Users.CreateAsync("tenant1", _user with { Password = null! }) },
        { "empty password", client => client.Users.CreateAsync("tenant1", _user with { Password = "" }) },
        { "empty privilege", client => client.Users.CreateAsync("tenant1", _user with { GlobalPrivileges = [new Privilege(" ")] }) },
        { "unset privilege", client => client.Users.CreateAsync("tenant1", _user with { GlobalPrivileges = [default] }) },
        { "empty role", client => client.Users.CreateAsync("tenant1", _user with { Roles = ["DBA", ""] }) },
        { "no database", client => client.Users.CreateAsync("tenant1", _user with { DbPrivileges = [new DatabasePrivilege { Privileges = [MySqlPrivileges.Select] }] }) },
        { "both modes", client => client.Users.CreateAsync("tenant1", _user with { DbPrivileges = [new DatabasePrivilege { DbName = "db1" }], Roles = ["DBA"] }) },
        { "empty user", client => client.Users.DropAsync("tenant1", "") },
        { "null new password", client => client.Users.SetPasswordAsync("tenant1", "user1", new SetUserPasswordRequest { NewPassword = null! }) },
        { "no password request", client => client.Users.SetPasswordAsync("tenant1", "user1", null!) },
        { "null global privileges", client => client.Users.SetGlobalPrivilegesAsync("tenant1", "user1", null!) },
        { "null database privileges", client => client.Users.SetDatabasePrivilegesAsync("tenant1", "user1", null!) },
        { "null database privilege", client => client.Users.SetDatabasePrivilegesAsync("tenant1", "user1", [null!]) },
        { "null roles", client => client.Users.SetRolesAsync("tenant1", "user1", null!) },
        { "empty role to set", client => client.Users.SetRolesAsync("tenant1", "user1", [""]) },
        { "null object privileges", client => client.Users.SetObjectPrivilegesAsync("tenant1", "user1", null!) },
        { "null object privilege", client => client.Users.UpdateObjectPrivilegesAsync("tenant1", "user1", [null!]) },
        { "no object", client => client.Users.GrantObjectPrivilegesAsync("tenant1", "user1", [_grant with { Target = new() { Owner = "APP" } }]) },
        { "no owner", client => client.Users.RevokeObjectPrivilegesAsync("tenant1", "user1", [_grant with { Target = new() { Name = "T" } }]) },
        { "empty object privilege", client => client.Users.GrantObjectPrivilegesAsync("tenant1", "user1", [_grant with { Privileges = [default] }]) },
        { "no role", client => client.Roles.CreateAsync("tenant1", null!) },
        { "name of role", client => client.Roles.CreateAsync("tenant1", _role with { RoleName = "a-role" }) },
        { "role in role", client => client.Roles.CreateAsync("tenant1", _role with { Roles = [""] }) },
        { "privilege of role", client => client.Roles.CreateAsync("tenant1", _role with { GlobalPrivileges = [default] }) },
        { "null roles of role", client => client.Roles.SetRolesAsync("tenant1", "role1", null!) },
        { "null privileges of role", client => client.Roles.SetGlobalPrivilegesAsync("tenant1", "role1", null!) },
        { "object of role", client => client.Roles.SetObjectPrivilegesAsync("tenant1", "role1", [new ObjectPrivilege()]) },
        { "no database request", client => client.Databases.CreateAsync("tenant1", null!) },
        { "null database", client => client.Databases.CreateAsync("tenant1", new CreateDatabaseRequest { DbName = null! }) },
        { "database of one letter", client => client.Databases.CreateAsync("tenant1", new CreateDatabaseRequest { DbName = "d" }) },
        { "database of 65 letters", client => client.Databases.CreateAsync("tenant1", new CreateDatabaseRequest { DbName = new string('d', 65) }) },
        { "database with a point", client => client.Databases.CreateAsync("tenant1", new CreateDatabaseRequest { DbName = "my.db" }) },
        { "database with end of line", client => client.Databases.CreateAsync("tenant1", new CreateDatabaseRequest { DbName = "mydb\n" }) },
        { "no change", client => client.Databases.UpdateAsync("tenant1", "db1", null!) },
        { "page 0", client => client.TenantSessions.GetPageAsync("tenant1", page: 0, pageSize: 10) },
        { "size 0", client => client.TenantSessions.GetPageAsync("tenant1", page: 1, pageSize: 0) },
        { "any session", client => client.TenantSessions.GetPageAsync("tenant1", new TenantSessionFilter { Id = 0 }) },
        { "observer without port", client => client.TenantSessions.GetPageAsync("tenant1", new TenantSessionFilter { Observers = ["10.0.0.1"] }) },
        { "observer of IPv6", client => client.TenantSessions.GetPageAsync("tenant1", new TenantSessionFilter { Observers = ["[::1]:2882"] }) },
        { "observer by half an address", client => client.TenantSessions.GetPageAsync("tenant1", new TenantSessionFilter { Observers = ["10.1:2882"] }) },
        { "observer by name", client => client.TenantSessions.GetPageAsync("tenant1", new TenantSessionFilter { Observers = ["ob1:2882"] }) },
        { "observer of port 0", client => client.TenantSessions.GetPageAsync("tenant1", new TenantSessionFilter { Observers = ["10.0.0.1:0"] }) },
        { "SQL for an observer", client => client.TenantSessions.GetPageAsync("tenant1", new TenantSessionFilter { Observers = ["' or '1:1"] }) },
        { "session 0", client => client.TenantSessions.GetAsync("tenant1", 0) },
        { "null sessions", client => client.TenantSessions.KillAsync("tenant1", null!) },
        { "kill session 0", client => client.TenantSessions.KillAsync("tenant1", [1, 0]) },
        { "kill query of session -1", client => client.TenantSessions.KillQueriesAsync("tenant1", [-1]) },
        { "page 0 of deadlocks", client => client.TenantSessions.GetDeadlocksPageAsync("tenant1", page: 0, pageSize: 10) },
        { "size 0 of deadlocks", client => client.TenantSessions.GetDeadlocksPageAsync("tenant1", page: 1, pageSize: 0) },
    };

    [Theory]
    [MemberData(nameof(BadRequests), DisableDiscoveryEnumeration = true)]
    public async Task Nothing_is_sent(string what, Func<ObShellClient, Task> call)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        Assert.NotEmpty(what);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => call(client));
        Assert.Empty(agent.Requests);
    }

    [Fact]
    public async Task A_list_that_is_read_page_by_page_is_refused_where_it_is_asked_for()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        Assert.ThrowsAny<ArgumentException>(() => { client.TenantSessions.ListAsync("tenant1", pageSize: 0); });
        Assert.ThrowsAny<ArgumentException>(() => { client.TenantSessions.ListAsync(" "); });
        Assert.ThrowsAny<ArgumentException>(() => { client.TenantSessions.ListAsync("tenant1", new TenantSessionFilter { Observers = [null!] }); });
        Assert.ThrowsAny<ArgumentException>(() => { client.TenantSessions.ListDeadlocksAsync("tenant1", pageSize: 0); });
        Assert.ThrowsAny<ArgumentException>(() => { client.TenantSessions.ListDeadlocksAsync(""); });
        Assert.Empty(agent.Requests);
    }
}
