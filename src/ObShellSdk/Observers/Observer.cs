using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Observers;

/// <summary>A server of OceanBase.</summary>
public sealed record Observer : ObShellRecord
{
    /// <summary>The number; 0 while the database is not available.</summary>
    public long Id { get; init; }

    /// <summary>The IPv4 address, or the IPv6 address without brackets.</summary>
    public string Ip { get; init => field = value ?? ""; } = "";

    /// <summary>The RPC port, by which the database names it; 2882 unless changed.</summary>
    public int SvrPort { get; init; }

    /// <summary>The SQL port; 2881 unless changed.</summary>
    public int SqlPort { get; init; }

    /// <summary>The build; empty while the database is not available.</summary>
    public string Version { get; init => field = value ?? ""; } = "";

    /// <summary>Whether the root service leads from it.</summary>
    public bool WithRootserver { get; init; }

    /// <summary>What it is doing; the empty word where the agent does not say, as when one is asked for its own observer.</summary>
    public ObserverStatus Status { get; init; }

    /// <summary>How far it can be used, as its agent sees it.</summary>
    public ObserverState ObStatus { get; init; }

    /// <summary>What the database itself says of it; the empty word while the database is not available.</summary>
    public ObserverInnerStatus InnerStatus { get; init; }

    /// <summary>The time it began to serve, or null if it does not, or that is not known.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>The time it was stopped, or null if it was not, or that is not known.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? StopTime { get; init; }

    /// <summary>What it has; all 0 while the database is not available.</summary>
    public ObserverResourceStats Stats { get; init => field = value ?? new(); } = new();

    /// <summary>The architecture of its host, such as <c>x86_64</c>.</summary>
    public string Architecture { get; init => field = value ?? ""; } = "";

    /// <summary>Where its data lie on the host.</summary>
    public string DataDir { get; init => field = value ?? ""; } = "";

    /// <summary>Where its redo logs lie on the host.</summary>
    public string RedoDir { get; init => field = value ?? ""; } = "";

    /// <summary>Where it writes what it does.</summary>
    public string LogDir { get; init => field = value ?? ""; } = "";

    /// <summary>The generic id of the DAG that is changing it (<see cref="Tasks.TaskClient.GetOperation"/>); empty if there is none.</summary>
    public string LocalTaskId { get; init => field = value ?? ""; } = "";

    /// <summary>The port of the agent beside it; 0 if it is not known.</summary>
    public int ObshellPort { get; init; }
}
