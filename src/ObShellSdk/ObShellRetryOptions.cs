namespace ObShellSdk;

/// <summary>How often, how long and with what pauses a call is tried.</summary>
/// <remarks>
/// Reads are tried again after a failed connection, an attempt time-out, and the statuses 429, 502, 503 and 504. A call that
/// changes something is tried again only where it is certain that the agent did not carry it out.
/// </remarks>
public sealed class ObShellRetryOptions
{
    /// <summary>How many times a call is tried at the most, the first included: 1 (no retry) to 10. Default: 3.</summary>
    public int MaxAttempts { get; set; } = 3;

    /// <summary>The pause before the second attempt; it doubles with each further one, with jitter. Default: 200 ms.</summary>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// The longest pause between two attempts; a <c>Retry-After</c> of a proxy is kept up to this limit. Default: 5 s.
    /// </summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether pauses vary at random, so that many clients do not come back at the same moment. Default: true.</summary>
    public bool UseJitter { get; set; } = true;

    /// <summary>
    /// How long a read waits for one agent before the client asks another agent as well and takes the first response; <see cref="Timeout.InfiniteTimeSpan"/> never to do
    /// so. Only for clients that know several agents. It is shortened to a third of the limits of the call. Commands are never sent to two agents. Default: 2 s.
    /// </summary>
    public TimeSpan HedgingDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest that one attempt may take, answer included; <see cref="Timeout.InfiniteTimeSpan"/> for no limit. Default: 30 s.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest that a call may take, pauses included; <see cref="Timeout.InfiniteTimeSpan"/> for no limit. Default: 100 s.</summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(100);

    internal static void ThrowIfNoTimeout(TimeSpan timeout, string name)
    {
        if (timeout != Timeout.InfiniteTimeSpan && (timeout < TimeSpan.FromMilliseconds(10) || timeout > TimeSpan.FromDays(1)))
        {
            throw new ArgumentOutOfRangeException(name, timeout, "A time-out lies between 10 ms and 1 day, or is Timeout.InfiniteTimeSpan. In a configuration it is written hh:mm:ss; 30 would be thirty days.");
        }
    }

    internal void Validate()
    {
        const string Name = nameof(ObShellClientOptions.Retry);
        if (MaxAttempts is < 1 or > 10)
        {
            throw new ArgumentOutOfRangeException($"{Name}.{nameof(MaxAttempts)}", MaxAttempts, "From 1 (no retry) to 10.");
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
            throw new ArgumentOutOfRangeException(name, delay, "A pause lies between zero and one hour.");
        }
    }
}
