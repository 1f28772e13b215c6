using ObShellSdk.Tenants;

namespace ObShellSdk.Cluster;

/// <summary>Where parameters set through <see cref="ClusterClient.SetParametersAsync"/> take effect. Default: the whole cluster.</summary>
public sealed record ClusterParameterTarget
{
    /// <summary><see cref="ParameterScope.Cluster"/> or <see cref="ParameterScope.Tenant"/>. Default: the cluster.</summary>
    public ParameterScope Scope { get; init; } = ParameterScope.Cluster;

    /// <summary>The zones. Cannot be combined with <see cref="Servers"/>, and has no effect for tenants. Default: all.</summary>
    public IReadOnlyList<string>? Zones { get; init; }

    /// <summary>The observers by address and RPC port, such as <c>10.0.0.1:2882</c>. Cannot be combined with <see cref="Zones"/>, and has no effect for tenants. Default: all.</summary>
    public IReadOnlyList<string>? Servers { get; init; }

    /// <summary>The tenants, for scope tenant only. Default: sys alone.</summary>
    public IReadOnlyList<string>? Tenants { get; init; }

    /// <summary>Whether the parameters are set for all user tenants, for scope tenant only and instead of <see cref="Tenants"/>. Default: false.</summary>
    public bool? AllUserTenants { get; init; }

    internal void Validate(string name)
    {
        if (Scope != ParameterScope.Cluster && Scope != ParameterScope.Tenant)
        {
            throw new ArgumentException($"{nameof(Scope)} must be {ParameterScope.Cluster} or {ParameterScope.Tenant}, but was '{Scope}'.", name);
        }

        if (Zones is { Count: > 0 } && Servers is { Count: > 0 })
        {
            throw new ArgumentException($"{nameof(Zones)} and {nameof(Servers)} cannot be combined.", name);
        }

        bool namesTenants = Tenants is { Count: > 0 };
        if (namesTenants && AllUserTenants is true)
        {
            throw new ArgumentException($"{nameof(Tenants)} and {nameof(AllUserTenants)} cannot be combined.", name);
        }

        if (Scope == ParameterScope.Cluster && (namesTenants || AllUserTenants is true))
        {
            throw new ArgumentException($"{nameof(Scope)} must be {ParameterScope.Tenant} if {nameof(Tenants)} or {nameof(AllUserTenants)} is set.", name);
        }
    }
}
