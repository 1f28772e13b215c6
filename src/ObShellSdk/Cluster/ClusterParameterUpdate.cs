using System.Text.Json.Serialization;
using ObShellSdk.Tenants;

namespace ObShellSdk.Cluster;

/// <summary>A new value of one parameter, and where it shall count.</summary>
public sealed record ClusterParameterUpdate
{
    /// <summary>The parameter.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The new value; the empty text is a value. It must not contain <c>"</c> or end with a single backslash, because obshell writes it into its statement between double quotes
    /// and does not escape it.
    /// </summary>
    public required string Value { get; init; }

    /// <summary><see cref="ParameterScope.Cluster"/> or <see cref="ParameterScope.Tenant"/>.</summary>
    public required ParameterScope Scope { get; init; }

    /// <summary>The zones where it shall count; not together with <see cref="Servers"/>, and without effect for tenants. Default: everywhere.</summary>
    public IReadOnlyList<string>? Zones { get; init; }

    /// <summary>The observers where it shall count, by address and RPC port, such as <c>10.0.0.1:2882</c>; not together with <see cref="Zones"/>, and without effect for tenants. Default: everywhere.</summary>
    public IReadOnlyList<string>? Servers { get; init; }

    /// <summary>The tenants for which it shall count, of scope tenant only. Default: sys alone.</summary>
    public IReadOnlyList<string>? Tenants { get; init; }

    /// <summary>Whether it shall count for all user tenants; of scope tenant only, in place of <see cref="Tenants"/>. Default: false.</summary>
    [JsonPropertyName("all_user_tenant")]
    public bool? AllUserTenants { get; init; }

    internal void Validate(string name)
    {
        if (string.IsNullOrWhiteSpace(Name) || Value is null)
        {
            throw new ArgumentException($"{nameof(Name)} and {nameof(Value)} are required; {nameof(Value)} may be empty.", name);
        }

        // Between double quotes, and not escaped: ob/agent/service/obcluster/obcluster.go:1017.
        if (SqlText.Ends(Value, '"'))
        {
            throw new ArgumentException($"{nameof(Value)} of '{Name}' {SqlText.Rule('"')}", name);
        }

        if (Scope != ParameterScope.Cluster && Scope != ParameterScope.Tenant)
        {
            throw new ArgumentException($"{nameof(Scope)} is {ParameterScope.Cluster} or {ParameterScope.Tenant}.", name);
        }

        if (Zones is { Count: > 0 } && Servers is { Count: > 0 })
        {
            throw new ArgumentException($"{nameof(Zones)} and {nameof(Servers)} exclude each other.", name);
        }

        bool namesTenants = Tenants is { Count: > 0 };
        if ((namesTenants && AllUserTenants is true) || (Scope == ParameterScope.Cluster && (namesTenants || AllUserTenants is true)))
        {
            throw new ArgumentException($"{nameof(Tenants)} and {nameof(AllUserTenants)} exclude each other, and are for scope {ParameterScope.Tenant} only.", name);
        }
    }
}
