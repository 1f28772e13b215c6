namespace ObShellSdk;

/// <summary>Options for attempts, delays and timeouts of calls.</summary>
/// <remarks>
/// Reads are retried after a failed connection, an attempt timeout, and the statuses 429, 502, 503 and 504. A call that
/// changes something is retried only if it is certain that the agent did not execute it.
/// </remarks>
public sealed class ObShellRetryOptions
{
    /// <summary>The largest number of attempts, including the first: 1 (no retry) to 10. Default: 3.</summary>
    public int MaxAttempts { get; set; } = 3;

    /// <summary>The delay before the second attempt, from zero to one hour; it doubles with each further attempt. Default: 200 ms.</summary>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// The longest delay between two attempts, from zero to one hour; a <c>Retry-After</c> header is respected up to this limit. Default: 5 s.
    /// </summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether delays vary at random, so that many clients do not retry at the same time. Default: true.</summary>
    public bool UseJitter { get; set; } = true;

    /// <summary>
    /// How long a read waits for one agent before the client asks another agent as well and takes the first response; <see cref="Timeout.InfiniteTimeSpan"/> never to do
    /// so. Only for clients that know several agents. It is shortened to a third of the limits of the call. Commands are never sent to two agents. Default: 2 s.
    /// </summary>
    public TimeSpan HedgingDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The timeout of one attempt, including the response, from 10 ms to 1 day; <see cref="Timeout.InfiniteTimeSpan"/> for no limit. Default: 30 s.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The timeout of a call, including delays, from 10 ms to 1 day; <see cref="Timeout.InfiniteTimeSpan"/> for no limit. Default: 100 s.</summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(100);

    internal static void ThrowIfNoTimeout(TimeSpan timeout, string name)
    {
        if (timeout != Timeout.InfiniteTimeSpan && (timeout < TimeSpan.FromMilliseconds(10) || timeout > TimeSpan.FromDays(1)))
        {
            throw new ArgumentOutOfRangeException(name, timeout, "A timeout must be between 10 ms and 1 day, or Timeout.InfiniteTimeSpan. In configuration, write it as hh:mm:ss; 30 means thirty days.");
        }
    }

    internal void Validate()
    {
        const string Name = nameof(ObShellClientOptions.Retry);
        if (MaxAttempts is < 1 or > 10)
        {
            throw new ArgumentOutOfRangeException($"{Name}.{nameof(MaxAttempts)}", MaxAttempts, "The number of attempts must be between 1 (no retry) and 10.");
        }

        ThrowIfNoDelay(BaseDelay, $"{Name}.{nameof(BaseDelay)}");
        ThrowIfNoDelay(MaxDelay, $"{Name}.{nameof(MaxDelay)}");
        ThrowIfNoTimeout(HedgingDelay, $"{Name}.{nameof(HedgingDelay)}");
        ThrowIfNoTimeout(AttemptTimeout, $"{Name}.{nameof(AttemptTimeout)}");
        ThrowIfNoTimeout(TotalTimeout, $"{Name}.{nameof(TotalTimeout)}");
    }

    internal ObShellRetryOptions Copy() => (ObShellRetryOptions)MemberwiseClone();

    private static void ThrowIfNoDelay(TimeSpan delay, string name)
    {
        if (delay < TimeSpan.Zero || delay > TimeSpan.FromHours(1))
        {
            throw new ArgumentOutOfRangeException(name, delay, "A delay must be between zero and one hour.");
        }
    }
}
