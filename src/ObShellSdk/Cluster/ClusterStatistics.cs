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

/// <summary>What the telemetry of obshell would report of one observer.</summary>
public sealed record ObserverStatistics : ObShellRecord
{
    /// <summary>Which edition it is: <c>oceanbase</c> or <c>oceanbase-ce</c>.</summary>
    public string Type { get; init => field = value ?? ""; } = "";

    /// <summary>Its version.</summary>
    public string Version { get; init => field = value ?? ""; } = "";

    /// <summary>Its revision.</summary>
    public string Revision { get; init => field = value ?? ""; } = "";

    /// <summary>The parameter <c>cpu_count</c>; 0 when it cannot be read, and for "all".</summary>
    [JsonPropertyName("cpuCount")]
    public long CpuCount { get; init; }

    /// <summary>The parameter <c>memory_limit</c>: text with unit.</summary>
    [JsonPropertyName("memoryLimit")]
    public string MemoryLimit { get; init => field = value ?? ""; } = "";

    /// <summary>The parameter <c>datafile_size</c>: text with unit.</summary>
    [JsonPropertyName("dataFileSize")]
    public string DataFileSize { get; init => field = value ?? ""; } = "";

    /// <summary>The parameter <c>log_disk_size</c>: text with unit.</summary>
    [JsonPropertyName("logDiskSize")]
    public string LogDiskSize { get; init => field = value ?? ""; } = "";

    /// <summary>SHA-1 of the IP address of its host, in hex; as in <see cref="HostBasics.HostHash"/>.</summary>
    [JsonPropertyName("hostHash")]
    public string HostHash { get; init => field = value ?? ""; } = "";
}
