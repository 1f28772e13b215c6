using ObShellSdk.Tasks;

namespace ObShellSdk.Inspections;

/// <summary>How the DAGs of this folder are recognized.</summary>
internal static class InspectionDags
{
    // The name does not tell the scenario.
    public static DagKind Inspection { get; } = new("Cluster inspection") { IsOfAgent = true };
}
