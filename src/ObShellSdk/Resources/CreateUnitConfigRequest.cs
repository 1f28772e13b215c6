using ObShellSdk.Diagnostics;

namespace ObShellSdk.Resources;

/// <summary>The unit config to create.</summary>
public sealed record CreateUnitConfigRequest
{
    /// <summary>The name, which must not exist.</summary>
    public required string Name { get; init; }

    /// <summary>Memory of a unit; the database wants at least 1G.</summary>
    public required ObSize MemorySize { get; init; }

    /// <summary>CPUs at the most, from 1, with fraction.</summary>
    public required double MaxCpu { get; init; }

    /// <summary>CPUs at least, from 1 to <see cref="MaxCpu"/>. Default: <see cref="MaxCpu"/>.</summary>
    public double? MinCpu { get; init; }

    /// <summary>Disk operations a second at most; the database wants at least 1024. Default: chosen by the database.</summary>
    public long? MaxIops { get; init; }

    /// <summary>Disk operations a second at least, from 1 to <see cref="MaxIops"/>. Default: chosen by the database.</summary>
    public long? MinIops { get; init; }

    /// <summary>Disk for logs; the database wants at least 2G. Default: chosen by the database.</summary>
    public ObSize? LogDiskSize { get; init; }

    /// <summary>Disk for data; only with shared storage. Default: chosen by the database.</summary>
    public ObSize? DataDiskSize { get; init; }

    internal void Validate(string name)
    {
        if (string.IsNullOrWhiteSpace(Name))
        {
            throw new ArgumentException($"{nameof(Name)} must not be empty.", name);
        }

        foreach ((string member, ObSize? size) in new[] { (nameof(MemorySize), MemorySize), (nameof(LogDiskSize), LogDiskSize), (nameof(DataDiskSize), DataDiskSize) })
        {
            if (size is { CanBeSent: false } bad)
            {
                throw new ArgumentException($"{member} must be a multiple of 1024 bytes and greater than 0, but was {bad.ToBytes()} bytes.", name);
            }
        }

        if (MaxCpu is not (>= 1 and < double.PositiveInfinity) || MinCpu is not (null or >= 1) || MinCpu > MaxCpu)
        {
            throw new ArgumentException($"{nameof(MaxCpu)} must be 1 or more, and {nameof(MinCpu)} must be between 1 and {nameof(MaxCpu)}.", name);
        }

        if (MaxIops < 1 || MinIops < 1 || MinIops > MaxIops)
        {
            throw new ArgumentException($"{nameof(MaxIops)} must be 1 or more, and {nameof(MinIops)} must be between 1 and {nameof(MaxIops)}.", name);
        }
    }

    /// <inheritdoc />
    public override string ToString() => InvariantText.Of(nameof(CreateUnitConfigRequest), PrintMembers);
}
