using System.Text.Json.Serialization;

namespace ObShellSdk.Cluster;

/// <summary>The observers to start.</summary>
public sealed record StartClusterRequest
{
    /// <summary>The observers.</summary>
    public required ClusterScope Scope { get; init; }

    /// <summary>The generic ids of failed DAGs that block this operation and are to be passed first. Default: none.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> DagsToPass { get; init => field = value ?? []; } = [];

    [JsonInclude]
    [JsonPropertyName("forcePassDag")]
    internal PassedDags? ForcePassDag => PassedDags.Of(DagsToPass);

    internal void Validate(string name)
    {
        if (Scope is null)
        {
            throw new ArgumentException($"{nameof(Scope)} must not be null.", name);
        }
    }
}
