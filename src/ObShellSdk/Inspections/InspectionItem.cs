
namespace ObShellSdk.Inspections;

/// <summary>One check of obdiag.</summary>
public sealed record InspectionItem : ObShellRecord
{
    /// <summary>The check, such as <c>cluster.no_leader</c>.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>What obdiag says.</summary>
    public IReadOnlyList<string> Results { get; init => field = value ?? []; } = [];
}
