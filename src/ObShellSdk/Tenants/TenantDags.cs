using ObShellSdk.Tasks;

namespace ObShellSdk.Tenants;

/// <summary>How the DAGs of tenants are recognised.</summary>
internal static class TenantDags
{
    public static DagSearch Creation(string tenant) => Named($"Create tenant {tenant}", tenant);

    public static DagSearch Drop(string tenant) => Named("Drop tenant", tenant);

    public static DagSearch ReplicaAddition(string tenant) => Named("Scale out tenant replicas", tenant);

    public static DagSearch ReplicaRemoval(string tenant) => Named("Scale in tenant replicas", tenant);

    public static DagSearch ReplicaChange(string tenant) => Named("Modify tenant replicas", tenant);

    public static DagSearch PrimaryZone(string tenant) => Named("Modify tenant primary zone", tenant);

    private static DagSearch Named(string name, string tenant) => new(dag => dag.Name == name && dag.MaintenanceKey == tenant);
}
