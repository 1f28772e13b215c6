using ObShellSdk.Tenants;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Tenants;

/// <summary>What the agent would refuse is refused before anything is sent.</summary>
public sealed class TenantRequestTests
{
    private static readonly TenantZone _zone = new() { Name = "zone1", UnitConfigName = "small" };

    private static readonly CreateTenantRequest _tenant = new() { Name = "tenant2", Zones = [_zone] };

    public static TheoryData<string, Func<ObShellClient, Task>> BadRequests => new()
    {
        { "no name", client => client.Tenants.CreateAsync(_tenant with { Name = "" }) },
        { "dollar", client => client.Tenants.CreateAsync(_tenant with { Name = "a$b" }) },
        { "umlaut", client => client.Tenants.CreateAsync(_tenant with { Name = "ä" }) },
        { "null zones", client => client.Tenants.CreateAsync(_tenant with { Zones = null! }) },
        { "no zones", client => client.Tenants.CreateAsync(_tenant with { Zones = [] }) },
        { "null zone", client => client.Tenants.CreateAsync(_tenant with { Zones = [null!] }) },
        { "no unit config", client => client.Tenants.CreateAsync(_tenant with { Zones = [_zone with { UnitConfigName = " " }] }) },
        { "no units", client => client.Tenants.CreateAsync(_tenant with { Zones = [_zone with { UnitNum = 0 }] }) },
        { "zone twice", client => client.Tenants.CreateAsync(_tenant with { Zones = [_zone, _zone] }) },
        { "uneven units", client => client.Tenants.CreateAsync(_tenant with { Zones = [_zone, _zone with { Name = "zone2", UnitNum = 2 }] }) },
        { "nameless variable", client => client.Tenants.CreateAsync(_tenant with { Variables = new Dictionary<string, ParameterValue> { [""] = 1 } }) },
        { "nameless parameter", client => client.Tenants.CreateAsync(_tenant with { Parameters = new Dictionary<string, ParameterValue> { [" "] = 1 } }) },
        { "no request", client => client.Tenants.CreateAsync(null!) },
        { "drop nothing", client => client.Tenants.DropAsync(" ") },
        { "new name", client => client.Tenants.RenameAsync("tenant1", "a/b") },
        { "null name", client => client.Tenants.RenameAsync("tenant1", null!) },
        { "add nothing", client => client.Tenants.AddReplicasAsync("tenant1", []) },
        { "remove nothing", client => client.Tenants.RemoveReplicasAsync("tenant1", []) },
        { "remove null", client => client.Tenants.RemoveReplicasAsync("tenant1", null!) },
        { "remove nameless", client => client.Tenants.RemoveReplicasAsync("tenant1", ["zone1", ""]) },
        { "modify nothing", client => client.Tenants.UpdateReplicasAsync("tenant1", []) },
        { "modify nameless", client => client.Tenants.UpdateReplicasAsync("tenant1", [new TenantZoneUpdate { ZoneName = "" }]) },
        { "modify twice", client => client.Tenants.UpdateReplicasAsync("tenant1", [new TenantZoneUpdate { ZoneName = "z" }, new TenantZoneUpdate { ZoneName = "z" }]) },
        { "modify to no units", client => client.Tenants.UpdateReplicasAsync("tenant1", [new TenantZoneUpdate { ZoneName = "z", UnitNum = 0 }]) },
        { "modify to no config", client => client.Tenants.UpdateReplicasAsync("tenant1", [new TenantZoneUpdate { ZoneName = "z", UnitConfigName = "" }]) },
        { "modify unevenly", client => client.Tenants.UpdateReplicasAsync("tenant1", [new TenantZoneUpdate { ZoneName = "a", UnitNum = 1 }, new TenantZoneUpdate { ZoneName = "b", UnitNum = 2 }]) },
        { "no primary zone", client => client.Tenants.SetPrimaryZoneAsync("tenant1", "") },
        { "no new password", client => client.Tenants.SetRootPasswordAsync("tenant1", new SetRootPasswordRequest { NewPassword = null! }) },
        { "null password", client => client.Tenants.PersistRootPasswordAsync("tenant1", null!) },
        { "null whitelist", client => client.Tenants.SetWhitelistAsync("tenant1", null!) },
        { "backwards", client => client.Tenants.ListTopSlowSqlAsync(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddSeconds(-1)) },
        { "none wanted", client => client.Tenants.ListTopSlowSqlAsync(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, limit: 0) },
        { "no parameters", client => client.TenantParameters.SetParametersAsync("tenant1", new Dictionary<string, ParameterValue>()) },
        { "null parameters", client => client.TenantParameters.SetParametersAsync("tenant1", null!) },
        { "no variables", client => client.TenantParameters.SetVariablesAsync("tenant1", new Dictionary<string, ParameterValue>()) },
        { "variable without name", client => client.TenantParameters.SetVariablesAsync("tenant1", new Dictionary<string, ParameterValue> { [""] = "v" }) },
        { "parameter with a quote", client => client.TenantParameters.SetParametersAsync("tenant1", new Dictionary<string, ParameterValue> { ["p"] = "a\"b" }) },
        { "parameter with a backslash at its end", client => client.TenantParameters.SetParametersAsync("tenant1", new Dictionary<string, ParameterValue> { ["p"] = "a\\" }) },
        { "variable with a backtick", client => client.TenantParameters.SetVariablesAsync("tenant1", new Dictionary<string, ParameterValue> { ["v"] = "a`b" }) },
        { "new parameter with a quote", client => client.Tenants.CreateAsync(_tenant with { Parameters = new Dictionary<string, ParameterValue> { ["p"] = "\"" } }) },
        { "new variable with a backtick", client => client.Tenants.CreateAsync(_tenant with { Variables = new Dictionary<string, ParameterValue> { ["v"] = "`" } }) },
        { "new name with a blank", client => client.RecycleBin.FlashbackAsync("tenant1", "a b") },
        { "no parameter name", client => client.TenantParameters.GetParameterAsync("tenant1", "") },
        { "no variable name", client => client.TenantParameters.GetVariableAsync("tenant1", "") },
        { "no compactions", client => client.Compaction.ListSlowestAsync(0) },
        { "no name in the bin", client => client.RecycleBin.PurgeAsync("") },
        { "empty new name", client => client.RecycleBin.FlashbackAsync("tenant1", " ") },
        { "no pool", client => client.ResourcePools.DropAsync("") },
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
    public void No_password_shows_itself_in_the_text_of_a_request()
    {
        string text = $"{_tenant with { RootPassword = "planted" }} {new SetRootPasswordRequest { NewPassword = "planted", OldPassword = "planted" }}";

        Assert.DoesNotContain("planted", text, StringComparison.Ordinal);
    }
}
