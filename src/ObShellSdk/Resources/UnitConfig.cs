using System.Text.Json.Serialization;
using ObShellSdk.Diagnostics;
using ObShellSdk.Serialization;

namespace ObShellSdk.Resources;

/// <summary>How large the units of resource pools are.</summary>
public sealed record UnitConfig : ObShellRecord
{
    /// <summary>When it was created.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>When it was changed last.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? ModifyTime { get; init; }

    /// <summary>The number of the unit config.</summary>
    public long UnitConfigId { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>CPUs at the most, with fraction.</summary>
    public double MaxCpu { get; init; }

    /// <summary>CPUs at the least, with fraction.</summary>
    public double MinCpu { get; init; }

    /// <summary>Bytes of memory.</summary>
    public long MemorySize { get; init; }

    /// <summary>Bytes for logs on disk.</summary>
    public long LogDiskSize { get; init; }

    /// <summary>Bytes for data on disk, of shared storage only.</summary>
    public long DataDiskSize { get; init; }

    /// <summary>Disk operations a second at the most; 9223372036854775807 for no limit.</summary>
    public long MaxIops { get; init; }

    /// <summary>Disk operations a second at the least.</summary>
    public long MinIops { get; init; }
}

/// <summary>The unit config to create.</summary>
public sealed record CreateUnitConfigRequest
{
    /// <summary>Its name, which must not exist.</summary>
    public required string Name { get; init; }

    /// <summary>Memory of a unit; the database wants at least 1G.</summary>
    public required ObSize MemorySize { get; init; }

    /// <summary>CPUs at the most, from 1, with fraction.</summary>
    public required double MaxCpu { get; init; }

    /// <summary>CPUs at the least, from 1 to <see cref="MaxCpu"/>. Default: <see cref="MaxCpu"/>.</summary>
    public double? MinCpu { get; init; }

    /// <summary>Disk operations a second at the most; the database wants at least 1024. Default: chosen by the database.</summary>
    public long? MaxIops { get; init; }

    /// <summary>Disk operations a second at the least, from 1 to <see cref="MaxIops"/>. Default: chosen by the database.</summary>
    public long? MinIops { get; init; }

    /// <summary>Disk for logs; the database wants at least 2G. Default: chosen by the database.</summary>
    public ObSize? LogDiskSize { get; init; }

    /// <summary>Disk for data; only with shared storage. Default: chosen by the database.</summary>
    public ObSize? DataDiskSize { get; init; }

    internal void Validate(string name)
    {
        if (string.IsNullOrWhiteSpace(Name))
        {
            throw new ArgumentException($"{nameof(Name)} is required.", name);
        }

        if (MemorySize == default || LogDiskSize == default(ObSize) || DataDiskSize == default(ObSize))
        {
            throw new ArgumentException("A size is not zero.", name);
        }

        if (MaxCpu is not (>= 1 and < double.PositiveInfinity) || MinCpu is not (null or >= 1) || MinCpu > MaxCpu)
        {
            throw new ArgumentException($"{nameof(MaxCpu)} is 1 or more, and {nameof(MinCpu)} lies between 1 and {nameof(MaxCpu)}.", name);
        }

        if (MaxIops < 1 || MinIops < 1 || MinIops > MaxIops)
        {
            throw new ArgumentException($"{nameof(MaxIops)} is 1 or more, and {nameof(MinIops)} lies between 1 and {nameof(MaxIops)}.", name);
        }
    }

    /// <inheritdoc />
    public override string ToString() => InvariantText.Of(nameof(CreateUnitConfigRequest), PrintMembers);
}
