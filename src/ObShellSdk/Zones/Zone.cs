using ObShellSdk.Observers;

namespace ObShellSdk.Zones;

/// <summary>A zone with its observers.</summary>
public sealed record Zone : ObShellRecord
{
    /// <summary>The zone.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The data center of the zone; empty if it was not set, or while the database is not available.</summary>
    public string IdcName { get; init => field = value ?? ""; } = "";

    /// <summary>The region in which it lies; empty while the database is not available.</summary>
    public string RegionName { get; init => field = value ?? ""; } = "";

    /// <summary>What it is doing.</summary>
    public ZoneStatus Status { get; init; }

    /// <summary>What the database itself says of it; the empty word while the database is not available.</summary>
    public ZoneInnerStatus InnerStatus { get; init; }

    /// <summary>The observer that holds the root service in it; without an address when it is not known.</summary>
    public RootServer RootServer { get; init => field = value ?? new(); } = new();

    /// <summary>The observers.</summary>
    public IReadOnlyList<Observer> Servers { get; init => field = value ?? []; } = [];

    /// <summary>The generic id of the DAG that is changing it (<see cref="Tasks.TaskClient.GetOperation"/>); empty if there is none.</summary>
    public string LocalTaskId { get; init => field = value ?? ""; } = "";
}
