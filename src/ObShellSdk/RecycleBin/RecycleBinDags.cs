using ObShellSdk.Tasks;

namespace ObShellSdk.RecycleBin;

/// <summary>How the DAG of a purge is recognized. It names the tenant as the recycle bin does, which who asks by the original name does not know.</summary>
internal static class RecycleBinDags
{
    public static DagKind Purge(string name) => new("Wait tenant purge finished") { Tenant = IsNameInRecycleBin(name) ? name : null };

    // Only the database makes names with a dollar.
    private static bool IsNameInRecycleBin(string name) => name.Contains('$', StringComparison.Ordinal);
}
