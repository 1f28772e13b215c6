using System.Text.Json;
using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Backup;

namespace ObShellSdk.Testing.Routes.Backup;

/// <summary>The reports about backups and the log archive.</summary>
internal static class BackupReportRoutes
{
    private static readonly JsonSerializerOptions _snakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static Outcome TenantOverview(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = Admission.FindTenant(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        return Write(state, tenant, now) is { } task
            ? Outcome.Success(new JsonObject { ["status"] = task })
            : Failure.Of("Task.NotFound", "no backup task");
    }

    public static Outcome ClusterOverview(AgentState state, Call call, DateTimeOffset now)
    {
        if (Admission.RefuseIdentity(state) is { } refusal)
        {
            return refusal;
        }

        var tasks = state.Tenants.ToArray().Select(tenant => Write(state, tenant, now)).OfType<JsonNode>().ToArray();
        return tasks.Length > 0
            ? Outcome.Success(new JsonObject { ["statuses"] = new JsonArray(tasks) })
            : state.Version.Has(new Version(4, 3, 1)) ? Failure.Of("Common.NotFound", "backup task")

            // ob/agent/executor/ob/backup_status.go:198 of 4.3.0.
            : Failure.Of("Task.NotFound", "no backup task");
    }

    public static Outcome Tasks(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = Admission.FindTenant(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        var (query, failure) = PageQuery.Read(call);
        if (query is null)
        {
            return failure!;
        }

        var rows = BackupJobRow.Of(tenant, now, state.Stored).Where(row => query.Admits(row.StartedAt, row.Status)).ToArray();
        var page = query.Cut([.. BackupJobRow.Sort(rows, call.Query("sort"))]);
        return Outcome.Success(new JsonObject
        {
            ["contents"] = new JsonArray([.. page.Select(row => row.Write())]),
            ["page"] = query.Describe(rows.Length),
        });
    }

    /// <summary>Returns the backup info without unknown values and without a delay of 0.</summary>
    public static Outcome Info(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = Admission.FindTenant(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        var info = new JsonObject { ["tenant_id"] = tenant.Id };
        var archive = tenant.Backups.Archive;
        if (archive.Round > 0)
        {
            info["lastest_archive_log_checkpoint"] = GoTime.WriteStored(state.Stored.Show(archive.CheckpointAt(now)));
        }

        if (tenant.Backups.TaskAt(now, state.Stored) is { } task)
        {
            info["lastest_data_backup_time"] = GoTime.WriteStored(task.StartTimestamp);
        }

        if (archive.Round > 0 && archive.DelayAt(now) != 0)
        {
            info["archive_log_delay"] = archive.DelayAt(now);
        }

        return Outcome.Success(info);
    }

    /// <summary>Returns the current round of the archive, unless it is stopped or interrupted (ob/agent/service/tenant/backup.go:60).</summary>
    public static Outcome LogTasks(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = Admission.FindTenant(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        var archive = tenant.Backups.Archive;
        return archive.Status is "" or ArchiveLog.Stop or ArchiveLog.Interrupted ? Outcome.List([]) : Outcome.List([new JsonObject
        {
            ["tenant_id"] = tenant.Id,
            ["tenant_name"] = "",
            ["round_id"] = archive.Round,
            ["status"] = archive.Status,
            ["path"] = archive.Path,
            ["delay"] = archive.DelayAt(now),
            ["checkpoint"] = GoTime.WriteStored(state.Stored.Show(archive.CheckpointAt(now))),
            ["start_time"] = GoTime.WriteStored(state.Stored.Show(archive.StartedAt)),
        }]);
    }

    private static JsonNode? Write(AgentState state, FakeTenant tenant, DateTimeOffset now)
    {
        if (tenant.Backups.TaskAt(now, state.Stored) is not { } task)
        {
            return null;
        }

        var json = JsonSerializer.SerializeToNode(task, _snakeCase)!;
        json["tenant_id"] ??= tenant.Id;
        json["start_timestamp"] = GoTime.WriteStored(task.StartTimestamp);
        json["end_timestamp"] = task.EndTimestamp is { } end ? GoTime.WriteStored(end) : GoTime.Zero;
        return json;
    }
}
