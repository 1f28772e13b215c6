using ObShellSdk.Tasks;

namespace ObShellSdk.Tenants;

/// <summary>How the DAGs of tenants are recognized.</summary>
internal static class TenantDags
{
    public static DagKind Creation(string tenant) => Named($"Create tenant {tenant}", tenant);

    public static DagKind Drop(string tenant) => Named("Drop tenant", tenant);

    public static DagKind ReplicaAddition(string tenant) => Named("Scale out tenant replicas", tenant);

    public static DagKind ReplicaRemoval(string tenant) => Named("Scale in tenant replicas", tenant);

    public static DagKind ReplicaChange(string tenant) => Named("Modify tenant replicas", tenant);

    public static DagKind PrimaryZone(string tenant) => Named("Modify tenant primary zone", tenant);

    private static DagKind Named(string name, string tenant) => new(name) { Tenant = tenant };
}
