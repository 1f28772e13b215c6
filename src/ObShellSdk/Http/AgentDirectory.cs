using System.Collections.Concurrent;

namespace ObShellSdk.Http;

/// <summary>The agents that a client knows: those of the cluster, among which calls choose, and those that were addressed by themselves.</summary>
internal sealed class AgentDirectory
{
    /// <summary>More than any cluster has: no agent can fill the memory with others, however often it is asked.</summary>
    public const int MaxAgents = 1024;

    private const string Master = "MASTER";

    private readonly ConcurrentDictionary<string, AgentNode> _nodes = new();
    private readonly Func<Uri, AgentNode> _create;
    private volatile AgentNode[] _named;
    private volatile AgentNode[] _cluster;
    private volatile AgentNode _current;

    public AgentDirectory(IReadOnlyList<Uri> endpoints, Func<Uri, AgentNode> create)
    {
        _create = create;
        _named = [.. endpoints.Select(Get)];
        foreach (AgentNode node in _named)
        {
            node.IsAddressed = true;
        }

        _cluster = _named;
        _current = _named[0];
    }

    /// <summary>The agents among which calls choose.</summary>
    public IReadOnlyList<AgentNode> Cluster => _cluster;

    /// <summary>Every agent that was ever asked or named.</summary>
    public IEnumerable<AgentNode> All => _nodes.Values;

    /// <summary>The agent at an address, known or not; what is learned of it is kept for all who ask it.</summary>
    public AgentNode Get(Uri endpoint) => _nodes.GetOrAdd(AgentName.KeyOf(endpoint), static (_, it) => it._create(it.endpoint), (_create, endpoint));

    /// <summary>From now on calls choose among these too, up to <see cref="MaxAgents"/>. Of those that were discovered before, a complete list keeps only its own.</summary>
    public void Join(IEnumerable<Uri> endpoints, bool isComplete)
    {
        lock (_nodes)
        {
            AgentNode[] found = [.. endpoints.Select(Get)];
            AgentNode[] cluster = [.. (isComplete ? _named : _cluster).Union(found).Take(Math.Max(MaxAgents, _named.Length))];
            if (!cluster.Contains(_current))
            {
                _current = cluster.FirstOrDefault(node => node.Health.Serves) ?? cluster[0];
            }

            _cluster = cluster;
        }
    }

    /// <summary>The agents that the user names from now on. Those that were discovered stay.</summary>
    public void Name(IReadOnlyList<Uri> endpoints)
    {
        lock (_nodes)
        {
            AgentNode[] before = _named;
            AgentNode[] named = [.. endpoints.Select(Get)];
            foreach (AgentNode node in before)
            {
                node.IsAddressed = false;
            }

            foreach (AgentNode node in named)
            {
                node.IsAddressed = true;
            }

            AgentNode[] cluster = [.. named.Union(_cluster.Except(before))];
            if (!cluster.Contains(_current))
            {
                _current = cluster.FirstOrDefault(node => node.Health.Serves) ?? cluster[0];
            }

            (_named, _cluster) = (named, cluster);
        }
    }

    /// <summary>The agent that says that it is the master, before a cluster is initialized; null if none is known.</summary>
    public AgentNode? FindMaster() => _nodes.Values.FirstOrDefault(node => node.Learner.Agent.Profile?.Identity == Master);

    /// <summary>
    /// The agent for the next attempt: the one that served last while it serves, then others that do, then one whose pause is over. If all are paused, one of them is
    /// asked all the same. An agent that is known to be too old for the operation gives way to a serving one that is known to have it.
    /// </summary>
    public AgentNode Choose(ApiOperation operation, IReadOnlyCollection<AgentNode> tried)
    {
        AgentNode[] cluster = _cluster;
        AgentNode chosen = Choose(cluster, tried);
        return cluster.Length > 1 && chosen.Has(operation) == false
            ? cluster.FirstOrDefault(node => node.Has(operation) == true && node.Health.Serves && !tried.Contains(node)) ?? chosen
            : chosen;
    }

    private AgentNode Choose(AgentNode[] cluster, IReadOnlyCollection<AgentNode> tried)
    {
        AgentNode current = _current;
        if (cluster.Length == 1)
        {
            return current;
        }

        if (current.Health.Serves && !tried.Contains(current))
        {
            return current;
        }

        AgentNode[] left = [.. cluster.Where(node => !tried.Contains(node))];
        return left.FirstOrDefault(node => node.Health.Serves)
            ?? left.FirstOrDefault(node => node.Health.TryProbe())
            ?? left.FirstOrDefault()
            ?? current;
    }

    /// <summary>Another agent to ask beside those that have not answered yet; null if none is known to serve.</summary>
    public AgentNode? ChooseBeside(IReadOnlyCollection<AgentNode> tried)
    {
        AgentNode[] left = [.. _cluster.Where(node => !tried.Contains(node))];
        return left.FirstOrDefault(node => node.Health.Serves) ?? left.FirstOrDefault(node => node.Health.TryProbe());
    }

    /// <summary>Whether there is an agent that a call has not tried.</summary>
    public bool HasOther(IReadOnlyCollection<AgentNode> tried) => _cluster.Any(node => !tried.Contains(node));

    /// <summary>An agent answered: further calls go there.</summary>
    public void Prefer(AgentNode node)
    {
        node.Health.Served();
        if (_current != node && _cluster.Contains(node))
        {
            _current = node;
        }
    }
}
