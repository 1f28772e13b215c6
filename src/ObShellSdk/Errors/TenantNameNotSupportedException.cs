using ObShellSdk.Backup;
using ObShellSdk.Errors;
using ObShellSdk.Tenants;

namespace ObShellSdk;

/// <summary>
/// A call for all user tenants of the cluster was not sent, because obshell cannot carry it out at a tenant whose name needs quotes in SQL: the statement would fail or, after a
/// <c>#</c>, apply to another tenant. See <see cref="CreateTenantRequest.Name"/>.
/// </summary>
/// <remarks>Call the operation of one tenant for each of the others (for example <see cref="BackupClient.StartOrAttachAsync"/>), or rename the tenant.</remarks>
public sealed class TenantNameNotSupportedException : ObShellException
{
    /// <summary>Initializes an exception for a test; an initializer sets what it says.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause, or null for none.</param>
    public TenantNameNotSupportedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal TenantNameNotSupportedException(string message, CallFacts facts, IReadOnlyList<string> tenantNames)
        : base(message, facts, null) => TenantNames = tenantNames;

    /// <summary>The tenants whose names need quotes.</summary>
    public IReadOnlyList<string> TenantNames { get; init => field = value ?? []; } = [];

    /// <summary>Always false: the same call fails again until the tenants are renamed or dropped.</summary>
    public override bool IsTransient => false;
}
