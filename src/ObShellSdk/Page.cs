using System.Text.Json.Serialization;

namespace ObShellSdk;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">What the list holds.</typeparam>
public sealed record Page<T> : ObShellRecord
{
    /// <summary>The elements of this page; none past the end of the list.</summary>
    public IReadOnlyList<T> Contents { get; init => field = value ?? []; } = [];

    /// <summary>Which page, and of how many.</summary>
    [JsonPropertyName("page")]
    public PageInfo Info { get; init => field = value ?? new(); } = new();

    internal override ObShellRecord CorrectTimes(Func<DateTimeOffset, DateTimeOffset> correct) => this with { Contents = Corrected(Contents, correct) };
}
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
