using System.Text.Json.Serialization;

namespace ObShellSdk.Agents;

/// <summary>The processors of a host.</summary>
public sealed record HostCpu : ObShellRecord
{
    /// <summary>The clock rates in MHz as the kernel reports them, one line for each different value.</summary>
    public string Frequency { get; init => field = value ?? ""; } = "";

    /// <summary>The model name.</summary>
    [JsonPropertyName("modelName")]
    public string ModelName { get; init => field = value ?? ""; } = "";

    /// <summary>The number of cores that the kernel reports.</summary>
    [JsonPropertyName("logicalCores")]
    public long LogicalCores { get; init; }

    /// <summary>The number of processor sockets: the agent counts the physical ids of <c>/proc/cpuinfo</c>, not cores. 0 if the kernel reports none.</summary>
    [JsonPropertyName("physicalCores")]
    public long PhysicalCores { get; init; }
}
