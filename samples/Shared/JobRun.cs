using System.Collections.Concurrent;

namespace ObShellSdk.Samples;

/// <summary>Runs one long job a tenant, so many at once, and turns whatever becomes of them into events and one exit code.</summary>
public sealed class JobRun(Report report)
{
    /// <summary>The limit for each tenant; null for none.</summary>
    public TimeSpan? Limit { get; init; }

    public int Parallel { get; init; } = 1;

    /// <summary>What goes on at the server when this program no longer waits for it, such as "backup"; null for nothing.</summary>
    public string? Work { get; init; }

    /// <param name="tenants">The tenants, each once.</param>
    /// <param name="job">Tells what happens, the end included, and throws where it cannot go on.</param>
    public async Task<int> RunAsync(IEnumerable<string> tenants, Func<string, CancellationToken, Task> job)
    {
        using var interruption = new Interruption();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = interruption.Token };
        var codes = new ConcurrentBag<int> { ExitCode.Fine };
        try
        {
            await report.RunAsync(() => System.Threading.Tasks.Parallel.ForEachAsync(
                tenants, options, async (tenant, token) => codes.Add(await RunOneAsync(tenant, job, token))));
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            Console.Error.WriteLine("Interrupted." + WhatGoesOn(report.Running, "; run this program again to attach to it."));
            codes.Add(ExitCode.Interrupted);
        }

        report.Summarize();
        return codes.Max();
    }

    /// <summary>How often to look at a job.</summary>
    public static WaitOptions Looks { get; } = new() { MaxPollInterval = TimeSpan.FromSeconds(1) };

    /// <summary>Tells of each snapshot of a job, at once: <see cref="Progress{T}"/> would do so later, and perhaps after the end.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="describe">What to say of a job that the agent can tell of; null for nothing.</param>
    public IProgress<TProgress> Follow<TProgress>(string tenant, Func<TProgress, string?> describe)
        where TProgress : JobProgress => new Follower<TProgress>(snapshot =>
        {
            if (snapshot.Outage is not null)
            {
                report.Tell(tenant, JobEvent.Progress, "the agent does not answer; the work goes on, as far as is known");
            }
            else if (describe(snapshot) is { } message)
            {
                report.Tell(tenant, JobEvent.Progress, message, snapshot.Percent);
            }
        });

    private async Task<int> RunOneAsync(string tenant, Func<string, CancellationToken, Task> job, CancellationToken interrupted)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        if (Limit is { } limit)
        {
            stop.CancelAfter(limit);
        }

        report.Begin(tenant);
        try
        {
            await job(tenant, stop.Token);
            return ExitCode.Fine;
        }
        catch (OperationCanceledException) when (!interrupted.IsCancellationRequested)
        {
            report.Tell(tenant, JobEvent.Failed, $"No end within {Limit?.TotalSeconds} s." + WhatGoesOn([], "."));
            return ExitCode.NoAnswer;
        }
        catch (DagFailedException failure) when (failure.Outcome is DagOutcome.Canceled or DagOutcome.RolledBack)
        {
            report.Tell(tenant, JobEvent.Canceled, failure.Message);
            return ExitCode.Failed;
        }
        catch (JobFailedException failure)
        {
            report.Tell(tenant, JobEvent.Failed, failure.Message);
            return ExitCode.Failed;
        }
        catch (ArgumentException mistake)
        {
            report.Tell(tenant, JobEvent.Failed, mistake.Message);
            return ExitCode.Usage;
        }
        catch (ObShellException failure)
        {
            report.Tell(tenant, JobEvent.Failed, failure.Message);
            return ExitCode.Of(failure);
        }
    }

    private string WhatGoesOn(IReadOnlyList<string> tenants, string end) => (Work, tenants) switch
    {
        (null, _) => "",
        (_, []) => $" A {Work} that has been started goes on at the server{end}",
        _ => $" The {Work} of {string.Join(", ", tenants)} goes on at the server{end}",
    };

    private sealed class Follower<TProgress>(Action<TProgress> take) : IProgress<TProgress>
    {
        public void Report(TProgress value) => take(value);
    }
}

/// <summary>The job cannot be done, although no call failed.</summary>
public sealed class JobFailedException(string message) : Exception(message);
