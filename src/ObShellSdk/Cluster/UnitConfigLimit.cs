
namespace ObShellSdk.Cluster;

/// <summary>How small a unit may be.</summary>
public sealed record UnitConfigLimit : ObShellRecord
{
    /// <summary>GiB of memory at the least, with fraction; 0 when it is not known.</summary>
    public double MinMemory { get; init; }

    /// <summary>CPU cores at the least; 0 when it is not known.</summary>
    public long MinCpu { get; init; }
}
