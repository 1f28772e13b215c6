using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace ObShellSdk.Testing.Http;

/// <summary>What Go's server says to a caller that speaks plain http to a port of TLS. It knows callers by the beginning of their request.</summary>
internal static class PlainHttpRefusal
{
    private const int LeadBytes = 5;

    private static readonly string[] _leads = ["GET /", "HEAD ", "POST ", "PUT /", "OPTIO"];
    private static readonly byte[] _answer = Encoding.ASCII.GetBytes("HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n");

    /// <summary>Looks at the first bytes, and leaves them for TLS if they are not those of a request.</summary>
    public static ConnectionDelegate Guard(ConnectionDelegate next) => async connection =>
    {
        try
        {
            if (await SpeaksPlainHttpAsync(connection).ConfigureAwait(false))
            {
                await connection.Transport.Output.WriteAsync(_answer, connection.ConnectionClosed).ConfigureAwait(false);
                return;
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            return;
        }

        await next(connection).ConfigureAwait(false);
    };

    private static async Task<bool> SpeaksPlainHttpAsync(ConnectionContext connection)
    {
        // An agent that stops does not wait for callers who have not said anything yet.
        var stopping = connection.Features.GetRequiredFeature<IConnectionLifetimeNotificationFeature>().ConnectionClosedRequested;
        var read = await connection.Transport.Input.ReadAtLeastAsync(LeadBytes, stopping).ConfigureAwait(false);
        var lead = Encoding.ASCII.GetString(read.Buffer.Slice(0, Math.Min(LeadBytes, read.Buffer.Length)));
        connection.Transport.Input.AdvanceTo(read.Buffer.Start);
        return _leads.Contains(lead, StringComparer.Ordinal);
    }
}
