using ObShellSdk.Resources;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Resources;

public sealed class UnitConfigTests
{
    private static readonly CreateUnitConfigRequest _unit = new() { Name = "small", MemorySize = ObSize.Parse("2G"), MaxCpu = 2 };

    public static TheoryData<string, CreateUnitConfigRequest> BadRequests => new()
    {
        { "name", _unit with { Name = "" } },
        { "memory", _unit with { MemorySize = default } },
        { "log disk", _unit with { LogDiskSize = default(ObSize) } },
        { "bytes", _unit with { MemorySize = new ObSize(1500) } },
        { "data disk", _unit with { DataDiskSize = default(ObSize) } },
        { "maximum of CPUs", _unit with { MaxCpu = 0.5 } },
        { "no number of CPUs", _unit with { MaxCpu = double.NaN } },
        { "endless CPUs", _unit with { MaxCpu = double.PositiveInfinity } },
        { "minimum of CPUs", _unit with { MinCpu = 0.5 } },
        { "no minimum of CPUs", _unit with { MinCpu = double.NaN } },
        { "minimum above maximum", _unit with { MinCpu = 3 } },
        { "maximum of operations", _unit with { MaxIops = 0 } },
        { "minimum of operations", _unit with { MinIops = 0 } },
        { "operations", _unit with { MaxIops = 1024, MinIops = 1025 } },
    };

    [Theory]
    [MemberData(nameof(BadRequests), DisableDiscoveryEnumeration = true)]
    public async Task A_unit_that_cannot_be_is_refused_before_anything_is_sent(string what, CreateUnitConfigRequest request)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        Assert.NotEmpty(what);
        await Assert.ThrowsAsync<ArgumentException>(() => client.UnitConfigs.CreateAsync(request));
        Assert.Empty(agent.Requests);
    }

    [Fact]
    public async Task A_unit_is_sent_with_sizes_as_the_agent_reads_them()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPost("/api/v1/unit/config").Respond(FakeResponse.Data("null"));

        await client.UnitConfigs.CreateAsync(_unit with { MinCpu = 2, LogDiskSize = new ObSize(3L << 29) });

        Assert.Equal("""{"name":"small","memory_size":"2G","max_cpu":2,"min_cpu":2,"log_disk_size":"1536M"}""", agent.Requests[^1].RevealBody());
    }

    [Fact]
    public async Task A_pool_is_read_although_some_of_its_names_are_spelled_otherwise()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet("/api/v1/resource-pools").Respond(FakeResponse.Data(
            """{"contents":[{"id":1,"name":"sys_pool","unit_num":1,"UnitCount":0,"replica_type":"FULL","CreateTime":"2026-03-01T02:03:04+08:00","ModifyTime":"0001-01-01T00:00:00Z"}]}"""));

        ResourcePool pool = Assert.Single(await client.ResourcePools.ListAsync());

        Assert.Equal(["UnitCount"], pool.GetUnknownMembers().Keys);
        Assert.NotNull(pool.CreateTime);
        Assert.Null(pool.ModifyTime);
    }
}
