using System.Globalization;
using ObShellSdk;
using ObShellSdk.Backup;
using ObShellSdk.Samples;
using Spectre.Console;

namespace BackupOverview;

/// <summary>Shows backup tasks to people.</summary>
internal sealed class OverviewText
{
    private readonly IAnsiConsole _console = AnsiConsole.Console;
    private readonly bool _isVerbose;
    private readonly DateTimeOffset? _agentTime;

    public OverviewText(bool isVerbose, DateTimeOffset? agentTime)
    {
        (_isVerbose, _agentTime) = (isVerbose, agentTime);
        if (Console.IsOutputRedirected)
        {
            _console.Profile.Width = 10_000; // Lines of a file or pipe are not wrapped.
        }
    }

    public void WriteHeading(string text) => _console.MarkupLineInterpolated($"[bold]{text}[/]");

    public void Write(CdbObBackupTask task)
    {
        string status = task.Status + (task.Result == 0 ? "" : $" (error {task.Result})");
        string color = !task.IsFinished ? "yellow" : task.Status == BackupTaskStatus.Completed ? "green" : "red";
        _console.MarkupLine($"  [grey]{"Status",-12}[/][{color}]{Markup.Escape(status)}[/]");
        Line("Progress", $"{Share(task.MacroBlockPercent)}: {task.FinishMacroBlockCount}/{task.MacroBlockCount} macro blocks, {task.FinishTabletCount}/{task.TabletCount} tablets");
        Line("Started", Time(task.StartTimestamp));
        Line("Ended", task.EndTimestamp is { } end ? Time(end) : "not yet");
        Line("Elapsed", Duration(_agentTime is { } now ? task.ElapsedAt(now) : task.Elapsed));
        if (!task.IsFinished)
        {
            Line("Remaining", _agentTime is { } time && task.EstimateRemaining(time) is { } rest ? $"about {Duration(rest)}" : "unknown");
        }

        Line("Data", $"{Units.Bytes(task.InputBytes)} read, {Units.Bytes(task.OutputBytes)} written{Ratio(task.CompressionRatio)}");
        Line("Rate", $"{Units.Bytes(task.OutputRateBytes)}/s");
        Line("Encryption", task.EncryptionMode.ToString());
        Line("Path", task.Path.ToString());
        if (task.Comment.Length > 0)
        {
            Line("Comment", task.Comment);
        }

        if (_isVerbose)
        {
            Line("Ids", $"tenant {task.TenantId}, job {task.JobId}, task {task.TaskId}, backup set {task.BackupSetId}");
            Line("SCNs", $"{task.StartScn} ({Moment(task.StartScn)}) to {task.EndScn} ({Moment(task.EndScn)})");
        }
    }

    private void Line(string name, string value) => _console.MarkupLineInterpolated($"  [grey]{name,-12}[/]{value}");

    private static string Share(double? percent) => percent is { } value ? value.ToString("F1", CultureInfo.InvariantCulture) + " %" : "unknown";

    private static string Ratio(double? ratio) => ratio is { } value ? string.Create(CultureInfo.InvariantCulture, $" (compressed {value:0.0} : 1)") : "";

    private string Time(DateTimeOffset? time) => time is not { } known ? "unknown"
        : known.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture) + (_agentTime is { } now && now >= known ? $" ({Units.Ago(now - known)})" : "");

    private static string Moment(Scn scn) => scn.ToDateTimeOffset() is { } moment
        ? moment.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture) + " UTC"
        : "unknown";

    private static string Duration(TimeSpan? duration) => duration is { } value ? Units.Duration(value) : "unknown";
}
