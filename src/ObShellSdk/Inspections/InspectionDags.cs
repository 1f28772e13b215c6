using ObShellSdk.Tasks;

namespace ObShellSdk.Inspections;

/// <summary>How the DAGs of this room are recognised.</summary>
internal static class InspectionDags
{
    // The name does not tell the scenario.
    public static DagKind Inspection { get; } = new("Cluster inspection") { IsOfAgent = true };
}
