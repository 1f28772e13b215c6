
namespace ObShellSdk;

/// <summary>The position of a page in its list.</summary>
public sealed record PageInfo : ObShellRecord
{
    /// <summary>The number of elements of the list.</summary>
    public long TotalElements { get; init; }

    /// <summary>The number of pages.</summary>
    public long TotalPages { get; init; }

    /// <summary>The largest number of elements of a page; 2147483647 if the request had no size.</summary>
    public long Size { get; init; }

    /// <summary>The number of this page, from 1.</summary>
    public long Number { get; init; }
}
