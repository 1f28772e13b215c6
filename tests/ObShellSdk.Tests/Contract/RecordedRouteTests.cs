namespace ObShellSdk.Tests.Contract;

/// <summary>The first release of each operation, compared with what running agents of eleven releases answered.</summary>
public sealed class RecordedRouteTests
{
    [Fact]
    public void Since_agrees_with_every_recorded_release()
    {
        Dictionary<string, ContractOperation> operations = ContractFile.Operations().ToDictionary(operation => operation.Id);
        IReadOnlyList<RecordedRoute> recorded = ContractFile.RecordedRoutes();

        Assert.Equal(154, recorded.Count);
        Assert.Empty(recorded.SelectMany(route => route.Lacking.Where(release => Version.Parse(release) >= operations[route.Operation].Since).Select(release => $"{release} lacks {route.Operation}")));
        Assert.Empty(recorded.SelectMany(route => route.Serving.Where(release => Version.Parse(release) < operations[route.Operation].Since).Select(release => $"{release} has {route.Operation}")));
    }
}
