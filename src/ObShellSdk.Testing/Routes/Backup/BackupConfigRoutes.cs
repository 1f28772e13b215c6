using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Backup;

namespace ObShellSdk.Testing.Routes.Backup;

/// <summary>The backup configuration of one tenant or of all.</summary>
internal static class BackupConfigRoutes
{
    public static Outcome SetOfTenant(AgentState state, Call call, DateTimeOffset now) => OfTenant(state, call, now, param => param switch
    {
        { DataUri: null } => Failure.Of("OB.Backup.DataBaseUriEmpty"),
        { ArchiveUri: null } => Failure.Of("OB.Backup.ArchiveBaseUriEmpty"),
        _ => null,
    });

    public static Outcome ChangeOfTenant(AgentState state, Call call, DateTimeOffset now) => OfTenant(
        state, call, now, param => param is { ArchiveUri: null, NeedsArchive: true } ? Failure.Of("OB.Backup.ArchiveBaseUriEmpty") : null);

    public static Outcome SetOfCluster(AgentState state, Call call, DateTimeOffset now) => OfCluster(
        state, call, now, param => param.BaseUri is null ? Failure.Of("OB.Backup.BaseUriEmpty") : null);

    public static Outcome ChangeOfCluster(AgentState state, Call call, DateTimeOffset now) => OfCluster(
        state, call, now, param => param is { BaseUri: null, NeedsArchive: true } ? Failure.Of("OB.Backup.BaseUriEmpty") : null);

    /// <summary>Returns the storage locations without access keys.</summary>
    public static Outcome Storage(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = Admission.FindTenant(state, call);
        return tenant is null ? refusal! : Outcome.Success(new JsonObject
        {
            ["tenant_id"] = tenant.Id,
            ["archive_base_uri"] = tenant.Backups.ArchiveUri?.Shown ?? "",
            ["data_base_uri"] = tenant.Backups.DataUri?.Shown ?? "",
        });
    }

    private static Outcome OfTenant(AgentState state, Call call, DateTimeOffset now, Func<BackupConfigParam, Failure?> wants)
    {
        var (tenant, refusal) = Admission.FindTenant(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        var (param, failure) = BackupConfigParam.Bind(call);
        if (param is null || (failure = wants(param) ?? (param with { BaseUri = null }).Check()) is not null)
        {
            return failure!;
        }

        var plans = new BackupPlans(state.Stored, () => [tenant]);
        return Admission.Create(state, plans.Configure(param.ToSettings(isShared: false), tenant.Name), now);
    }

    private static Outcome OfCluster(AgentState state, Call call, DateTimeOffset now, Func<BackupConfigParam, Failure?> wants)
    {
        if (Admission.RefuseIdentity(state) is { } refusal)
        {
            return refusal;
        }

        var (param, failure) = BackupConfigParam.Bind(call);
        if (param is null || (failure = wants(param)) is not null)
        {
            return failure!;
        }

        if (state.Tenants.ToArray().Length == 0)
        {
            return Failure.Of("OB.Backup.NoUserTenants");
        }

        return (param with { DataUri = null, ArchiveUri = null }).Check() is { } invalid
            ? invalid
            : Admission.Create(state, new BackupPlans(state.Stored, state.Tenants.ToArray).Configure(param.ToSettings(isShared: true), tenant: null), now);
    }
}
