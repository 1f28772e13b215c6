
namespace ObShellSdk;

/// <summary>What may differ for one call. Every operation takes it, and null means: as the client is set up.</summary>
public sealed record ObShellCallOptions
{
    /// <summary>
    /// An id for the agent's log and for <see cref="ObShellResponseInfo.TraceId"/>. Default: the id of the trace while somebody listens to the client's
    /// spans, otherwise one that the agent makes. Printable ASCII, at most 128 characters.
    /// </summary>
    public string? TraceId
    {
        get;
        init
        {
            if (value is not null && (value.Length is 0 or > 128 || !value.All(static c => c is > ' ' and < '\x7f')))
            {
                throw new ArgumentException("A trace id has 1 to 128 printable ASCII characters without blanks.", nameof(value));
            }

            field = value;
        }
    }

    /// <summary>
    /// The total time-out of this call, all attempts included. Default: <see cref="ObShellRetryOptions.TotalTimeout"/>. It does not lengthen a
    /// single attempt: for that there is <see cref="ObShellRetryOptions.AttemptTimeout"/>.
    /// </summary>
    public TimeSpan? Timeout
    {
        get;
        init
        {
            if (value is { } timeout)
            {
                ObShellRetryOptions.ThrowIfNoTimeout(timeout, nameof(value));
            }

            field = value;
        }
    }

    /// <summary>
    /// Called with the facts around the answer (trace id, duration, the agent's clock), once, after the last attempt was answered
    /// and before the call returns or throws. Not called when no answer came. What it throws is the cause of an <see cref="ObShellLocalException"/> that takes the place of
    /// the outcome; for a command that was carried out, its <see cref="ObShellException.MayHaveRun"/> is true.
    /// </summary>
    public Action<ObShellResponseInfo>? OnResponse { get; init; }
}
