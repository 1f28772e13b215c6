
namespace ObShellSdk.Testing;

/// <summary>Creates clients for a fake agent.</summary>
public static class FakeAgentClientExtensions
{
    /// <summary>Creates a client for this agent with its current root password, or with its agent password if it has no root password.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="configure">Changes the options before the client is created, or null.</param>
    /// <returns>The client. With <see cref="FakeAgentOptions.UseTls"/> it trusts only the agent's certificate. It accepts a key of the agent's current size.</returns>
    public static ObShellClient CreateClient(this FakeAgent agent, Action<ObShellClientOptions>? configure = null)
    {
        var options = new ObShellClientOptions();
        agent.ConfigureClient(options);
        configure?.Invoke(options);
        return new ObShellClient(options);
    }

    /// <summary>Points the options of an existing client, such as that of an application under test, to this agent: <c>services.Configure&lt;ObShellClientOptions&gt;(agent.ConfigureClient)</c>.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="options">The options to change. They get the agent's address, password and certificate as from <see cref="CreateClient"/>; other addresses, pins, known agents and checks of keys and certificates are removed. All other options stay.</param>
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
