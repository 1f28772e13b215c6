using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Compaction;

/// <summary>Where the major compaction of a tenant stands.</summary>
public sealed record TenantCompaction : ObShellRecord
{
    /// <summary>The number of the tenant.</summary>
    public long TenantId { get; init; }

    /// <summary>Up to where the latest compaction goes.</summary>
    public Scn FrozenScn { get; init; }

    /// <summary>The time of <see cref="FrozenScn"/>, or null if there was no compaction.</summary>
    [JsonConverter(typeof(TaskTimeConverter))]
    public DateTimeOffset? FrozenTime { get; init; }

    /// <summary>Up to where the compaction goes that the observers were told to do.</summary>
    public Scn GlobalBroadcastScn { get; init; }

    /// <summary>Up to where the last finished compaction went.</summary>
    public Scn LastScn { get; init; }

    /// <summary>The time the last compaction ended, or null if there was none.</summary>
    [JsonConverter(typeof(TaskTimeConverter))]
    public DateTimeOffset? LastFinishTime { get; init; }

    /// <summary>The time the latest compaction started, or null if there was none.</summary>
    [JsonConverter(typeof(TaskTimeConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>What it is doing.</summary>
    public CompactionStatus Status { get; init; }

    /// <summary>Whether an error stopped it: see <see cref="CompactionClient.ClearErrorAsync"/>.</summary>
    public YesNo IsError { get; init; }

    /// <summary>Whether somebody suspended it.</summary>
    public YesNo IsSuspended { get; init; }
}

/// <summary>How long the latest major compaction of a tenant took.</summary>
public sealed record TenantCompactionHistory : ObShellRecord
{
    /// <summary>The number of the tenant.</summary>
    public long TenantId { get; init; }

    /// <summary>The tenant.</summary>
    public string TenantName { get; init => field = value ?? ""; } = "";

    /// <summary>What it is doing.</summary>
    public CompactionStatus Status { get; init; }

    /// <summary>Seconds that it took, or has been running.</summary>
    public long CostTime { get; init; }

    /// <summary>The time the latest compaction started, or null if there was none.</summary>
    [JsonConverter(typeof(TaskTimeConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>The time the last compaction ended, or null if there was none.</summary>
    [JsonConverter(typeof(TaskTimeConverter))]
    public DateTimeOffset? LastFinishTime { get; init; }
}

/// <summary>What the compaction of a tenant is doing. Servers may send others than the named ones; case does not count.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<CompactionStatus>))]
public readonly record struct CompactionStatus(string Value) : IOpenValue<CompactionStatus>
{
    /// <summary>Nothing.</summary>
    public static CompactionStatus Idle { get; } = new("IDLE");

    /// <summary>Compacting.</summary>
    public static CompactionStatus Compacting { get; } = new("COMPACTING");

    /// <summary>Comparing checksums.</summary>
    public static CompactionStatus Verifying { get; } = new("VERIFYING");

    /// <inheritdoc />
    public bool Equals(CompactionStatus other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static CompactionStatus IOpenValue<CompactionStatus>.Create(string value) => new(value);
}
