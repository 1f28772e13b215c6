using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace ObShellSdk.Testing.Http;

/// <summary>The open connections of callers, which a restart drops.</summary>
internal sealed class LiveConnections
{
    private readonly ConcurrentDictionary<string, ConnectionContext> _open = new(StringComparer.Ordinal);

    public ConnectionDelegate Track(ConnectionDelegate next) => async connection =>
    {
        _open[connection.ConnectionId] = connection;
        try
        {
            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            _open.TryRemove(connection.ConnectionId, out _);
        }
    };

    public void Cut()
    {
        foreach (var connection in _open.Values)
        {
            connection.Abort();
        }
    }
}
