namespace ObShellSdk.Http;

/// <summary>
/// The profiles of the agents that answer at one address. Usually that is one agent, whose new key replaces the old one. Behind a virtual IP or a Kubernetes service
/// there are several, each with a key of its own, and any of them may get the next request.
/// </summary>
internal sealed class AddressKeys
{
    // More agents than stand behind one address, so that none can fill the memory with made-up names.
    private const int MaxAgents = 16;

    private readonly object _gate = new();
    private readonly Dictionary<string, AgentProfile> _byAgent = [];
    private volatile bool _areSought;
    private volatile string? _onlyKey;

    /// <summary>Whether the keys of other agents are looked for: each question then goes over another connection.</summary>
    public bool AreSought
    {
        get => _areSought;
        set => _areSought = value;
    }

    /// <summary>A rejected key that was found to be the only one; null if there is none.</summary>
    public string? OnlyKey
    {
        get => _onlyKey;
        set => _onlyKey = value;
    }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _byAgent.Count;
            }
        }
    }

    public bool IsShared => Count > 1;

    /// <param name="agent">What the agent calls itself.</param>
    /// <param name="profile">As it was learned just now.</param>
    public void Add(string agent, AgentProfile profile)
    {
        lock (_gate)
        {
            if (_byAgent.Count < MaxAgents || _byAgent.ContainsKey(agent))
            {
                _byAgent[agent] = profile;
            }
        }
    }

    /// <summary>The next one in turn.</summary>
    public AgentProfile After(AgentProfile profile)
    {
        lock (_gate)
        {
            AgentProfile[] all = [.. _byAgent.Values];
            int index = Array.FindIndex(all, each => each.Key.Fingerprint == profile.Key.Fingerprint);
            return all[(index + 1) % all.Length];
        }
    }
}
