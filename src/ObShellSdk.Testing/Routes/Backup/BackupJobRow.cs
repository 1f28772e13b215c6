using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;

namespace ObShellSdk.Testing.Routes.Backup;

/// <summary>A backup in the list of jobs.</summary>
internal sealed record BackupJobRow(FakeBackupTask Task, long TenantId, string Type, bool PlusArchive)
{
    public DateTimeOffset StartedAt => Task.StartTimestamp;

    public string Status => Task.Status;

    public static IEnumerable<BackupJobRow> Of(FakeTenant tenant, DateTimeOffset now, StoredTimes stored)
    {
        if (tenant.Backups.Scripted is { } scripted)
        {
            yield return new BackupJobRow(scripted, tenant.Id, "FULL", PlusArchive: false);
        }

        foreach (var job in tenant.Backups.Jobs)
        {
            yield return new BackupJobRow(job.TaskAt(now, stored), tenant.Id, job.Type, job.PlusArchive);
        }
    }

    /// <summary>Sorts by start or end, newest first by default; jobs without an end come last. Unknown values are ignored.</summary>
    public static IEnumerable<BackupJobRow> Sort(IEnumerable<BackupJobRow> rows, string? sort)
    {
        var (field, order) = (sort ?? "").Split(',') is [var first, var second] ? (first, second) : (sort, "");
        var isByEnd = field == "end_timestamp";
        var withEnd = rows.OrderBy(row => isByEnd && row.Task.EndTimestamp is null);
        return order == "asc"
            ? withEnd.ThenBy(row => isByEnd ? row.Task.EndTimestamp : row.StartedAt)
            : withEnd.ThenByDescending(row => isByEnd ? row.Task.EndTimestamp : row.StartedAt);
    }

    public JsonNode Write()
    {
        var json = new JsonObject
        {
            ["tenant_id"] = Task.TenantId ?? TenantId,
            ["job_id"] = Task.JobId,
            ["backup_set_id"] = Task.BackupSetId,
            ["plus_archivelog"] = PlusArchive ? "ON" : "OFF",
            ["backup_type"] = Type,
            ["start_timestamp"] = GoTime.WriteStored(StartedAt),
            ["status"] = Status,
            ["result"] = Task.Result,
            ["comment"] = Task.Comment,
            ["description"] = "",
            ["path"] = Task.Path,
        };
        if (Task.EndTimestamp is { } end)
        {
            json["end_timestamp"] = GoTime.WriteStored(end);
        }

        return json;
    }
}
