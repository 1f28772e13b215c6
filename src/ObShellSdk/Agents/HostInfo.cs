using System.Text.Json.Serialization;

namespace ObShellSdk.Agents;

/// <summary>What an agent finds out about its host by the host's own commands. What a command did not yield is empty.</summary>
public sealed record HostInfo : ObShellRecord
{
    /// <summary>The operating system; null when it is not known.</summary>
    public HostOs? Os { get; init; }

    /// <summary>The processors; null when they are not known.</summary>
    [JsonPropertyName("cpuInfo")]
    public HostCpu? Cpu { get; init; }

    /// <summary>Which host it is; null when that is not known.</summary>
    public HostBasics? Basic { get; init; }

    /// <summary>The mounted file systems.</summary>
    public IReadOnlyList<HostDisk> Disks { get; init => field = value ?? []; } = [];

    /// <summary>The memory; null when it is not known.</summary>
    [JsonPropertyName("memoryInfo")]
    public HostMemory? Memory { get; init; }

    /// <summary>The limits of the agent's user; null when they are not known.</summary>
    [JsonPropertyName("ulimit")]
    public HostLimits? Limits { get; init; }
}
