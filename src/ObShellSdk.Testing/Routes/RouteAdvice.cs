using ObShellSdk.Testing.Protocol;

namespace ObShellSdk.Testing.Routes;

/// <summary>Which routes somebody may have meant who asked for one that is not there.</summary>
internal static class RouteAdvice
{
    private const int Most = 3;

    public static string For(string method, string path, AgentVersion version)
    {
        if (RouteCatalogue.FindOfAnyVersion(method, path) is { } later)
        {
            return $"a route since obshell {later.Since}, this is {version.Text}";
        }

        var known = RouteCatalogue.Of(version);
        var samePath = known.Where(route => route.Pattern.Matches(path)).Select(route => route.Method).ToArray();
        if (samePath.Length > 0)
        {
            return $"expected with that path: {string.Join(", ", samePath)}";
        }

        var near = known.OrderBy(route => route.Pattern.DistanceTo(path)).ThenByDescending(route => route.Method == method).Take(Most);
        return $"near it: {string.Join(", ", near.Select(route => route.Key))}";
    }
}
