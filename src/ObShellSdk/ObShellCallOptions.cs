
namespace ObShellSdk;

/// <summary>Options for one call. Every operation accepts them; null uses the client's.</summary>
public sealed record ObShellCallOptions
{
    /// <summary>
    /// The id of the call in the agent's log and in <see cref="ObShellResponseInfo.TraceId"/>, 1 to 128 printable ASCII characters without spaces. Default: the id of the
    /// current trace if the client's spans are recorded, otherwise an id that the agent generates.
    /// </summary>
    public string? TraceId
    {
        get;
        init
        {
            if (value is not null && (value.Length is 0 or > 128 || !value.All(static c => c is > ' ' and < '\x7f')))
            {
                throw new ArgumentException("A trace id must have 1 to 128 printable ASCII characters and no spaces.", nameof(value));
            }

            field = value;
        }
    }

    /// <summary>
    /// The timeout for the whole call, including all attempts. Default: <see cref="ObShellRetryOptions.TotalTimeout"/>. It does not extend a
    /// single attempt: see <see cref="ObShellRetryOptions.AttemptTimeout"/>.
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
    /// A callback that gets information about the response (trace id, duration, the agent's clock), once, after the response to the last attempt
    /// and before the call returns or throws. It is not called if there is no response. An exception from it becomes the cause of an <see cref="ObShellLocalException"/>, which replaces
    /// the result; for a command that was executed, <see cref="ObShellException.MayHaveRun"/> is true.
    /// </summary>
    public Action<ObShellResponseInfo>? OnResponse { get; init; }
}
