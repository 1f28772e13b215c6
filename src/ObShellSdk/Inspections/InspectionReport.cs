
namespace ObShellSdk.Inspections;

/// <summary>One report with what was found.</summary>
public sealed record InspectionReport : InspectionOutcome
{
    /// <summary>What was found; nothing while the inspection runs and when it failed.</summary>
    public InspectionResultDetail ResultDetail { get; init => field = value ?? new(); } = new();
}
