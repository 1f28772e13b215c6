using System.Net.Sockets;

namespace ObShellSdk;

/// <summary>The address of an agent that is asked through its Unix domain socket, <c>unix:///path</c>.</summary>
internal static class UnixSocketAddress
{
    public const string Scheme = "unix";

    public static bool IsEndpoint(Uri endpoint) => endpoint.Scheme == Scheme;

    public static string PathOf(Uri endpoint) => Uri.UnescapeDataString(endpoint.AbsolutePath);

    /// <summary>What is wrong with an endpoint; null if nothing is.</summary>
    public static string? Fault(Uri endpoint)
    {
        if (endpoint.Host.Length > 0 || endpoint.Query.Length > 0 || endpoint.Fragment.Length > 0 || endpoint.UserInfo.Length > 0 || endpoint.AbsolutePath.EndsWith('/'))
        {
            return "A socket is unix:// and its whole path, such as unix:///home/admin/oceanbase/run/obshell.sock.";
        }

        try
        {
            _ = new UnixDomainSocketEndPoint(PathOf(endpoint));
            return null;
        }
        catch (ArgumentException)
        {
            return "The path of the socket is longer than this system allows.";
        }
    }
}
