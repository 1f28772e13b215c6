namespace ObShellSdk;

/// <summary>Work that several calls wait for, each as long as it likes.</summary>
internal static class SharedTask
{
    /// <summary>When all who wait give up, nobody is left to look at a failure; it is no news then, and must not end in the finalizer.</summary>
    public static TTask Observed<TTask>(TTask work)
        where TTask : Task
    {
        work.ContinueWith(
            static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return work;
    }
}
