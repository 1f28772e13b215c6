
namespace ObShellSdk.Tenants;

/// <summary>How to drop a tenant.</summary>
public sealed record DropTenantRequest
{
    /// <summary>Whether it goes to the recycle bin, from which it can be brought back; it keeps its resources there. Default: false.</summary>
    public bool? NeedRecycle { get; init; }
}
