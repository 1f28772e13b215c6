using System.Text.Json.Serialization;

namespace ObShellSdk;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public sealed record Page<T> : ObShellRecord
{
    /// <summary>The elements of this page; empty past the end of the list.</summary>
    [JsonPropertyName("contents")]
    public IReadOnlyList<T> Items { get; init => field = value ?? []; } = [];

    /// <summary>The number of this page, and the size of the list.</summary>
    [JsonPropertyName("page")]
    public PageInfo Info { get; init => field = value ?? new(); } = new();

    internal override ObShellRecord CorrectTimes(Func<DateTimeOffset, DateTimeOffset> correct) => this with { Items = Corrected(Items, correct) };
}
