using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Backup;

namespace ObShellSdk.Testing.Routes.Restore;

/// <summary>The reports about restores and their sources.</summary>
internal static class RestoreReportRoutes
{
    public static Outcome Windows(AgentState state, Call call, DateTimeOffset now)
    {
        var (source, failure) = FindSource(state, call, now);
        return source is null ? failure! : Outcome.Success(WriteWindows(state, source));
    }

    public static Outcome SourceTenant(AgentState state, Call call, DateTimeOffset now)
    {
        var (source, failure) = FindSource(state, call, now);
        return source is null ? failure! : Outcome.Success(new JsonObject
        {
            ["tenant_name"] = source.TenantName,
            ["cluster_name"] = source.ClusterName,
            ["restore_windows"] = WriteWindows(state, source),
        });
    }

    /// <summary>Lists restores: running ones first, then the others, newest first. Paging parameters are returned but not applied.</summary>
    public static Outcome Tasks(AgentState state, Call call, DateTimeOffset now)
    {
        if (Admission.RefuseIdentity(state) is { } refusal)
        {
            return refusal;
        }

        var (query, failure) = PageQuery.Read(call);
        if (query is null)
        {
            return failure!;
        }

        var writer = new RestoreWriter(state.Stored, now);
        var jobs = state.Cluster.Restores.Jobs
            .Where(job => query.Admits(state.Stored.Show(job.StartedAt), job.StatusAt(now)))
            .OrderByDescending(job => job.RunsAt(now))
            .ThenByDescending(job => job.StartedAt)
            .Select(job => (JsonNode)writer.Write(job, withPlaces: true))
            .ToArray();
        return Outcome.Success(new JsonObject { ["contents"] = new JsonArray(jobs), ["page"] = query.Describe(jobs.Length) });
    }

    public static Outcome Overview(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = Admission.FindTenant(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        return state.Cluster.Restores.Last(tenant.Name) is { } job
            ? Outcome.Success(new RestoreWriter(state.Stored, now).Write(job, withPlaces: false))
            : Failure.Of("Common.NotFound", "restore task");
    }

    /// <summary>Finds the source with ob_admin. The log location is optional by its type, but without it the server crashes.</summary>
    private static (FakeRestoreSource? Source, Failure? Failure) FindSource(AgentState state, Call call, DateTimeOffset now)
    {
        var body = RequestBody.Read(call.Body);
        var (dataUri, archiveUri) = (body.Text("data_backup_uri", required: true), body.Text("archive_log_uri"));
        if (body.Failure is { } unbound)
        {
            return (null, unbound);
        }

        if (archiveUri is null)
        {
            return (null, Failure.Panic);
        }

        var (data, invalid) = StoragePlace.Parse(dataUri!);
        invalid ??= archiveUri.Length > 0 ? StoragePlace.Parse(archiveUri).Failure : null;
        if (invalid is not null)
        {
            return (null, invalid);
        }

        if (!state.HasObAdmin)
        {
            return (null, Failure.Of("Environment.WithoutObAdmin") with { LegacyCode = 1010 });
        }

        return state.Cluster.Restores.FindSource(data!, state.Cluster, now) is { } source
            ? (source, null)
            : (null, Failure.Of("Common.Unexpected", "ob_admin found no backup there"));
    }

    /// <summary>Writes the time ranges; null, not an empty list, if there are none.</summary>
    private static JsonObject WriteWindows(AgentState state, FakeRestoreSource source)
    {
        var windows = source.Windows.Select(window => (JsonNode)new JsonObject
        {
            ["start_time"] = GoTime.WriteStored(state.Clock.InZone(window.Start)),
            ["end_time"] = GoTime.WriteStored(state.Clock.InZone(window.End)),
        }).ToArray();
        return new JsonObject { ["restore_windows"] = windows.Length == 0 ? null : new JsonArray(windows) };
    }
}
