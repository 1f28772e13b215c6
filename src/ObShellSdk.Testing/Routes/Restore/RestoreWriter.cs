using System.Globalization;
using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Backup;
using ObShellSdk.Testing.State.Restore;

namespace ObShellSdk.Testing.Routes.Restore;

/// <summary>Writes restores as the server reports them.</summary>
internal sealed class RestoreWriter(StoredTimes stored, DateTimeOffset now)
{
    private const long Tablets = 596;
    private const long Bytes = 22320897;
    private const int Streams = 2;
    private const long SourceVersion = 17180067072;

    /// <summary>Writes a restore: the progress only while it runs, the summary only afterwards, the locations only in lists.</summary>
    public JsonObject Write(RestoreJob job, bool withPlaces)
    {
        var runs = job.RunsAt(now);
        var share = job.ShareAt(now);
        var restored = job.RestoreScn;
        var recovered = runs ? (long)(restored * share) : 0;
        return new JsonObject
        {
            ["tenant_id"] = 1,
            ["job_id"] = job.Id,
            ["restore_tenant_name"] = job.TenantName,
            ["restore_tenant_id"] = job.TenantId,
            ["backup_tenant_name"] = job.Source.TenantName,
            ["backup_tenant_id"] = job.Source.TenantId,
            ["backup_cluster_name"] = job.Source.ClusterName,
            ["restore_option"] = job.Option,
            ["restore_scn"] = restored,
            ["restore_scn_display"] = Display(restored),
            ["status"] = job.StatusAt(now),
            ["start_timestamp"] = GoTime.WriteStored(stored.Show(job.StartedAt)),
            ["backup_set_list"] = job.DataUri.Below("backup_set_1_full").Shown,
            ["backup_piece_list"] = job.ArchiveUri.Below("piece_d1001r1p1").Shown,
            ["backup_data_uri"] = withPlaces ? job.DataUri.Shown : "",
            ["backup_log_uri"] = withPlaces ? job.ArchiveUri.Shown : "",
            ["tablet_count"] = Tablets,
            ["finish_tablet_count"] = (long)(Tablets * share),
            ["total_bytes"] = Bytes,
            ["total_bytes_display"] = Size(Bytes),
            ["finish_bytes"] = (long)(Bytes * share),
            ["finish_bytes_display"] = Size((long)(Bytes * share)),
            ["description"] = "",
            ["recover_scn"] = recovered,
            ["recover_scn_display"] = runs ? Display(recovered) : "",
            ["recover_progress"] = runs ? Percent(0) : "",
            ["restore_progress"] = runs ? Percent(share) : "",
            ["backup_cluster_version"] = runs ? 0 : SourceVersion,
            ["ls_count"] = runs ? 0 : Streams,
            ["finish_ls_count"] = runs ? 0 : (int)(Streams * share),
            ["comment"] = job.Comment,
            ["finish_timestamp"] = runs ? "" : GoTime.WriteStored(stored.Show(job.EndsAt)),
        };
    }

    /// <summary>Formats a time as text of the database, without an offset.</summary>
    private string Display(long scn) => GoTime.WriteText(stored.Database.WallClockAt(ScnTime.ToTime(scn)));

    private static string Percent(double share) => (share * 100).ToString("0.00", CultureInfo.InvariantCulture) + "%";

    private static string Size(long bytes) => (bytes / 1024d / 1024d).ToString("0.00", CultureInfo.InvariantCulture) + "MB";
}
