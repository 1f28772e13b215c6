using System.Text.Json.Serialization;
using ObShellSdk.Agents;
using ObShellSdk.Serialization;

namespace ObShellSdk.Cluster;

/// <summary>What the telemetry of obshell would report of hosts and observers.</summary>
public sealed record ClusterStatistics : ObShellRecord
{
    /// <summary>Whether the agent reports it; always false for other editions than the community's.</summary>
    [JsonPropertyName("telemetryEnabled")]
    public bool TelemetryEnabled { get; init; }

    /// <summary>The number of the cluster as text; empty when it cannot be read.</summary>
    [JsonPropertyName("clusterId")]
    public string ClusterId { get; init => field = value ?? ""; } = "";

    /// <summary>Who reports.</summary>
    public string Reporter { get; init => field = value ?? ""; } = "";

    /// <summary>The version of obshell, as a sentence.</summary>
    [JsonPropertyName("obshellVersion")]
    public string ObShellVersion { get; init => field = value ?? ""; } = "";

    /// <summary>Release and commit of obshell.</summary>
    [JsonPropertyName("obshellRevision")]
    public string ObShellRevision { get; init => field = value ?? ""; } = "";

    /// <summary>When this was gathered.</summary>
    [JsonPropertyName("reportTime")]
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? ReportTime { get; init; }

    /// <summary>The version of this form.</summary>
    [JsonPropertyName("telemetryVersion")]
    public long TelemetryVersion { get; init; }

    /// <summary>The hosts whose agents answered.</summary>
    public IReadOnlyList<HostInfo> Hosts { get; init => field = value ?? []; } = [];

    /// <summary>The observers.</summary>
    public IReadOnlyList<ObserverStatistics> Instances { get; init => field = value ?? []; } = [];
}
