using System.Diagnostics;

namespace ObShellSdk.Samples;

/// <summary>What happens to the job of a tenant.</summary>
public enum JobEvent
{
    /// <summary>A span of time that a backup can be restored to.</summary>
    Window,
    Configured,
    Started,
    Attached,
    Progress,
    Completed,
    Failed,
    Canceled,
}

/// <summary>Where the job of a tenant stands.</summary>
/// <param name="Tenant">Empty while it is not known.</param>
/// <param name="Event">What happened last.</param>
/// <param name="Percent">From 0 to 100; null when it is not known.</param>
/// <param name="Message">For people.</param>
/// <param name="Elapsed">Since the job began.</param>
public sealed record JobState(string Tenant, JobEvent Event, double? Percent, string Message, TimeSpan Elapsed);

/// <summary>Tells of jobs: as JSON, as bars in a terminal, or line by line. Safe for concurrent use.</summary>
public abstract class Report
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, JobState> _states = [];
    private readonly Dictionary<string, long> _begun = [];

    public static Report Create(bool json, bool withBars = true) =>
        json ? new JsonReport() : withBars && !Console.IsOutputRedirected ? new BarReport(Spectre.Console.AnsiConsole.Console) : new LineReport();

    /// <summary>The tenants whose job is under way.</summary>
    public IReadOnlyList<string> Running => With(states => states.Where(IsRunning).Select(state => state.Tenant).ToArray());

    /// <summary>Starts the clock of a tenant.</summary>
    public void Begin(string tenant)
    {
        lock (_gate)
        {
            _begun[tenant] = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>Progress without anything new is not told again.</summary>
    public void Tell(string tenant, JobEvent what, string message, double? percent = null)
    {
        lock (_gate)
        {
            _states.TryGetValue(tenant, out JobState? before);
            double? rounded = percent is { } exact ? Math.Round(exact, 1) : what is JobEvent.Failed or JobEvent.Canceled ? before?.Percent : null;
            if (what == JobEvent.Progress && before?.Event == what && before.Percent == rounded && (rounded is not null || before.Message == message))
            {
                return;
            }

            var state = new JobState(tenant, what, rounded, message, _begun.TryGetValue(tenant, out long begun) ? Stopwatch.GetElapsedTime(begun) : TimeSpan.Zero);
            _states[tenant] = state;
            Show(state);
        }
    }

    /// <summary>Does the work, and may show something alive meanwhile.</summary>
    public virtual Task RunAsync(Func<Task> work) => work();

    public void Summarize() => With(states =>
    {
        ShowSummary(states);
        return true;
    });

    protected abstract void Show(JobState state);

    protected abstract void ShowSummary(IReadOnlyCollection<JobState> states);

    private static bool IsRunning(JobState state) => state.Event is JobEvent.Started or JobEvent.Attached or JobEvent.Progress;

    private T With<T>(Func<JobState[], T> look)
    {
        lock (_gate)
        {
            return look([.. _states.Values]);
        }
    }
}
