
namespace ObShellSdk.Tasks;

/// <summary>What an operator does to a DAG or node.</summary>
internal sealed record TaskOperatorRequest
{
    public required TaskOperator Operator { get; init; }
}
