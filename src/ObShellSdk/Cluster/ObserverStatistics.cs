using System.Text.Json.Serialization;
using ObShellSdk.Agents;

namespace ObShellSdk.Cluster;

/// <summary>The data on one observer that the telemetry of obshell reports.</summary>
public sealed record ObserverStatistics : ObShellRecord
{
    /// <summary>Which edition it is: <c>oceanbase</c> or <c>oceanbase-ce</c>.</summary>
    public string Type { get; init => field = value ?? ""; } = "";

    /// <summary>The version.</summary>
    public string Version { get; init => field = value ?? ""; } = "";

    /// <summary>The revision.</summary>
    public string Revision { get; init => field = value ?? ""; } = "";

    /// <summary>The parameter <c>cpu_count</c>; 0 if it cannot be read, and for "all".</summary>
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
