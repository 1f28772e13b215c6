using System.Text.Json.Serialization;
using ObShellSdk.Cluster;

namespace ObShellSdk.Zones;

/// <summary>How to stop a zone.</summary>
public sealed record StopZoneRequest
{
    /// <summary>Whether what is in memory is written to disk first, which makes the next start quick. Default: false.</summary>
    public bool? FreezeServer { get; init; }

    /// <summary>The generic ids of failed DAGs that block this operation and are to be passed first. Default: none.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> DagsToPass { get; init => field = value ?? []; } = [];

    [JsonInclude]
    [JsonPropertyName("forcePassDag")]
    internal PassedDags? ForcePassDag => PassedDags.Of(DagsToPass);
}
