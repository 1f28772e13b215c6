
namespace ObShellSdk.Tasks;

/// <summary>What a DAG keeps others from while it is unfinished. Servers may send other numbers.</summary>
public enum MaintenanceType
{
    /// <summary>The cluster is not bootstrapped yet.</summary>
    NotBootstrapped = 0,

    /// <summary>Nothing.</summary>
    None = 1,

    /// <summary>Every other maintenance.</summary>
    Global = 2,

    /// <summary>Other maintenance of one tenant, which <see cref="DagDetail.MaintenanceKey"/> names.</summary>
    Tenant = 3,

    /// <summary>Other maintenance of the OBProxy.</summary>
    ObProxy = 4,
}
