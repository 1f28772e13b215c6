using ObShellSdk.Samples;
using Spectre.Console;

namespace ObShellSdk.Tests.SamplePrograms;

/// <summary>What people see in a terminal, which a test that reads a redirected output does not.</summary>
public sealed class ReportTests
{
    [Fact]
    public async Task A_terminal_shows_a_bar_for_each_tenant_and_a_table_at_the_end()
    {
        var screen = new StringWriter();
        var report = new BarReport(AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(screen),
        }));

        await report.RunAsync(() =>
        {
            report.Tell("tenant1", JobEvent.Started, "full backup");
            report.Tell("tenant1", JobEvent.Progress, "8 MiB done", 40);
            report.Tell("tenant[2]", JobEvent.Failed, "disk full [no markup]");
            report.Tell("tenant1", JobEvent.Completed, "", 100);
            return Task.CompletedTask;
        });
        report.Summarize();

        string text = screen.ToString();
        Assert.Contains("tenant1  completed", text, StringComparison.Ordinal);
        Assert.Contains("100%", text, StringComparison.Ordinal);
        Assert.Contains("tenant[2]  failed", text, StringComparison.Ordinal);
        Assert.Contains("disk full [no markup]", text, StringComparison.Ordinal);
        Assert.Contains('\x1b', text);
    }

    [Fact]
    public void What_is_under_way_is_known_and_repeated_progress_is_told_once()
    {
        var report = new Recorder();

        report.Tell("a", JobEvent.Started, "");
        report.Tell("a", JobEvent.Progress, "1 MiB", 10.04);
        report.Tell("a", JobEvent.Progress, "1.1 MiB", 10.0);
        report.Tell("a", JobEvent.Progress, "no answer");
        report.Tell("a", JobEvent.Progress, "no answer");
        report.Tell("b", JobEvent.Progress, "", 30);
        report.Tell("b", JobEvent.Failed, "");

        Assert.Equal(["a"], report.Running);
        Assert.Equal([(JobEvent.Started, null), (JobEvent.Progress, 10), (JobEvent.Progress, null), (JobEvent.Progress, 30), (JobEvent.Failed, 30)], report.Told);
    }

    private sealed class Recorder : Report
    {
        public List<(JobEvent Event, double? Percent)> Told { get; } = [];

        protected override void Show(JobState state) => Told.Add((state.Event, state.Percent));

        protected override void ShowSummary(IReadOnlyCollection<JobState> states)
        {
        }
    }
}
