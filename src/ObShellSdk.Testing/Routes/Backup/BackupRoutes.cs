using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Backup;

namespace ObShellSdk.Testing.Routes.Backup;

/// <summary>Starts and stops backups and the log archive, of one tenant or of all.</summary>
internal static class BackupRoutes
{
    public static Outcome StartOfTenant(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = Admission.FindTenant(state, call);
        return tenant is null ? refusal! : Start(state, call, now, tenant.Name, () => [tenant]);
    }

    public static Outcome StartOfCluster(AgentState state, Call call, DateTimeOffset now)
        => Admission.RefuseIdentity(state) is { } refusal ? refusal : Start(state, call, now, name: null, state.Tenants.ToArray);

    public static Outcome CancelOfTenant(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = Admission.FindTenant(state, call);
        return tenant is null ? refusal! : Cancel(state, call, now, [tenant]);
    }

    public static Outcome CancelOfCluster(AgentState state, Call call, DateTimeOffset now)
        => Admission.RefuseIdentity(state) is { } refusal ? refusal : Cancel(state, call, now, state.Tenants.ToArray());

    public static Outcome SwitchLogOfTenant(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = Admission.FindTenant(state, call);
        return tenant is null ? refusal! : SwitchLog(state.Version, call, now, [tenant]);
    }

    public static Outcome SwitchLogOfCluster(AgentState state, Call call, DateTimeOffset now)
        => Admission.RefuseIdentity(state) is { } refusal ? refusal : SwitchLog(state.Version, call, now, state.Tenants.ToArray());

    private static Outcome Start(AgentState state, Call call, DateTimeOffset now, string? name, Func<FakeTenant[]> tenants)
    {
        var body = RequestBody.Read(call.Body);
        var (mode, encryption, plusArchive) = (body.Text("mode"), body.Text("encryption"), body.Flag("plus_archive"));
        if (body.Failure is { } unbound)
        {
            return unbound;
        }

        if (tenants().Length == 0)
        {
            return Failure.Of("OB.Backup.NoUserTenants");
        }

        if (tenants().Select(CheckPlaces).FirstOrDefault(failure => failure is not null) is { } unset)
        {
            return unset;
        }

        if (mode?.ToLowerInvariant() is not (null or "" or "full" or "incremental"))
        {
            return Failure.Of("OB.Backup.Mode.Invalid", mode);
        }

        var isIncremental = "incremental".Equals(mode, StringComparison.OrdinalIgnoreCase);
        var start = new BackupStart(isIncremental, !string.IsNullOrEmpty(encryption), plusArchive is true);
        return Admission.Create(state, new BackupPlans(state.Stored, tenants).Start(start, name), now);
    }

    private static Failure? CheckPlaces(FakeTenant tenant) => tenant.Backups switch
    {
        { ArchiveUri: null } => Failure.Of("OB.Backup.ArchiveDestEmpty", tenant.Name, tenant.Id),
        { DataUri: null } => Failure.Of("OB.Backup.DataDestEmpty", tenant.Name, tenant.Id),
        _ => null,
    };

    /// <summary>Cancels running backups; succeeds if there are none.</summary>
    private static Outcome Cancel(AgentState state, Call call, DateTimeOffset now, FakeTenant[] tenants)
    {
        var body = RequestBody.Read(call.Body);
        var status = body.Text("status");
        if (body.Failure is { } unbound)
        {
            return unbound;
        }

        if (status?.ToLowerInvariant() is not (null or "" or "canceled"))
        {
            return Failure.Of("OB.Backup.Status.Invalid", status);
        }

        foreach (var tenant in tenants)
        {
            tenant.Backups.Cancel(now, state.Stored);
        }

        return Outcome.Done;
    }

    /// <summary>
    /// Starts or stops the log archive. An archive that never ran is skipped, because only a backup opens it the first time. An interrupted one can be neither
    /// started nor stopped. The first failure ends the call; tenants before it stay changed (ob/agent/executor/ob/backup_status.go:90, 118).
    /// </summary>
    private static Outcome SwitchLog(AgentVersion version, Call call, DateTimeOffset now, FakeTenant[] tenants)
    {
        var body = RequestBody.Read(call.Body);
        var status = body.Text("status");
        if (body.Failure is { } unbound)
        {
            return unbound;
        }

        var wanted = string.IsNullOrEmpty(status) ? ArchiveLog.Stop : status.ToUpperInvariant();
        if (wanted is not (ArchiveLog.Stop or ArchiveLog.Doing) && (wanted is not ArchiveLog.Suspend || !version.SuspendsArchive))
        {
            return Failure.Of("OB.Backup.ArchiveLogStatus.Invalid", wanted) with { LegacyCode = 1001 };
        }

        foreach (var tenant in tenants.Where(tenant => tenant.Backups.Archive.Status.Length > 0))
        {
            var backups = tenant.Backups;
            if (backups.Archive.Status == ArchiveLog.Interrupted && wanted != ArchiveLog.Suspend)
            {
                return Failure.Of("Common.Unexpected", $"tenant {tenant.Name} archive log is interrupted");
            }

            switch (wanted)
            {
                case ArchiveLog.Doing:
                    backups.Archive.Open(backups.ArchiveUri?.Shown ?? "", now);
                    break;
                case ArchiveLog.Stop:
                    backups.Archive.Close(now);
                    break;
                default:
                    backups.Archive.Defer(now);
                    break;
            }
        }

        return Outcome.Done;
    }
}
