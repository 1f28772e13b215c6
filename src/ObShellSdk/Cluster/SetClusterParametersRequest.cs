
namespace ObShellSdk.Cluster;

internal sealed record SetClusterParametersRequest
{
    public required IReadOnlyList<ClusterParameterUpdate> Params { get; init; }
}
