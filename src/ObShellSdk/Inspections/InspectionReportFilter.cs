namespace ObShellSdk.Inspections;

/// <summary>Which reports to list. Members that are null do not filter.</summary>
public sealed record InspectionReportFilter
{
    /// <summary>Of this scenario. Default: of all.</summary>
    public InspectionScenario? Scenario { get; init; }

    /// <summary>What to sort by. Default: <see cref="InspectionReportSort.StartTime"/>.</summary>
    public InspectionReportSort? SortBy { get; init; }

    /// <summary>Whether the smallest, or the oldest, come first. Default: false.</summary>
    public bool Ascending { get; init; }

    internal string Sort => $"{SortBy ?? InspectionReportSort.StartTime},{(Ascending ? "asc" : "desc")}";

    internal void Validate(string name)
    {
        // The agent pastes it into its SQL.
        if (SortBy is { } sort && (string.IsNullOrEmpty(sort.Value) || !sort.Value.All(letter => letter == '_' || char.IsAsciiLetter(letter))))
        {
            throw new ArgumentException($"{nameof(SortBy)} must be the name of a column: only letters and '_'.", name);
        }
    }
}
