using ObShellSdk.Testing.State.Services;

namespace ObShellSdk.Testing;

/// <summary>Makes clients for a fake agent.</summary>
public static class FakeAgentClientExtensions
{
    /// <summary>A client for this agent with the root password that it has now; without one, the agent password; without both, none.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="configure">Changes the options before the client is made.</param>
    /// <returns>The client. Under <see cref="FakeAgentOptions.UseTls"/> it trusts the agent's certificate and no other. It takes a key as small as the agent's is now.</returns>
    public static ObShellClient CreateClient(this FakeAgent agent, Action<ObShellClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(agent);
        var options = new ObShellClientOptions
        {
            Endpoint = agent.Endpoint,
            Credential = CredentialFor(agent),
            DisableEncryption = agent.State.EncryptionDisabled,
        };
        options.MinimumKeyBits = Math.Min(options.MinimumKeyBits, agent.State.Key.Bits);
        if (agent.CertificateFingerprint is { } fingerprint)
        {
            options.PinnedCertificateFingerprints.Add(fingerprint);
        }

        configure?.Invoke(options);
        return new ObShellClient(options);
    }

    private static ObShellCredential CredentialFor(FakeAgent agent) => (agent.Password, agent.AgentPassword) switch
    {
        ({ } password, _) => ObShellCredential.FromPassword(password),
        (null, { } agentPassword) => ObShellCredential.FromAgentPassword(agentPassword),
        _ => ObShellCredential.None,
    };
}
