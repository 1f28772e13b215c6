using ObShellSdk.Testing.Protocol;

namespace ObShellSdk.Testing.Routes;

/// <summary>Suggests routes for a request to an unknown route.</summary>
internal static class RouteAdvice
{
    private const int MaxRoutes = 3;

    public static string For(string method, string path, AgentVersion version)
    {
        if (RouteCatalogue.FindOfAnyVersion(method, path) is { } later)
        {
            return $"available from obshell {later.Since} on; this agent is {version.Text}";
        }

        var known = RouteCatalogue.Of(version);
        var samePath = known.Where(route => route.Pattern.Matches(path)).Select(route => route.Method).ToArray();
        if (samePath.Length > 0)
        {
            return $"available methods: {string.Join(", ", samePath)}";
        }

        var near = known.OrderBy(route => route.Pattern.DistanceTo(path)).ThenByDescending(route => route.Method == method).Take(MaxRoutes);
        return $"similar routes: {string.Join(", ", near.Select(route => route.Key))}";
    }
}
