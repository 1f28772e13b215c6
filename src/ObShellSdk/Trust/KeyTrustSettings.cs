namespace ObShellSdk.Trust;

/// <summary>Which keys of agents are trusted. All that is set must agree.</summary>
internal sealed record KeyTrustSettings
{
    private volatile IReadOnlyCollection<string> _pinnedKeys = [];

    /// <summary>Lower-case hex; empty if none is pinned. They can change while the client is in use.</summary>
    public required IReadOnlyCollection<string> PinnedKeyFingerprints { get => _pinnedKeys; init => _pinnedKeys = value; }

    /// <summary>The whole path; null for no file.</summary>
    public required string? KnownAgentsFile { get; init; }

    public required Func<AgentKeyInfo, CancellationToken, ValueTask<bool>>? KeyValidation { get; init; }

    public required int MinimumKeyBits { get; init; }

    /// <summary>Trusts other keys from now on.</summary>
    public void Pin(IReadOnlyCollection<string> fingerprints) => _pinnedKeys = fingerprints;
}
