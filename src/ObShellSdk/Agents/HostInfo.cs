using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

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

/// <summary>The operating system of a host.</summary>
public sealed record HostOs : ObShellRecord
{
    /// <summary>Its short name, such as <c>centos</c>, without the quotes that agents leave around it.</summary>
    [JsonPropertyName("os")]
    [JsonConverter(typeof(UnquotedConverter))]
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Its version, such as <c>7</c>.</summary>
    public string Version { get; init => field = value ?? ""; } = "";
}

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

/// <summary>Which host it is.</summary>
public sealed record HostBasics : ObShellRecord
{
    /// <summary>SHA-1 of its IP address, in hex.</summary>
    [JsonPropertyName("hostHash")]
    public string HostHash { get; init => field = value ?? ""; } = "";

    /// <summary>The kind of virtualization, such as <c>kvm</c> or <c>docker</c>; empty on a physical machine, or if it is unknown.</summary>
    [JsonPropertyName("hostType")]
    public string HostType { get; init => field = value ?? ""; } = "";
}

/// <summary>One mounted file system.</summary>
public sealed record HostDisk : ObShellRecord
{
    /// <summary>Text for people, with unit, such as <c>20G</c>.</summary>
    public string Used { get; init => field = value ?? ""; } = "";

    /// <summary>Text for people, with unit, such as <c>50G</c>.</summary>
    public string Total { get; init => field = value ?? ""; } = "";

    /// <summary>SHA-1 of the mount point, in hex.</summary>
    [JsonPropertyName("mountHash")]
    public string MountHash { get; init => field = value ?? ""; } = "";

    /// <summary>The device.</summary>
    [JsonPropertyName("deviceName")]
    public string DeviceName { get; init => field = value ?? ""; } = "";
}

/// <summary>The memory of a host, as the kernel tells it: text with unit, such as <c>16265940 kB</c>.</summary>
public sealed record HostMemory : ObShellRecord
{
    /// <summary>What nobody uses.</summary>
    public string Free { get; init => field = value ?? ""; } = "";

    /// <summary>What there is.</summary>
    public string Total { get; init => field = value ?? ""; } = "";

    /// <summary>What could be had.</summary>
    public string Available { get; init => field = value ?? ""; } = "";
}

/// <summary>The limits of the agent's user: numbers as text, or <c>unlimited</c>.</summary>
/// <remarks>The agent reads the soft limits only and reports them as hard limits too.</remarks>
public sealed record HostLimits : ObShellRecord
{
    /// <summary>The same as <see cref="OpenFilesSoft"/>: the agent does not read the hard limit.</summary>
    [JsonPropertyName("nofileHard")]
    public string OpenFilesHard { get; init => field = value ?? ""; } = "";

    /// <summary>The soft limit of open files.</summary>
    [JsonPropertyName("nofileSoft")]
    public string OpenFilesSoft { get; init => field = value ?? ""; } = "";

    /// <summary>The same as <see cref="UserProcessesSoft"/>: the agent does not read the hard limit.</summary>
    [JsonPropertyName("maxUserProcessesHard")]
    public string UserProcessesHard { get; init => field = value ?? ""; } = "";

    /// <summary>The soft limit of processes.</summary>
    [JsonPropertyName("maxUserProcessesSoft")]
    public string UserProcessesSoft { get; init => field = value ?? ""; } = "";
}
