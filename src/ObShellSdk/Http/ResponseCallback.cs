using ObShellSdk.Errors;

namespace ObShellSdk.Http;

/// <summary>Tells the application's <see cref="ObShellCallOptions.OnResponse"/> of the response.</summary>
internal static class ResponseCallback
{
    /// <returns>What the call ends with; null for its value.</returns>
    public static Exception? Invoke(CallExecution execution, Exception? failure)
    {
        if (execution.Current?.Response is not { } response)
        {
            return failure;
        }

        try
        {
            execution.Call.Options!.OnResponse!(response);
            return failure;
        }
#pragma warning disable CA1031 // What the application's code throws reaches its caller, in an exception of the client.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            bool mayHaveRun = failure is null or ObShellException { MayHaveRun: true };
            return Failure.Local(execution.Current.Facts(mayHaveRun), "OnResponse failed", failure is null ? exception : new AggregateException(failure, exception));
        }
    }
}
