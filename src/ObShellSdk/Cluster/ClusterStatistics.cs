using System.Text.Json.Serialization;
using ObShellSdk.Agents;
using ObShellSdk.Serialization;

namespace ObShellSdk.Cluster;

/// <summary>The data on hosts and observers that the telemetry of obshell reports.</summary>
public sealed record ClusterStatistics : ObShellRecord
{
    /// <summary>Whether the agent sends telemetry; always false for editions other than the community edition.</summary>
    [JsonPropertyName("telemetryEnabled")]
    public bool TelemetryEnabled { get; init; }

    /// <summary>The id of the cluster as text; empty if it cannot be read.</summary>
    [JsonPropertyName("clusterId")]
    public string ClusterId { get; init => field = value ?? ""; } = "";

    /// <summary>The name of the reporter.</summary>
    public string Reporter { get; init => field = value ?? ""; } = "";

    /// <summary>The version of obshell, as a sentence.</summary>
    [JsonPropertyName("obshellVersion")]
    public string ObShellVersion { get; init => field = value ?? ""; } = "";

    /// <summary>The release and commit of obshell.</summary>
    [JsonPropertyName("obshellRevision")]
    public string ObShellRevision { get; init => field = value ?? ""; } = "";

    /// <summary>The time of the report, or null if it is not known.</summary>
    [JsonPropertyName("reportTime")]
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? ReportTime { get; init; }

    /// <summary>The version of the report format.</summary>
    [JsonPropertyName("telemetryVersion")]
    public long TelemetryVersion { get; init; }

    /// <summary>The hosts whose agents answered.</summary>
    public IReadOnlyList<HostInfo> Hosts { get; init => field = value ?? []; } = [];

    /// <summary>The observers.</summary>
    public IReadOnlyList<ObserverStatistics> Instances { get; init => field = value ?? []; } = [];
}
