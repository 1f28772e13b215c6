
namespace ObShellSdk.Cluster;

/// <summary>The smallest size of a unit.</summary>
public sealed record UnitConfigLimit : ObShellRecord
{
    /// <summary>The least memory in GiB, with fraction; 0 if it is not known.</summary>
    public double MinMemory { get; init; }

    /// <summary>The least number of CPU cores; 0 if it is not known.</summary>
    public long MinCpu { get; init; }
}
