using System.Net.Sockets;

namespace ObShellSdk;

/// <summary>The address of an agent's Unix domain socket, <c>unix:///path</c>.</summary>
internal static class UnixSocketAddress
{
    public const string Scheme = "unix";

    public static bool IsEndpoint(Uri endpoint) => endpoint.Scheme == Scheme;

    public static string PathOf(Uri endpoint) => Uri.UnescapeDataString(endpoint.AbsolutePath);

    /// <summary>Returns what is wrong with an endpoint, or null if it is valid.</summary>
    public static string? Fault(Uri endpoint)
    {
        if (endpoint.Host.Length > 0 || endpoint.Query.Length > 0 || endpoint.Fragment.Length > 0 || endpoint.UserInfo.Length > 0 || endpoint.AbsolutePath.EndsWith('/'))
        {
            return "A socket endpoint must be unix:// and an absolute path, such as unix:///home/admin/oceanbase/run/obshell.sock.";
        }

        try
        {
            _ = new UnixDomainSocketEndPoint(PathOf(endpoint));
            return null;
        }
        catch (ArgumentException)
        {
            return "The path of the socket must not be longer than this system allows.";
        }
    }
}
