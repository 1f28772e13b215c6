using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;

namespace ObShellSdk.Testing.Http;

/// <summary>A follower's way of answering: the master gets the call, sealed anew, and its answer comes back whole.</summary>
internal static class Forwarding
{
    private static readonly HashSet<string> _ofTheConnection = new(StringComparer.OrdinalIgnoreCase) { "Connection", "Keep-Alive", "Transfer-Encoding" };

    public static async Task<Answer> SendAsync(AgentState state, Exchange exchange, CancellationToken cancellationToken)
    {
        var master = state.Master!;
        var ciphertext = exchange.Context.Request.Headers["X-OCS-Header"].ToString();
        var header = JsonNode.Parse(state.Key.Decrypt(ciphertext)!)!.AsObject();
        header["ForwardType"] = 1;
        header["ForwardAgent"] = new JsonObject { ["ip"] = state.ReportedIp, ["port"] = state.Port };

        using var request = new HttpRequestMessage(new HttpMethod(exchange.Method), new Uri(master.Endpoint, exchange.RawTarget));
        request.Headers.Add("X-OCS-Header", master.State.Key.Encrypt(System.Text.Encoding.UTF8.GetBytes(header.ToJsonString())));
        if (exchange.AcceptLanguage is { } language)
        {
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
        }

        if (exchange.WireBody.Length > 0)
        {
            request.Content = new ByteArrayContent(exchange.WireBody);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/plain", "utf-8");
        }

        using var client = CreateClient(master);
        try
        {
            using var response = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            var contentType = response.Content.Headers.ContentType?.ToString() ?? "application/json";
            return new Answer((int)response.StatusCode, body, contentType)
            {
                ErrCode = Envelope.ReadErrCode(body),
                Headers = [.. response.Headers.Where(header => !_ofTheConnection.Contains(header.Key)).Select(header => (header.Key, header.Value.First()))],
            };
        }
        catch (HttpRequestException unreachable)
        {
            return Envelope.Write(state, exchange, Failure.Of("Common.Unexpected", unreachable.Message));
        }
    }

    private static HttpClient CreateClient(FakeAgent master)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null && certificate.Equals(master.Certificate);
        return new HttpClient(handler);
    }
}
