using ObShellSdk;
using ObShellSdk.Restore;
using ObShellSdk.Samples;

namespace RestoreTenant;

/// <summary>The restore of one tenant, from the choice of the moment to its end.</summary>
internal sealed class TenantRestore(ObShellClient client, RestoreOrder order, Report report, JobRun run)
{
    public async Task ShowWindowsAsync(string tenant, CancellationToken cancellationToken)
    {
        RestoreTenantInfo source = await ReadSourceAsync(cancellationToken);
        RestoreWindow[] windows = [.. source.RestoreWindows.Windows.Where(window => !window.IsEmpty)];
        foreach (RestoreWindow window in windows)
        {
            // The notation of ISO 8601 for a span of time.
            report.Tell(source.TenantName, JobEvent.Window, $"{Moment(window.StartTime)}/{Moment(window.EndTime)}");
        }

        if (windows.Length == 0)
        {
            Console.Error.WriteLine("There is no moment that this backup can be restored to.");
        }
    }

    public async Task RunAsync(string tenant, CancellationToken cancellationToken)
    {
        try
        {
            RefuseOutside((await ReadSourceAsync(cancellationToken)).RestoreWindows);
        }
        catch (ObShellVersionException) when (Wanted is null)
        {
            // Agents before 4.2.5 cannot read the windows of a backup. A restore to the latest moment needs none.
        }

        var request = new RestoreRequest
        {
            DataBackupUri = order.Source.DataBackupUri,
            ArchiveLogUri = order.Source.ArchiveLogUri,
            TenantName = tenant,
            Timestamp = order.Moment,
            Scn = order.Scn,
            Zones = order.Zones,
        };
        RestoreOperation restore = await client.Restore.StartOrAttachAsync(request, cancellationToken: cancellationToken);
        if (restore.IsAttached)
        {
            report.Tell(tenant, JobEvent.Attached, restore.TargetsDifferentScn ? $"to the restore that runs, which goes to {Moment(restore.TargetScn?.ToDateTimeOffset())} and not to {Wanted}"
                : restore.ReadsDifferentBackup ? $"to the restore that runs, which reads the backup at {restore.SourceDataUri} and not at {order.Source.DataBackupUri}"
                : "to the restore that runs, with the moment that it was started for");
        }
        else
        {
            report.Tell(tenant, JobEvent.Started, $"from {order.Source.DataBackupUri} to {Wanted ?? "the latest moment"}");
        }

        await restore.WaitAsync(JobRun.Looks, run.Follow<RestoreProgress>(tenant, Describe), cancellationToken);
        report.Tell(tenant, JobEvent.Completed, "", 100);
    }

    private string? Wanted => order.Moment is { } moment ? Moment(moment) : order.Scn is { } scn ? $"SCN {scn}" : null;

    private static string Moment(DateTimeOffset? moment) => moment is { } known ? Units.Moment(known) : "unknown";

    private async Task<RestoreTenantInfo> ReadSourceAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await client.Restore.GetSourceTenantAsync(order.Source, cancellationToken: cancellationToken);
        }
        catch (ObShellException failure) when (failure is ObShellVersionException or (ObShellApiException and not ObShellAuthenticationException))
        {
            // Before 4.3.2 an agent tells only the windows, not whose backup it is; and from cloud storage later ones may fail to tell. The windows are enough.
            return new RestoreTenantInfo { RestoreWindows = await client.Restore.GetWindowsAsync(order.Source, cancellationToken: cancellationToken) };
        }
    }

    /// <summary>Better now, with the nearest moment that is possible, than by a failed restore.</summary>
    private void RefuseOutside(RestoreWindows windows)
    {
        if ((order.Moment ?? order.Scn?.ToDateTimeOffset()) is not { } wanted || windows.Find(wanted) is not { IsPossible: false } point)
        {
            return;
        }

        string instead = point.Nearest is not { } nearest ? "there is no moment that it can be restored to"
            : order.Scn is null ? $"the nearest moment that it can be restored to is {Moment(nearest)}"
            : $"the nearest SCN that it can be restored to is {Scn.FromDateTimeOffset(nearest)} ({Moment(nearest)})";
        throw new JobFailedException($"The backup cannot be restored to {Wanted}: {instead}.");
    }

    private static string? Describe(RestoreProgress progress) => progress.Task switch
    {
        { IsFinished: false } => Units.Progress(progress.FinishBytes, progress.CurrentRate, progress.Remaining),
        { Status: var status } when status == RestoreStatus.Success => "the data are there; the tenant is being made ready",
        _ => null,
    };
}
