namespace ObShellSdk;

/// <summary>
/// What an agent is called where people read it, in files, and as a key. <see cref="Uri"/> leaves the zone of a link-local address out of its text and of its equality,
/// so addresses are never compared or printed as such.
/// </summary>
internal static class AgentName
{
    /// <summary>Host and port, with the path of the endpoint if it has one; or the path of a socket.</summary>
    public static string Of(Uri agent) =>
        UnixSocketAddress.IsEndpoint(agent) ? $"{UnixSocketAddress.Scheme}:{UnixSocketAddress.PathOf(agent)}" : $"{Host(agent, agent.Host)}{(agent.IsDefaultPort ? "" : $":{agent.Port}")}{PathPrefix(agent)}";

    /// <summary>By which the agent is known in files; the port is named even where it is the one of the scheme.</summary>
    public static string HostAndPort(Uri agent) => $"{Host(agent, agent.IdnHost)}:{agent.Port}{PathPrefix(agent)}";

    /// <summary>The same text for the same agent, and another one for any other.</summary>
    public static string KeyOf(Uri agent) => UnixSocketAddress.IsEndpoint(agent) ? agent.AbsoluteUri : Origin(agent) + PathPrefix(agent);

    /// <summary>Scheme, host and port as requests name them.</summary>
    public static string Origin(Uri agent) => $"{agent.Scheme}://{Host(agent, agent.IdnHost)}:{agent.Port}";

    /// <summary>What a reverse proxy takes away before the agent sees the request; empty for an agent that is asked directly.</summary>
    public static string PathPrefix(Uri agent) => UnixSocketAddress.IsEndpoint(agent) ? "" : agent.AbsolutePath.TrimEnd('/');

    /// <summary>The host for a resolver or the system, with the zone and without brackets.</summary>
    public static string PlainHost(Uri agent) => agent.HostNameType == UriHostNameType.IPv6 ? Uri.UnescapeDataString(agent.DnsSafeHost) : agent.IdnHost;

    private static string Host(Uri agent, string name) => agent.HostNameType == UriHostNameType.IPv6 ? $"[{PlainHost(agent)}]" : name;
}
