
namespace ObShellSdk.Tenants;

/// <summary>Whether an agent can log in to a tenant as its root user.</summary>
public sealed record TenantLoginCheck : ObShellRecord
{
    /// <summary>Whether the password that was used is right, and the tenant answers.</summary>
    public bool IsConnectable { get; init; }

    /// <summary>As agents tell it: true only when they were to log in without any password, as to <c>sys</c>.</summary>
    public bool IsPasswordExists { get; init; }

    /// <summary>Whether the root user has the empty password.</summary>
    public bool IsEmptyRootPassword { get; init; }
}
