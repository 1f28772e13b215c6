using ObShellSdk.Hosting;

namespace BackupService;

/// <summary>Where a mail or a message to the team on duty would be sent.</summary>
internal sealed partial class Alerts(ILogger<Alerts> logger) : IObShellBackupObserver
{
    public ValueTask OnOutcomeAsync(ObShellBackupResult result, CancellationToken cancellationToken)
    {
        if (result.Outcome is not (ObShellBackupOutcome.Succeeded or ObShellBackupOutcome.AlreadyBackedUp))
        {
            NoBackup(result.TenantName ?? "all tenants", result.DueAt, result.Outcome, result.Exception?.Message ?? result.Task?.Comment);
        }

        return ValueTask.CompletedTask;
    }

    [LoggerMessage(LogLevel.Critical, "No backup of {Tenant} that was due at {DueAt}: {Outcome}. {Reason}")]
    private partial void NoBackup(string tenant, DateTimeOffset dueAt, ObShellBackupOutcome outcome, string? reason);
}
