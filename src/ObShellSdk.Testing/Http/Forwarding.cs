using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;

namespace ObShellSdk.Testing.Http;

/// <summary>Forwards requests to other agents and returns their responses unchanged.</summary>
internal static class Forwarding
{
    private const int BodyKeyBytes = 16;

    /// <summary>The lifetime of a header that the agent creates. Agents whose clocks differ by more cannot forward to each other.</summary>
    private static readonly TimeSpan _lifetime = TimeSpan.FromSeconds(10);

    private static readonly HashSet<string> _ofTheConnection = new(StringComparer.OrdinalIgnoreCase) { "Connection", "Keep-Alive", "Transfer-Encoding" };

    /// <summary>Sends the request of a follower to its master. Only the header is encrypted again.</summary>
    public static Task<WireResponse> SendToMasterAsync(AgentState state, Exchange exchange, CancellationToken cancellationToken)
    {
        var ciphertext = exchange.Context.Request.Headers["X-OCS-Header"].ToString();
        var header = JsonNode.Parse(state.Key.Decrypt(ciphertext)!)!.AsObject();
        header["ForwardType"] = 1;
        header["ForwardAgent"] = WriteAddress(state);
        return SendAsync(state, exchange, state.Master!.State, "X-OCS-Header", header, exchange.WireBody, cancellationToken);
    }

    /// <summary>Sends a request that the handler authenticates itself with the root password, and encrypts the body again.</summary>
    public static Task<WireResponse> SendToAgentAsync(AgentState state, Exchange exchange, AgentState receiver, CancellationToken cancellationToken)
    {
        var expiresAt = (state.Clock.Now + _lifetime).ToUnixTimeSeconds();
        var body = exchange.Request.Body ?? ArraySegment<byte>.Empty;
        if (state.Version.SpeaksV1)
        {
            var first = new JsonObject { ["password"] = state.RememberedPassword ?? "", ["ts"] = expiresAt };
            return SendAsync(state, exchange, receiver, "X-OCS-Auth", first, [.. body], cancellationToken);
        }

        var keys = RandomNumberGenerator.GetBytes(2 * BodyKeyBytes);
        var header = new JsonObject
        {
            ["Auth"] = state.RememberedPassword ?? "",
            ["Ts"] = expiresAt.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Uri"] = exchange.RawTarget,
            ["Keys"] = Convert.ToBase64String(keys),
            ["Token"] = state.Identity == FakeAgentIdentity.Master ? receiver.Token : state.Token,
            ["ForwardType"] = 2,
            ["ForwardAgent"] = WriteAddress(state),
        };
        byte[] wireBody = state.EncryptionDisabled || body.Count == 0 ? [.. body] : Encoding.ASCII.GetBytes(BodyCipher.Seal(body, keys));
        return SendAsync(state, exchange, receiver, "X-OCS-Header", header, wireBody, cancellationToken);
    }

    private static async Task<WireResponse> SendAsync(
        AgentState state, Exchange exchange, AgentState receiver, string headerName, JsonObject header, byte[] body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(new HttpMethod(exchange.Method), new Uri(receiver.Agent.Endpoint, exchange.RawTarget));
        request.Headers.Add(headerName, receiver.Key.Encrypt(Encoding.UTF8.GetBytes(header.ToJsonString())));
        if (exchange.AcceptLanguage is { } language)
        {
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
        }

        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/plain", "utf-8");
        }

        using var client = CreateClient(receiver.Agent);
        try
        {
            using var response = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            var contentType = response.Content.Headers.ContentType?.ToString() ?? "application/json";
            return new WireResponse((int)response.StatusCode, answer, contentType)
            {
                ErrCode = Envelope.ReadErrCode(answer),
                Headers = [.. response.Headers.Where(header => !_ofTheConnection.Contains(header.Key)).Select(header => (header.Key, header.Value.First()))],
            };
        }
        catch (HttpRequestException unreachable)
        {
            return Envelope.Write(state, exchange, Failure.Of("Common.Unexpected", unreachable.Message));
        }
    }

    private static JsonObject WriteAddress(AgentState state) => new() { ["ip"] = state.ReportedIp, ["port"] = state.Port };

    private static HttpClient CreateClient(FakeAgent receiver)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null && certificate.Equals(receiver.Certificate);
        return new HttpClient(handler);
    }
}
