using System.Net;

namespace ObShellSdk.Tests.Testing;

/// <summary>What the spelling of a scenario does to a new tenant.</summary>
public sealed class FakeScenarioTests
{
    [Theory]
    [InlineData("OLAP")]
    [InlineData("Olap")]
    public async Task A_scenario_with_capitals_sets_nothing(string scenario)
    {
        await using var test = await AgentUnderTest.StartAsync();

        Assert.Equal(("10000000", "INDEX"), await CreateAsync(test, $"\"scenario\":\"{scenario}\""));
    }

    [Fact]
    public async Task A_scenario_in_lower_case_sets_what_the_request_does_not()
    {
        await using var test = await AgentUnderTest.StartAsync();

        Assert.Equal(("604800000000", "HEAP"), await CreateAsync(test, """ "scenario":"olap","variables":{},"parameters":{} """));
    }

    [Fact]
    public async Task A_value_of_the_request_goes_before_that_of_the_scenario()
    {
        await using var test = await AgentUnderTest.StartAsync();

        Assert.Equal(("5", "INDEX"), await CreateAsync(
            test, """ "scenario":"olap","variables":{"ob_query_timeout":5},"parameters":{"default_table_organization":"INDEX"} """));
    }

    [Theory]
    [InlineData(""" "scenario":"olap" """)]
    [InlineData(""" "scenario":"olap","variables":{} """)]
    [InlineData(""" "scenario":"olap","variables":null,"parameters":{} """)]
    public async Task A_scenario_in_lower_case_without_maps_crashes(string members)
    {
        await using var test = await AgentUnderTest.StartAsync();

        var answer = await PostAsync(test, members);

        Assert.Equal((HttpStatusCode.InternalServerError, "Common.Unexpected"), (answer.Status, answer.ErrCode));
        Assert.Empty(test.Agent.Dags);
    }

    private static async Task<RawAnswer> PostAsync(AgentUnderTest test, string members)
    {
        await test.PostAsync("/unit/config", """{"name":"u","memory_size":"2G","max_cpu":1}""");
        return await test.PostAsync("/tenant", $$"""{"name":"a","zone_list":[{"name":"zone1","unit_config_name":"u","unit_num":1}],{{members}}}""");
    }

    private static async Task<(string? QueryTimeout, string? Organization)> CreateAsync(AgentUnderTest test, string members)
    {
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(test, members)).Status);
        test.PassTime();
        var timeout = await test.GetAsync("/tenant/a/variable/ob_query_timeout");
        var organization = await test.GetAsync("/tenant/a/parameter/default_table_organization");
        return (timeout.Data.GetProperty("value").GetString(), organization.Data.GetProperty("value").GetString());
    }
}
