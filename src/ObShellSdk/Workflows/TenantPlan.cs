using ObShellSdk.Resources;
using ObShellSdk.Tenants;

namespace ObShellSdk.Workflows;

/// <summary>A tenant to be there, with the unit config that it needs.</summary>
public sealed record TenantPlan
{
    /// <summary>The tenant.</summary>
    public required CreateTenantRequest Tenant { get; init; }

    /// <summary>Unit configs that are made first where there is none of that name; the agents make the resource pools by themselves. Default: none.</summary>
    public IReadOnlyList<CreateUnitConfigRequest> UnitConfigs { get; init => field = value ?? []; } = [];

    internal void Validate(string name)
    {
        ArgumentNullException.ThrowIfNull(Tenant, name);
        Tenant.Validate(name);
        foreach (CreateUnitConfigRequest unit in UnitConfigs)
        {
            unit.Validate(name);
        }
    }
}
