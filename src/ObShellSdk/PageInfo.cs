
namespace ObShellSdk;

/// <summary>Where a page lies in its list.</summary>
public sealed record PageInfo : ObShellRecord
{
    /// <summary>How many elements the list has.</summary>
    public long TotalElements { get; init; }

    /// <summary>How many pages.</summary>
    public long TotalPages { get; init; }

    /// <summary>How many elements a page has at the most; 2147483647 when no size was asked for.</summary>
    public long Size { get; init; }

    /// <summary>Which page this is, from 1.</summary>
    public long Number { get; init; }
}
