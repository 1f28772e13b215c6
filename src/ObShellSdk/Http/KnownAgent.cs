using ObShellSdk.Encryption;

namespace ObShellSdk.Http;

/// <summary>What an agent told about itself, and its key: one snapshot, as learned at one time.</summary>
internal sealed record AgentProfile(string Version, string Identity, AuthenticationVersion Authentication, SealingKey Key)
{
    /// <summary>What a member of an initialized cluster is.</summary>
    public const string ClusterAgent = "CLUSTER AGENT";

    /// <summary>When it was learned, by the client's clock.</summary>
    public DateTimeOffset LearnedAt { get; init; }

    /// <summary>The release, or null if the version cannot be read, as in development builds.</summary>
    public Version? Release { get; } = ReleaseOf(Version);

    /// <summary>The three numbers that releases are known by; null where the agent's text has none, which is more likely newer than older.</summary>
    public static Version? ReleaseOf(string text) =>
        System.Version.TryParse(text.Split('-')[0], out Version? version) ? new Version(version.Major, version.Minor, Math.Max(version.Build, 0)) : null;
}

/// <summary>
/// What is known of the agent at one address, for all calls of a client: its profile, learned once and shared by calls that
/// start together, the difference of its clock, and the password that it asked for last. Never shared between agents.
/// </summary>
internal sealed class KnownAgent(Func<Task<AgentProfile>> learn)
{
    private readonly object _gate = new();
    private volatile AgentProfile? _profile;
    private Task<AgentProfile>? _learning;
    private long _clockOffsetTicks;
    private volatile int _wantedKind = -1;

    /// <summary>The agent's time less ours.</summary>
    public TimeSpan ClockOffset
    {
        get => new(Interlocked.Read(ref _clockOffsetTicks));
        set => Interlocked.Exchange(ref _clockOffsetTicks, value.Ticks);
    }

    /// <summary>The header that the agent asked for when it refused the other one; null before that.</summary>
    public HeaderKind? WantedKind
    {
        get => _wantedKind < 0 ? null : (HeaderKind)_wantedKind;
        set => _wantedKind = value is { } kind ? (int)kind : -1;
    }

    /// <summary>The profile as it was learned last; null before that.</summary>
    public AgentProfile? Profile => _profile;

    /// <summary>The profile; the first caller learns it, others who come meanwhile wait for the same answer.</summary>
    /// <param name="cancellationToken">Ends this caller's waiting, not the learning.</param>
    public ValueTask<AgentProfile> GetProfileAsync(CancellationToken cancellationToken) =>
        _profile is { } profile ? ValueTask.FromResult(profile) : new ValueTask<AgentProfile>(JoinAsync(null, cancellationToken));

    /// <summary>
    /// Learns the profile again, unless another call already did since <paramref name="rejected"/> was learned. A rejected profile is not used again: when the
    /// learning fails, the next attempt begins with it, as the first one did.
    /// </summary>
    public Task<AgentProfile> RelearnAsync(AgentProfile rejected, CancellationToken cancellationToken) => JoinAsync(rejected, cancellationToken);

    /// <summary>Learns the profile again before the next call.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _profile = null;
        }
    }

    private Task<AgentProfile> JoinAsync(AgentProfile? rejected, CancellationToken cancellationToken)
    {
        Task<AgentProfile> learning;
        lock (_gate)
        {
            if (_profile is { } profile && profile != rejected)
            {
                return Task.FromResult(profile);
            }

            _profile = null;
            learning = _learning ??= SharedTask.Observed(LearnAsync());
        }

        return learning.WaitAsync(cancellationToken);
    }

    private async Task<AgentProfile> LearnAsync()
    {
        // Leaves the lock of the first caller before anything is sent, and its context: it may be blocked until this has ended.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            AgentProfile profile = await learn().ConfigureAwait(false);
            _profile = profile;
            return profile;
        }
        finally
        {
            lock (_gate)
            {
                _learning = null;
            }
        }
    }
}
