
namespace ObShellSdk.Cluster;

/// <summary>The DAGs to pass first, in the form that the agent expects: a list of ids in an object.</summary>
internal sealed record PassedDags
{
    public required IReadOnlyList<string> Id { get; init; }

    public static PassedDags? Of(IReadOnlyList<string> ids) => ids.Count == 0 ? null : new PassedDags { Id = ids };
}
