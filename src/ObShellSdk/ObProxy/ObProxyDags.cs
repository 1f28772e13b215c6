using ObShellSdk.Tasks;

namespace ObShellSdk.ObProxy;

/// <summary>The DAGs about an OBProxy, which belong to the agent on its host.</summary>
internal static class ObProxyDags
{
    public static DagKind Add { get; } = Named("Add obproxy");

    public static DagKind Delete { get; } = Named("Delete obproxy");

    public static DagKind Start { get; } = Named("Start obproxy");

    public static DagKind Stop { get; } = Named("Stop obproxy");

    public static DagKind Upgrade { get; } = Named("Upgrade obproxy");

    private static DagKind Named(string name) => new(name) { IsOfAgent = true };
}
