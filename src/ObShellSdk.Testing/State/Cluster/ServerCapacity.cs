namespace ObShellSdk.Testing.State.Cluster;

/// <summary>The capacity of a server, or the part that units occupy. All servers are alike.</summary>
internal sealed record ServerCapacity(double MaxCpu, double MinCpu, long Memory, long LogDisk)
{
    public const double Cpus = 32;
    public const long MemoryTotal = 128 * UnitConfigs.Gibibyte;
    public const long LogDiskTotal = 400 * UnitConfigs.Gibibyte;
    public const long DataDiskTotal = 500 * UnitConfigs.Gibibyte;

    /// <summary>Returns the capacity assigned on a server. The units of a pool are on the first servers of its zone, one on each; sys has one on each.</summary>
    public static ServerCapacity AssignedOn(AgentState server)
    {
        var cluster = server.Cluster;
        var place = Array.IndexOf(cluster.In(server.Zone), server);
        var units = cluster.Units.Pools
            .Where(pool => pool.Zone == server.Zone && place < pool.UnitNum)
            .Select(pool => pool.Unit)
            .Append(cluster.Units.System)
            .ToArray();
        return new ServerCapacity(
            units.Sum(unit => unit.MaxCpu), units.Sum(unit => unit.MinCpu), units.Sum(unit => unit.MemorySize), units.Sum(unit => unit.LogDiskSize));
    }
}
