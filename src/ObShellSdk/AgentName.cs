namespace ObShellSdk;

/// <summary>
/// Names an agent in messages, in files and as a key. <see cref="Uri"/> ignores the zone of a link-local address in its text and in comparisons,
/// so addresses are never compared or printed directly.
/// </summary>
internal static class AgentName
{
    /// <summary>Returns host and port, with the path of the endpoint if it has one; or the path of a socket.</summary>
    public static string Of(Uri agent) =>
        UnixSocketAddress.IsEndpoint(agent) ? $"{UnixSocketAddress.Scheme}:{UnixSocketAddress.PathOf(agent)}" : $"{Host(agent, agent.Host)}{(agent.IsDefaultPort ? "" : $":{agent.Port}")}{PathPrefix(agent)}";

    /// <summary>Returns the name of the agent in files. It always contains the port, even the default port of the scheme.</summary>
    public static string HostAndPort(Uri agent) => $"{Host(agent, agent.IdnHost)}:{agent.Port}{PathPrefix(agent)}";

    /// <summary>Returns a text that identifies the agent.</summary>
    public static string KeyOf(Uri agent) => UnixSocketAddress.IsEndpoint(agent) ? agent.AbsoluteUri : Origin(agent) + PathPrefix(agent);

    /// <summary>Returns scheme, host and port as requests contain them.</summary>
    public static string Origin(Uri agent) => $"{agent.Scheme}://{Host(agent, agent.IdnHost)}:{agent.Port}";

    /// <summary>Returns the path that a reverse proxy removes before the agent gets the request; empty if there is no proxy.</summary>
    public static string PathPrefix(Uri agent) => UnixSocketAddress.IsEndpoint(agent) ? "" : agent.AbsolutePath.TrimEnd('/');

    /// <summary>Returns the host for a resolver or the system, with the zone and without brackets.</summary>
    public static string PlainHost(Uri agent) => agent.HostNameType == UriHostNameType.IPv6 ? Uri.UnescapeDataString(agent.DnsSafeHost) : agent.IdnHost;

    private static string Host(Uri agent, string name) => agent.HostNameType == UriHostNameType.IPv6 ? $"[{PlainHost(agent)}]" : name;
}
