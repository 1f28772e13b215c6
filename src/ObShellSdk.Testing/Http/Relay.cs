using ObShellSdk.Testing.Routes.Tasks;
using ObShellSdk.Testing.State;

namespace ObShellSdk.Testing.Http;

/// <summary>The requests that a handler passes on to another agent.</summary>
internal static class Relay
{
    /// <summary>The routes that any agent of a cluster can handle if one of them reaches the database.</summary>
    private static readonly HashSet<string> _askedElsewhere = new(StringComparer.Ordinal)
    {
        "GET /api/v1/obcluster/info",
        "GET /api/v1/obcluster/topology/info",
        "GET /api/v1/tenants/overview",
    };

    /// <summary>Returns the agent that handles the request, or null for this one.</summary>
    public static AgentState? FindReceiver(AgentState state, Exchange exchange)
    {
        if (exchange.Route is not { } route)
        {
            return null;
        }

        if (route.NamesTask)
        {
            var (id, failure) = GenericId.Parse(route.Pattern.Value(exchange.Path, "id"));
            return failure is null && id.FindOwner(state.Simulation) is { } owner && owner != state ? owner : null;
        }

        return _askedElsewhere.Contains(route.Key) && state.ObState != 3
            ? state.Cluster.Members.Find(member => member != state && member.Responds && member.ObState == 3)
            : null;
    }
}
