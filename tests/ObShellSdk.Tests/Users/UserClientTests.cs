using System.Text.Json.Nodes;
using ObShellSdk.Testing;
using ObShellSdk.Users;

namespace ObShellSdk.Tests.Users;

public sealed class UserClientTests
{
    private static readonly ObjectPrivilege _grant = new() { Target = new() { Owner = "APP", Name = "T" }, Privileges = [new Privilege("select")] };

    /// <summary>The agent compares the words letter by letter: "select" would be granted, and "SELECT" revoked at once.</summary>
    public static TheoryData<string, Func<ObShellClient, Task>> Settings => new()
    {
        { "/user", client => client.Users.CreateAsync("tenant1", new CreateUserRequest { UserName = "user1", Password = "p", GlobalPrivileges = [new Privilege("select")] }) },
        { "/user/user1/global-privilege", client => client.Users.SetGlobalPrivilegesAsync("tenant1", "user1", [new Privilege("select")]) },
        { "/user/user1/db-privilege", client => client.Users.SetDatabasePrivilegesAsync("tenant1", "user1", [new DatabasePrivilege { DbName = "db1", Privileges = [new Privilege("select")] }]) },
        { "/user/user1/object-privileges", client => client.Users.SetObjectPrivilegesAsync("tenant1", "user1", [_grant]) },
        { "/user/user1/object-privileges", client => client.Users.UpdateObjectPrivilegesAsync("tenant1", "user1", [_grant]) },
        { "/role/role1/global-privileges", client => client.Roles.SetGlobalPrivilegesAsync("tenant1", "role1", [new Privilege("select")]) },
        { "/role/role1/object-privileges", client => client.Roles.SetObjectPrivilegesAsync("tenant1", "role1", [_grant]) },
        { "/role/role1/object-privileges", client => client.Roles.UpdateObjectPrivilegesAsync("tenant1", "role1", [_grant]) },
    };

    [Theory]
    [MemberData(nameof(Settings), DisableDiscoveryEnumeration = true)]
    public async Task Privileges_are_sent_in_capitals(string path, Func<ObShellClient, Task> set)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        string body = await SentBodyAsync(agent, $"/api/v1/tenant/tenant1{path}", () => set(client));

        Assert.Contains("\"SELECT\"", body, StringComparison.Ordinal);
        Assert.DoesNotContain("\"select\"", body, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, Func<ObShellClient, Task>> Emptyings => new()
    {
        { "/user/user1/global-privilege", """{"global_privileges":[]}""", client => client.Users.SetGlobalPrivilegesAsync("tenant1", "user1", []) },
        { "/user/user1/db-privilege", """{"db_privileges":[]}""", client => client.Users.SetDatabasePrivilegesAsync("tenant1", "user1", []) },
        { "/user/user1/roles", """{"roles":[]}""", client => client.Users.SetRolesAsync("tenant1", "user1", []) },
        { "/user/user1/object-privileges", """{"object_privileges":[]}""", client => client.Users.SetObjectPrivilegesAsync("tenant1", "user1", []) },
        { "/role/role1/roles", """{"roles":[]}""", client => client.Roles.SetRolesAsync("tenant1", "role1", []) },
        { "/role/role1/global-privileges", """{"global_privileges":[]}""", client => client.Roles.SetGlobalPrivilegesAsync("tenant1", "role1", []) },
    };

    [Theory]
    [MemberData(nameof(Emptyings), DisableDiscoveryEnumeration = true)]
    public async Task An_empty_list_takes_everything_away_and_is_sent_as_such(string path, string wanted, Func<ObShellClient, Task> set)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        Assert.Equal(wanted, await SentBodyAsync(agent, $"/api/v1/tenant/tenant1{path}", () => set(client)));
    }

    [Fact]
    public async Task What_a_user_may_do_with_objects_can_be_read_and_set_again()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet("/api/v1/tenant/tenant1/user/APP").Respond(FakeResponse.Data(
            """{"user_name":"APP","is_locked":false,"create_time":"0001-01-01T00:00:00Z","object_privileges":[{"object":{"type":"TABLE","name":"T","owner":"SYS","full_name":"SYS.T"},"privileges":["SELECT"]}]}"""));
        TenantUser user = await client.Users.GetAsync("tenant1", "APP");

        string body = await SentBodyAsync(
            agent, "/api/v1/tenant/tenant1/user/APP/object-privileges", () => client.Users.SetObjectPrivilegesAsync("tenant1", "APP", user.ObjectPrivileges));

        Assert.Equal("""{"object_privileges":[{"object_type":"TABLE","object_name":"T","owner":"SYS","privileges":["SELECT"]}]}""", body);
    }

    [Fact]
    public async Task A_user_of_whom_the_agent_tells_little_has_empty_lists_and_no_time()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet("/api/v1/tenant/tenant1/user/user1").Respond(FakeResponse.Data("""{"user_name":"user1","is_locked":true,"create_time":"0001-01-01T00:00:00Z","granted_roles":null,"db_privileges":null}"""));

        TenantUser user = await client.Users.GetAsync("tenant1", "user1");

        Assert.True(user.IsLocked);
        Assert.Null(user.CreateTime);
        Assert.Empty(user.GrantedRoles);
        Assert.Empty(user.DbPrivileges);
        Assert.Empty(user.ObjectPrivileges);
    }

    [Fact]
    public async Task Words_are_compared_without_case_and_unknown_ones_are_kept()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet("/api/v1/tenant/tenant1/user/user1").Respond(FakeResponse.Data("""{"global_privileges":["create_view","FLY"]}"""));

        IReadOnlyList<Privilege> privileges = (await client.Users.GetAsync("tenant1", "user1")).GlobalPrivileges;

        Assert.Equal([MySqlPrivileges.CreateView, new Privilege("FLY")], privileges);
        Assert.Equal(OraclePrivileges.CreateView, privileges[0]);
    }

    [Fact]
    public async Task Without_a_password_of_the_root_user_none_is_sent_and_the_agent_takes_its_own()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        const string Lock = "/api/v1/tenant/tenant1/user/user1/lock";

        Assert.Equal("", await SentBodyAsync(agent, Lock, () => client.Users.LockAsync("tenant1", "user1")));
        Assert.Equal("""{"root_password":"r"}""", await SentBodyAsync(agent, Lock, () => client.Users.LockAsync("tenant1", "user1", "r")));
        Assert.Equal("""{"root_password":""}""", await SentBodyAsync(agent, Lock, () => client.Users.UnlockAsync("tenant1", "user1", "")));
    }

    [Fact]
    public async Task A_password_can_be_made_empty()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        string body = await SentBodyAsync(
            agent, "/api/v1/tenant/tenant1/user/user1/password", () => client.Users.SetPasswordAsync("tenant1", "user1", new SetUserPasswordRequest { NewPassword = "" }));

        Assert.Equal("""{"new_password":""}""", body);
    }

    [Theory]
    [InlineData("4.3.0.0-1", "/api/v1/tenant/tenant1/user")]
    [InlineData("4.3.1.0-1", "/api/v1/tenant/tenant1/user")]
    [InlineData("4.3.2.0-1", "/api/v1/tenant/tenant1/users")]
    [InlineData("4.5.0.0-1", "/api/v1/tenant/tenant1/users")]
    public async Task The_list_is_asked_for_by_the_path_that_the_agent_has(string version, string path)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Version = version);
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(path).Respond(FakeResponse.Data("""{"contents":[{"user_name":"root"}]}"""));

        Assert.Equal("root", Assert.Single(await client.Users.ListAsync("tenant1", newestFirst: true)).UserName);
        Assert.EndsWith("?sort=create_time%2Cdesc", Assert.Single(agent.RequestsTo(path)).RawTarget, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_whose_version_says_nothing_is_asked_as_the_newest_and_not_called_too_old()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet("/api/v1/info").Respond(FakeResponse.Data("""{"version":"a build of our own","identity":"CLUSTER AGENT","security":true}"""));
        agent.OnGet("/api/v1/tenant/tenant1/users").Respond(FakeResponse.Error(ObShellErrorCodes.CommonNotFound));

        var error = await Assert.ThrowsAsync<ObShellApiException>(() => client.Users.ListAsync("tenant1"));

        Assert.Equal(ObShellErrorCodes.CommonNotFound, error.Code);
    }

    [Fact]
    public async Task A_change_is_sent_once_and_a_read_again()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        const string Path = "/api/v1/tenant/tenant1/user/user1";
        agent.OnDelete(Path).DropConnection(FakeDropPoint.AfterExecution);
        agent.OnGet(Path).Respond(FakeResponse.Data("""{"user_name":"user1"}"""));
        agent.OnGet(Path).DropConnection(FakeDropPoint.AfterExecution).Once();

        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => client.Users.DropAsync("tenant1", "user1"));

        Assert.True(error.MayHaveRun);
        Assert.Single(agent.RequestsTo(HttpMethod.Delete, Path));
        Assert.Equal("user1", (await client.Users.GetAsync("tenant1", "user1")).UserName);
        Assert.Equal(2, agent.RequestsTo(HttpMethod.Get, Path).Count);
    }

    [Fact]
    public async Task DropAsync_throws_if_the_agent_reports_success_and_the_user_is_still_there()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnDelete("/api/v1/tenant/tenant1/user/user1").Respond(FakeResponse.Data("null"));
        agent.OnGet("/api/v1/tenant/tenant1/users").Respond(FakeResponse.Data("""{"contents":[{"user_name":"other"},{"user_name":"user1"}]}"""));

        var error = await Assert.ThrowsAnyAsync<ObShellException>(() => client.Users.DropAsync("tenant1", "user1", "planted"));

        Assert.Contains("still has a user 'user1'", error.Message, StringComparison.Ordinal);
        Assert.Equal("UserNotDroppedException", error.GetType().Name);
        Assert.Equal((false, false), (error.MayHaveRun, error.IsTransient));
        Assert.Equal("""{"root_password":"planted"}""", Assert.Single(agent.RequestsTo(HttpMethod.Get, "/api/v1/tenant/tenant1/users")).RevealBody());
    }

    [Theory]
    [InlineData("4.5.0.0-12026050100", 1)]
    [InlineData("4.2.6.0-12025040100", 0)]
    public async Task DropAsync_checks_that_the_user_is_gone_where_the_agent_can_list_users(string version, int lists)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Version = version);
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnDelete("/api/v1/tenant/tenant1/user/user1").Respond(FakeResponse.Data("null"));
        agent.OnGet("/api/v1/tenant/tenant1/users").Respond(FakeResponse.Data("""{"contents":[{"user_name":"USER1"}]}"""));

        await client.Users.DropAsync("tenant1", "user1");

        Assert.Equal(lists, agent.RequestsTo(HttpMethod.Get, "/api/v1/tenant/tenant1/users").Count);
    }

    /// <summary>What the last request to a path said; any verb is answered with success.</summary>
    private static async Task<string> SentBodyAsync(FakeAgent agent, string path, Func<Task> call)
    {
        foreach (HttpMethod method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete })
        {
            agent.On(method, path).Respond(FakeResponse.Data("null"));
        }

        await call();
        return agent.RequestsTo(path)[^1].RevealBody() is { Length: > 0 } body ? JsonNode.Parse(body)!.ToJsonString() : "";
    }
}
