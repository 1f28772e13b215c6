
namespace ObShellSdk.TenantSessions;

/// <summary>One transaction of a deadlock.</summary>
public sealed record DeadlockNode : ObShellRecord
{
    /// <summary>The address of its observer.</summary>
    public string SvrIp { get; init => field = value ?? ""; } = "";

    /// <summary>The RPC port of its observer.</summary>
    public int SvrPort { get; init; }

    /// <summary>The place in the circle.</summary>
    public long Idx { get; init; }

    /// <summary>The transaction, as its hash or number; empty if the database does not tell.</summary>
    public string TransactionHash { get; init => field = value ?? ""; } = "";

    /// <summary>Whether this is the one that was rolled back to break the circle.</summary>
    public bool RollBacked { get; init; }

    /// <summary>What it held or waited for, as the database describes it.</summary>
    public string Resource { get; init => field = value ?? ""; } = "";

    /// <summary>The statement that waited, literals included; empty if the database does not tell.</summary>
    public string Sql { get; init => field = value ?? ""; } = "";
}
