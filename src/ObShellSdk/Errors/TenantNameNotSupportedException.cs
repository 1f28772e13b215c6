using ObShellSdk.Backup;
using ObShellSdk.Tenants;

namespace ObShellSdk.Errors;

/// <summary>
/// A call for all user tenants of the cluster was not sent, because obshell cannot carry it out at a tenant whose name needs quotes in SQL: the statement would fail or, after a
/// <c>#</c>, apply to another tenant. See <see cref="CreateTenantRequest.Name"/>.
/// </summary>
/// <remarks>Call the operation of one tenant for each of the others (for example <see cref="BackupClient.StartOrAttachAsync"/>), or rename the tenant.</remarks>
public sealed class TenantNameNotSupportedException : ObShellException
{
    internal TenantNameNotSupportedException(string message, CallFacts facts, IReadOnlyList<string> tenantNames)
        : base(message, facts, null) => TenantNames = tenantNames;

    /// <summary>The tenants whose names need quotes.</summary>
    public IReadOnlyList<string> TenantNames { get; }

    /// <summary>Always false: the same call fails again until the tenants are renamed or dropped.</summary>
    public override bool IsTransient => false;
}
