namespace ObShellSdk.Http;

/// <summary>What an agent is called where people read it: host and port, or the path of its socket.</summary>
internal static class AgentName
{
    public static string Of(Uri agent) => UnixSocket.IsEndpoint(agent) ? $"{UnixSocket.Scheme}:{UnixSocket.PathOf(agent)}" : agent.Authority;

    /// <summary>By which the agent is known in files; the port is named even where it is the one of the scheme.</summary>
    public static string HostAndPort(Uri agent) => $"{(agent.HostNameType == UriHostNameType.IPv6 ? agent.Host : agent.IdnHost)}:{agent.Port}";
}
