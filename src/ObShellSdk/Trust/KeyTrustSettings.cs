namespace ObShellSdk.Trust;

/// <summary>Which keys of agents are trusted. All that is set must agree.</summary>
internal sealed record KeyTrustSettings
{
    /// <summary>Lower-case hex; empty if none is pinned.</summary>
    public required IReadOnlyCollection<string> PinnedKeyFingerprints { get; init; }

    /// <summary>The whole path; null for no file.</summary>
    public required string? KnownAgentsFile { get; init; }

    public required Func<AgentKeyInfo, CancellationToken, ValueTask<bool>>? KeyValidation { get; init; }

    public required int MinimumKeyBits { get; init; }
}
