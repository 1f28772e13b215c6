using System.Text.Json.Serialization;

namespace ObShellSdk.Agents;

/// <summary>The processors of a host.</summary>
public sealed record HostCpu : ObShellRecord
{
    /// <summary>Text of the kernel: MHz; one line for each that differs.</summary>
    public string Frequency { get; init => field = value ?? ""; } = "";

    /// <summary>The model.</summary>
    [JsonPropertyName("modelName")]
    public string ModelName { get; init => field = value ?? ""; } = "";

    /// <summary>Cores that the kernel sees.</summary>
    [JsonPropertyName("logicalCores")]
    public long LogicalCores { get; init; }

    /// <summary>The number of processor sockets: the agent counts the physical ids of <c>/proc/cpuinfo</c>, not cores. 0 if the kernel reports none.</summary>
    [JsonPropertyName("physicalCores")]
    public long PhysicalCores { get; init; }
}
