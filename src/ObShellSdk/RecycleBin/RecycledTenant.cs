namespace ObShellSdk.RecycleBin;

/// <summary>A tenant in the recycle bin.</summary>
public sealed record RecycledTenant : ObShellRecord
{
    /// <summary>The name there, which no other has.</summary>
    public string ObjectName { get; init => field = value ?? ""; } = "";

    /// <summary>The name before it was dropped; several in the bin may have had the same.</summary>
    public string OriginalTenantName { get; init => field = value ?? ""; } = "";

    /// <summary>Whether it can be brought back.</summary>
    public YesNo CanUndrop { get; init; }

    /// <summary>Whether it can be purged.</summary>
    public YesNo CanPurge { get; init; }
}

internal sealed record FlashbackRequest
{
    public required string NewName { get; init; }
}
