using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace ObShellSdk.Testing.Http;

/// <summary>The response of Go's server to plain HTTP on a TLS port. It detects plain HTTP by the first bytes.</summary>
internal static class PlainHttpRefusal
{
    private const int LeadBytes = 5;

    private static readonly string[] _leads = ["GET /", "HEAD ", "POST ", "PUT /", "OPTIO"];
    private static readonly byte[] _answer = Encoding.ASCII.GetBytes("HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n");

    /// <summary>Reads the first bytes and passes the connection on to TLS if they do not start an HTTP request.</summary>
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
        // A stopping agent does not wait for callers that have sent nothing yet.
        var stopping = connection.Features.GetRequiredFeature<IConnectionLifetimeNotificationFeature>().ConnectionClosedRequested;
        var read = await connection.Transport.Input.ReadAtLeastAsync(LeadBytes, stopping).ConfigureAwait(false);
        var lead = Encoding.ASCII.GetString(read.Buffer.Slice(0, Math.Min(LeadBytes, read.Buffer.Length)));
        connection.Transport.Input.AdvanceTo(read.Buffer.Start);
        return _leads.Contains(lead, StringComparer.Ordinal);
    }
}
