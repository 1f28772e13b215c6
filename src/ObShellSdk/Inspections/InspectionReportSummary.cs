
namespace ObShellSdk.Inspections;

/// <summary>One report in the list.</summary>
public sealed record InspectionReportSummary : InspectionOutcome;
