using System.Text.Json.Nodes;
using ObShellSdk.Databases;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Databases;

public sealed class DatabaseClientTests
{
    private const string Databases = "/api/v1/tenant/tenant1/databases";

    [Fact]
    public async Task Only_what_is_to_change_is_sent()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPut($"{Databases}/db1").Respond(FakeResponse.Data("null"));

        await client.Databases.UpdateAsync("tenant1", "db1", new UpdateDatabaseRequest { ReadOnly = false });

        Assert.Equal("""{"read_only":false}""", JsonNode.Parse(Assert.Single(agent.RequestsTo($"{Databases}/db1")).RevealBody()!)!.ToJsonString());
    }

    [Theory]
    [InlineData("db")]
    [InlineData("_my-db_1")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901234")]
    public async Task A_name_that_the_agent_takes_is_sent(string name)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPost(Databases).Respond(FakeResponse.Data("null"));

        await client.Databases.CreateAsync("tenant1", new CreateDatabaseRequest { DbName = name });

        Assert.Equal($$"""{"db_name":"{{name}}"}""", JsonNode.Parse(Assert.Single(agent.RequestsTo(Databases)).RevealBody()!)!.ToJsonString());
    }

    [Fact]
    public async Task The_time_of_creation_is_a_number_of_seconds()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(Databases).Respond(FakeResponse.Data("""{"contents":[{"db_name":"db1","create_time":1772330584,"connection_urls":null},{"db_name":"db2","create_time":0}]}"""));

        IReadOnlyList<TenantDatabase> databases = await client.Databases.ListAsync("tenant1");

        Assert.Equal(new DateTimeOffset(2026, 3, 1, 2, 3, 4, TimeSpan.Zero), databases[0].CreateTime);
        Assert.Empty(databases[0].ConnectionUrls);
        Assert.Null(databases[1].CreateTime);
    }

    [Fact]
    public async Task A_tenant_of_the_other_mode_is_told_by_its_code()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet($"{Databases}/db1").Respond(FakeResponse.Error(ObShellErrorCodes.UserOracleModeNotSupport));

        var error = await Assert.ThrowsAsync<ObShellApiException>(() => client.Databases.GetAsync("tenant1", "db1"));

        Assert.Equal(ObShellErrorCodes.UserOracleModeNotSupport, error.Code);
    }
}
