using System.Text.Json.Serialization;

namespace ObShellSdk.Agents;

/// <summary>The hardware and operating system of a host, as the agent learned it from commands of the host. Values that a command did not return are empty.</summary>
public sealed record HostInfo : ObShellRecord
{
    /// <summary>The operating system, or null if it is not known.</summary>
    public HostOs? Os { get; init; }

    /// <summary>The processors, or null if they are not known.</summary>
    [JsonPropertyName("cpuInfo")]
    public HostCpu? Cpu { get; init; }

    /// <summary>The identity of the host, or null if it is not known.</summary>
    public HostBasics? Basic { get; init; }

    /// <summary>The mounted file systems.</summary>
    public IReadOnlyList<HostDisk> Disks { get; init => field = value ?? []; } = [];

    /// <summary>The memory, or null if it is not known.</summary>
    [JsonPropertyName("memoryInfo")]
    public HostMemory? Memory { get; init; }

    /// <summary>The limits of the agent's user, or null if they are not known.</summary>
    [JsonPropertyName("ulimit")]
    public HostLimits? Limits { get; init; }
}
