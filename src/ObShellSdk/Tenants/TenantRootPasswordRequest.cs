namespace ObShellSdk.Tenants;

/// <summary>What routes send that log in to a tenant and ask nothing else. Not sent at all, the agent takes the password that it keeps.</summary>
internal sealed record TenantRootPasswordRequest
{
    public required Secret RootPassword { get; init; }

    /// <summary>The body for a password that may be missing.</summary>
    public static TenantRootPasswordRequest? From(Secret? password) => password is null ? null : new TenantRootPasswordRequest { RootPassword = password };
}
