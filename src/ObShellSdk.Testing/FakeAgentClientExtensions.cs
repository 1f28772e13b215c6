
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
        var options = new ObShellClientOptions();
        agent.ConfigureClient(options);
        configure?.Invoke(options);
        return new ObShellClient(options);
    }

    /// <summary>Turns a client to this agent whose options somebody else has set, such as the application under test: <c>services.Configure&lt;ObShellClientOptions&gt;(agent.ConfigureClient)</c>.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="options">Get the agent's address and no other, its password and certificate as for <see cref="CreateClient"/>, and lose what they were to trust before: pins, known agents, checks of keys and certificates. The rest stays.</param>
    public static void ConfigureClient(this FakeAgent agent, ObShellClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(agent);
        ArgumentNullException.ThrowIfNull(options);
        options.Endpoint = agent.Endpoint;
        options.Endpoints.Clear();
        options.Credential = CredentialFor(agent);
        options.DisableEncryption = agent.State.EncryptionDisabled;
        options.MinimumKeyBits = Math.Min(options.MinimumKeyBits, agent.State.Key.Bits);
        (options.KnownAgentsFile, options.KeyValidation, options.ServerCertificateValidation) = (null, null, null);
        options.PinnedKeyFingerprints.Clear();
        options.PinnedCertificateFingerprints.Clear();
        if (agent.CertificateFingerprint is { } fingerprint)
        {
            options.PinnedCertificateFingerprints.Add(fingerprint);
        }
    }

    private static ObShellCredential CredentialFor(FakeAgent agent) => (agent.Password, agent.AgentPassword) switch
    {
        ({ } password, _) => ObShellCredential.FromPassword(password),
        (null, { } agentPassword) => ObShellCredential.FromAgentPassword(agentPassword),
        _ => ObShellCredential.None,
    };
}
