using Microsoft.Extensions.Logging;
using ObShellSdk.Diagnostics;
using ObShellSdk.Errors;

namespace ObShellSdk.Trust;

/// <summary>Judges the key that an agent shows, before anything is encrypted with it. All that the user set must agree: size, pins, validation, known agents.</summary>
internal sealed class KeyTrust(KeyTrustSettings settings, TimeSpan attemptTimeout, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan _maxLockTimeout = TimeSpan.FromSeconds(10);

    private readonly KnownAgentsFile? _knownAgents =
        settings.KnownAgentsFile is { } path ? new KnownAgentsFile(path, LockTimeout(attemptTimeout), clock) : null;

    /// <summary>Whether an option distinguishes the agent's key from any other.</summary>
    public bool IdentifiesAgents => settings.PinnedKeyFingerprints.Count > 0 || settings.KeyValidation is not null || _knownAgents is not null;

    /// <exception cref="ObShellTrustException">The key is not trusted, or the known-agents file cannot be used.</exception>
    public async Task CheckAsync(CallFacts facts, AgentKeyInfo key, CancellationToken cancellationToken)
    {
        if (key.Bits < settings.MinimumKeyBits)
        {
            throw Failure.KeyTooSmall(facts, key.Bits, settings.MinimumKeyBits, key.Fingerprint);
        }

        if (settings.PinnedKeyFingerprints.Count > 0 && !settings.PinnedKeyFingerprints.Contains(key.Fingerprint))
        {
            throw Failure.KeyNotPinned(facts, key.Fingerprint);
        }

        if (settings.KeyValidation is { } validation && !await validation(key, cancellationToken).ConfigureAwait(false))
        {
            throw Failure.KeyRefused(facts, key.Fingerprint);
        }

        // Last: a key that another check refuses must not be saved.
        if (_knownAgents is not null)
        {
            await MatchAsync(_knownAgents, facts, key, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Shorter than an attempt, whose own timeout would blame the agent.</summary>
    private static TimeSpan LockTimeout(TimeSpan attemptTimeout) =>
        attemptTimeout != Timeout.InfiniteTimeSpan && attemptTimeout / 3 < _maxLockTimeout ? attemptTimeout / 3 : _maxLockTimeout;

    private async Task MatchAsync(KnownAgentsFile file, CallFacts facts, AgentKeyInfo key, CancellationToken cancellationToken)
    {
        KeyMatch match;
        try
        {
            match = await file.MatchAsync(key, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw Failure.KnownAgentsUnusable(facts, file.Path, exception);
        }

        if (match.Other is { } other)
        {
            throw Failure.KeyChanged(facts, file.Path, other.Line, other.Fingerprint, key.Fingerprint);
        }

        if (match.IsNew)
        {
            logger.AgentRemembered(AgentName.Of(key.Agent), key.Fingerprint, file.Path);
        }
    }
}
