namespace ObShellSdk;

/// <summary>A task that several calls wait for, each within its own limits.</summary>
internal static class SharedTask
{
    /// <summary>Observes a failure of the task even if all callers stopped waiting, so that it is not reported by the finalizer.</summary>
    public static TTask Observed<TTask>(TTask work)
        where TTask : Task
    {
        work.ContinueWith(
            static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return work;
    }
}
