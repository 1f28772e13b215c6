namespace ObShellSdk.Inspections;

internal sealed record InspectionRequest
{
    public required InspectionScenario Scenario { get; init; }
}
