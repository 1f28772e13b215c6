using System.Net;
using System.Text.Json;
using ObShellSdk.Tests.Contract;

namespace ObShellSdk.Tests.Testing;

/// <summary>The fake against the contract: every operation is asked once, and its answer held against the schema.</summary>
public sealed class FakeAgentContractTests
{
    /// <summary>Lists that are empty whatever the fake holds.</summary>
    private static readonly string[] _alwaysEmpty = ["GetAgentMainDags"];

    public static TheoryData<string> Operations => [.. ContractFile.Operations().Select(operation => operation.Id)];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Every_operation_is_answered_from_state_and_in_the_shape_that_the_contract_gives_it(string operation)
    {
        var contract = ContractFile.Operations().Single(candidate => candidate.Id == operation);

        var answer = await ContractDrive.AskAsync(contract);

        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        var response = contract.Definition.GetProperty("responses").GetProperty("200");
        var hasData = answer.Envelope.TryGetProperty("data", out var data);
        Assert.Equal(response.TryGetProperty("content", out var content), hasData);
        if (hasData)
        {
            var schema = content.GetProperty("application/json").GetProperty("schema");
            Assert.Equal([], ContractShape.Compare(data, schema));
            Assert.True(!IsEmptyList(data) || _alwaysEmpty.Contains(operation), "there is nothing to compare");
        }
    }

    [Fact]
    public void The_contract_has_the_operations_that_are_known()
        => Assert.Equal(198, ContractFile.Operations().Count());

    private static bool IsEmptyList(JsonElement data)
        => data.ValueKind is JsonValueKind.Object && data.TryGetProperty("contents", out var items) && items.GetArrayLength() == 0;
}
