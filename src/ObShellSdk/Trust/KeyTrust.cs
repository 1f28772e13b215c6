using ObShellSdk.Diagnostics;
using ObShellSdk.Errors;
using ObShellSdk.Http;

namespace ObShellSdk.Trust;

/// <summary>Judges the key that an agent shows, before anything is encrypted with it. Whatever the user set must agree: size, pins, validation, known agents.</summary>
internal sealed class KeyTrust(ClientSettings settings)
{
    private readonly KnownAgentsFile? _knownAgents =
        settings.KnownAgentsFile is { } path ? new KnownAgentsFile(path, settings.TimeProvider) : null;

    /// <summary>Something tells the agent's key from that of somebody else.</summary>
    public bool TellsStrangers => settings.PinnedKeyFingerprints.Count > 0 || settings.KeyValidation is not null || _knownAgents is not null;

    /// <exception cref="ObShellAuthenticationException">The key is not trusted.</exception>
    /// <exception cref="InvalidDataException">The file of known agents cannot be understood.</exception>
    public async Task CheckAsync(CallFacts facts, ObShellAgentKey key, CancellationToken cancellationToken)
    {
        if (key.Bits < settings.MinimumKeyBits)
        {
            throw Failure.KeyTooSmall(facts, key.Bits, settings.MinimumKeyBits);
        }

        if (settings.PinnedKeyFingerprints.Count > 0 && !settings.PinnedKeyFingerprints.Contains(key.Fingerprint))
        {
            throw Failure.KeyNotPinned(facts, key.Fingerprint);
        }

        if (settings.KeyValidation is { } validation && !await validation(key, cancellationToken).ConfigureAwait(false))
        {
            throw Failure.KeyRefused(facts, key.Fingerprint);
        }

        // Last: what another check refuses is not to be remembered.
        if (_knownAgents is not null)
        {
            await MeetAsync(_knownAgents, facts, key, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task MeetAsync(KnownAgentsFile file, CallFacts facts, ObShellAgentKey key, CancellationToken cancellationToken)
    {
        Acquaintance met = await file.MeetAsync(key, cancellationToken).ConfigureAwait(false);
        if (met.Other is { } other)
        {
            throw Failure.KeyChanged(facts, file.Path, other.Line, other.Fingerprint, key.Fingerprint);
        }

        if (met.IsNew)
        {
            settings.Logger.AgentRemembered(AgentName.Of(key.Agent), key.Fingerprint, file.Path);
        }
    }
}
