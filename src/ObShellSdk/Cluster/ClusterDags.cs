using ObShellSdk.Tasks;

namespace ObShellSdk.Cluster;

/// <summary>How the DAGs of cluster and zones are recognized. DAGs that must run without the database are stored by the agent that accepts the call.</summary>
internal static class ClusterDags
{
    public static DagKind Configuration { get; } = new("Update cluster config") { IsOfAgent = true };

    public static DagKind Initialization { get; } = new("Initialize cluster") { IsOfAgent = true };

    public static DagKind Start { get; } = new("Start OB") { IsOfAgent = true };

    // That of a zone has the same name.
    public static DagKind Stop { get; } = new("Stop OB") { IsOfAgent = true };

    public static DagKind ScaleOut { get; } = new("Cluster scale out");

    public static DagKind ScaleIn { get; } = new("Cluster scale in");

    public static DagKind ZoneDeletion { get; } = new("Delete zone");
}
