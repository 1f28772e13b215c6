using System.Globalization;
using ObShellSdk;
using ObShellSdk.Backup;
using ObShellSdk.Samples;

namespace BackupOverview;

/// <summary>A backup task for people.</summary>
internal static class OverviewText
{
    public static void Write(TextWriter output, CdbObBackupTask task, DateTimeOffset? agentTime)
    {
        Line(output, "backup", $"tenant id {task.TenantId}, job {task.JobId}, task {task.TaskId}, backup set {task.BackupSetId}");
        Line(output, "status", task.Status + (task.Result == 0 ? "" : $" (error {task.Result})"));
        Line(output, "progress", $"{Share(task.MacroBlockPercent)}: {task.FinishMacroBlockCount}/{task.MacroBlockCount} macro blocks, {task.FinishTabletCount}/{task.TabletCount} tablets");
        Line(output, "started", Time(task.StartTimestamp));
        Line(output, "ended", task.EndTimestamp is { } end ? Time(end) : "not yet");
        Line(output, "elapsed", Duration(agentTime is { } now ? task.ElapsedAt(now) : task.Elapsed));
        if (!task.IsFinished)
        {
            Line(output, "remaining", agentTime is { } time && task.EstimateRemaining(time) is { } rest ? $"about {Duration(rest)}" : "unknown");
        }

        Line(output, "data", $"{Units.Bytes(task.InputBytes)} read, {Units.Bytes(task.OutputBytes)} written{Ratio(task.CompressionRatio)}");
        Line(output, "rate", $"{Units.Bytes(task.OutputRateBytes)}/s");
        Line(output, "SCNs", $"{Moment(task.StartScn)} to {Moment(task.EndScn)}");
        Line(output, "encryption", task.EncryptionMode.ToString());
        Line(output, "path", task.Path.ToString());
        if (task.Comment.Length > 0)
        {
            Line(output, "comment", task.Comment);
        }
    }

    private static void Line(TextWriter output, string name, string value) => output.WriteLine($"  {name,-11}{value}");

    private static string Share(double? percent) => percent is { } value ? value.ToString("F1", CultureInfo.InvariantCulture) + " %" : "unknown";

    private static string Ratio(double? ratio) => ratio is { } value ? string.Create(CultureInfo.InvariantCulture, $" (compressed {value:0.0} : 1)") : "";

    private static string Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture) ?? "unknown";

    private static string Moment(Scn scn) => scn.ToDateTimeOffset() is { } moment
        ? moment.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture) + " UTC"
        : "unknown";

    private static string Duration(TimeSpan? duration) => duration is { } value ? Units.Duration(value) : "unknown";
}
