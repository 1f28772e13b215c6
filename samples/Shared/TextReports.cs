using System.Globalization;
using Spectre.Console;

namespace ObShellSdk.Samples;

/// <summary>What both reports for people have: the table at the end.</summary>
public abstract class TextReport(IAnsiConsole console) : Report
{
    protected IAnsiConsole Console { get; } = console;

    protected override void ShowSummary(IReadOnlyCollection<JobState> states)
    {
        JobState[] jobs = [.. states.Where(state => state.Event != JobEvent.Window)];
        if (jobs.Length == 0)
        {
            return;
        }

        Table table = new Table { Border = Console.Profile.Capabilities.Ansi ? TableBorder.Rounded : TableBorder.Ascii }
            .AddColumns("tenant", "result", "took", "message");
        foreach (JobState job in jobs)
        {
            table.AddRow(new Text(job.Tenant), new Text(Word(job)), new Text(Units.Duration(job.Elapsed)), new Text(job.Message));
        }

        Console.Write(table);
    }

    private static string Word(JobState job) => job.Event switch
    {
        JobEvent.Completed => "completed",
        JobEvent.Failed => "failed",
        JobEvent.Canceled => "canceled",
        _ => "goes on",
    };
}

/// <summary>Line by line, for logs and pipes: progress at each tenth.</summary>
public sealed class LineReport() : TextReport(AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No }))
{
    private readonly Dictionary<string, double> _told = [];

    protected override void Show(JobState state)
    {
        if (state is { Event: JobEvent.Progress, Percent: { } percent })
        {
            double tenth = Math.Floor(percent / 10);
            if (_told.TryGetValue(state.Tenant, out double told) && told == tenth)
            {
                return;
            }

            _told[state.Tenant] = tenth;
        }

        string share = state.Percent is { } known and < 100 ? string.Create(CultureInfo.InvariantCulture, $" {known:0.#} %") : "";
        string word = state.Event.ToString().ToLowerInvariant();
        System.Console.Out.WriteLine($"{(state.Tenant.Length == 0 ? "" : state.Tenant + ": ")}{word}{share}{(state.Message.Length == 0 ? "" : ", " + state.Message)}");
    }
}

/// <summary>One bar a tenant, for terminals.</summary>
public sealed class BarReport(IAnsiConsole console) : TextReport(console)
{
    private readonly Dictionary<string, ProgressTask> _bars = [];
    private ProgressContext? _context;

    public override Task RunAsync(Func<Task> work) => Console.Progress()
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
        .StartAsync(async context =>
        {
            _context = context;
            await work();
        });

    protected override void Show(JobState state)
    {
        if (_context is null)
        {
            return;
        }

        string description = Markup.Escape($"{state.Tenant}  {(state.Event == JobEvent.Progress ? state.Message : state.Event.ToString().ToLowerInvariant())}");
        if (!_bars.TryGetValue(state.Tenant, out ProgressTask? bar))
        {
            _bars[state.Tenant] = bar = _context.AddTask(description);
        }

        bar.Description = description;
        bar.IsIndeterminate = state.Percent is null && state.Event != JobEvent.Failed && state.Event != JobEvent.Canceled;
        bar.Value = state.Percent ?? bar.Value;
        if (state.Event is JobEvent.Completed or JobEvent.Failed or JobEvent.Canceled)
        {
            bar.StopTask();
        }
    }
}
