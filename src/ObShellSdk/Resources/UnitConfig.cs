using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Resources;

/// <summary>How large the units of resource pools are.</summary>
public sealed record UnitConfig : ObShellRecord
{
    /// <summary>The time it was created.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>The time it was changed last.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? ModifyTime { get; init; }

    /// <summary>The number of the unit config.</summary>
    public long UnitConfigId { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>CPUs at the most, with fraction.</summary>
    public double MaxCpu { get; init; }

    /// <summary>CPUs at least, with fraction.</summary>
    public double MinCpu { get; init; }

    /// <summary>The memory of a unit.</summary>
    [JsonConverter(typeof(ByteSizeConverter))]
    public ObSize MemorySize { get; init; }

    /// <summary>The disk space of a unit for logs.</summary>
    [JsonConverter(typeof(ByteSizeConverter))]
    public ObSize LogDiskSize { get; init; }

    /// <summary>The disk space of a unit for data; 0 without shared storage.</summary>
    [JsonConverter(typeof(ByteSizeConverter))]
    public ObSize DataDiskSize { get; init; }

    /// <summary>Disk operations a second at most; 9223372036854775807 for no limit.</summary>
    public long MaxIops { get; init; }

    /// <summary>Disk operations a second at least.</summary>
    public long MinIops { get; init; }
}
