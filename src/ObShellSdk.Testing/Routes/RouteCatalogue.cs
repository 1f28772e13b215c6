using ObShellSdk.Testing.Protocol;

namespace ObShellSdk.Testing.Routes;

/// <summary>All operations of the contract, simulated or not, with their authentication and first version.</summary>
internal static class RouteCatalogue
{
    private static readonly RouteEntry[] _routes = Load();

    /// <summary>Returns all operations of a version.</summary>
    public static RouteEntry[] Of(AgentVersion version) => Array.FindAll(_routes, route => version.Has(route.Since));

    /// <summary>Finds an operation of a version.</summary>
    public static RouteEntry? Find(string method, string path, AgentVersion version)
        => Array.Find(_routes, route => route.Method == method && version.Has(route.Since) && route.Pattern.Matches(path));

    /// <summary>Finds an operation of any version, because a rule may respond for a newer route.</summary>
    public static RouteEntry? FindOfAnyVersion(string method, string path)
        => Array.Find(_routes, route => route.Method == method && route.Pattern.Matches(path));

    private static RouteEntry[] Load()
    {
        using var stream = typeof(RouteCatalogue).Assembly.GetManifestResourceStream("ObShellSdk.Testing.Routes.routes.tsv")!;
        using var reader = new StreamReader(stream);
        return [.. ReadLines(reader)
            .Select(line => line.Split('\t'))
            .Select(cells => new RouteEntry(cells[0], new PathPattern(cells[1]), Read<RouteProtection>(cells[2]), Version.Parse(cells[3]), Read<FailureData>(cells[4])))
            .OrderBy(route => route.Pattern.Precedence, StringComparer.Ordinal)];
    }

    private static IEnumerable<string> ReadLines(StreamReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static T Read<T>(string text)
        where T : struct, Enum => Enum.Parse<T>(text, ignoreCase: true);
}
