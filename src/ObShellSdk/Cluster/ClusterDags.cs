using ObShellSdk.Tasks;

namespace ObShellSdk.Cluster;

/// <summary>How the DAGs of cluster and zones are recognised. Those that must do without the database are kept by the agent that takes the call.</summary>
internal static class ClusterDags
{
    public static DagSearch Configuration { get; } = new(dag => dag.Name == "Update cluster config") { IsOfAgent = true };

    public static DagSearch Initialization { get; } = new(dag => dag.Name == "Initialize cluster") { IsOfAgent = true };

    public static DagSearch Start { get; } = new(dag => dag.Name == "Start OB") { IsOfAgent = true };

    // That of a zone has the same name.
    public static DagSearch Stop { get; } = new(dag => dag.Name == "Stop OB") { IsOfAgent = true };

    public static DagSearch ScaleOut { get; } = new(dag => dag.Name == "Cluster scale out");

    public static DagSearch ScaleIn { get; } = new(dag => dag.Name == "Cluster scale in");

    public static DagSearch ZoneDeletion { get; } = new(dag => dag.Name == "Delete zone");
}
