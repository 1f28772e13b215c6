namespace ObShellSdk.Hosting;

/// <summary>Receives the outcome of each scheduled backup, for alerts. Register it as a service; there may be several.</summary>
public interface IObShellBackupObserver
{
    /// <summary>Called once for each tenant and due time, when the outcome is known. The schedule waits for it; an exception is logged and has no other effect.</summary>
    /// <param name="result">The outcome.</param>
    /// <param name="cancellationToken">A token that is canceled when the host stops.</param>
    /// <returns>A task that completes when the outcome is processed.</returns>
    ValueTask OnOutcomeAsync(ObShellBackupResult result, CancellationToken cancellationToken);
}
