using ObShellSdk.Tasks;

namespace ObShellSdk.ObProxy;

/// <summary>The DAGs about an OBProxy, which belong to the agent on its host.</summary>
internal static class ObProxyDags
{
    public static DagSearch Add { get; } = Named("Add obproxy");

    public static DagSearch Delete { get; } = Named("Delete obproxy");

    public static DagSearch Start { get; } = Named("Start obproxy");

    public static DagSearch Stop { get; } = Named("Stop obproxy");

    public static DagSearch Upgrade { get; } = Named("Upgrade obproxy");

    private static DagSearch Named(string name) => new(dag => dag.Name == name) { IsOfAgent = true };
}
