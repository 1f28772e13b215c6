
namespace ObShellSdk.Restore;

/// <summary>The tenant that a backup was made of.</summary>
public sealed record RestoreTenantInfo : ObShellRecord
{
    /// <summary>Its name.</summary>
    public string TenantName { get; init => field = value ?? ""; } = "";

    /// <summary>The cluster that it lived in.</summary>
    public string ClusterName { get; init => field = value ?? ""; } = "";

    /// <summary>The moments that it can be restored to.</summary>
    public RestoreWindows RestoreWindows { get; init => field = value ?? new(); } = new();
}
