using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using ObShellSdk.Errors;

namespace ObShellSdk.Encryption;

/// <summary>
/// Encrypts header and body of a request, as the last step before the transport. If there are handlers in front, it leaves the request that it is given
/// untouched and sends a sealed copy, so that they may send a read again and get a fresh seal. A command is sent once.
/// </summary>
internal sealed class SealingHandler(TimeProvider timeProvider) : DelegatingHandler
{
    private const string OceanBaseHeader = "X-OCS-Header";
    private const string AgentHeader = "X-OCS-Agent-Header";
    private const string DigestHeader = "X-OCS-File-SHA256";
    private const string V1Header = "X-OCS-Auth";

    /// <summary>Whether a handler, or one behind it, goes by itself where an answer points.</summary>
    public static bool FollowsRedirects(HttpMessageHandler? handler) => handler switch
    {
        DelegatingHandler outer => FollowsRedirects(outer.InnerHandler),
        SocketsHttpHandler sockets => sockets.AllowAutoRedirect,
        HttpClientHandler sockets => sockets.AllowAutoRedirect,
        _ => false,
    };

    /// <summary>Whether the requests of a handler pass through the encryption, and through nothing else before the primary handler.</summary>
    public static bool IsLastOf(HttpMessageHandler? handler) => handler switch
    {
        SealingHandler => true,
        DelegatingHandler outer => IsLastOf(outer.InnerHandler),
        _ => false,
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        OutgoingRequest? direct = (request as OutgoingMessage)?.Direct;
        if ((direct ?? Carried(request)) is not { } attempt)
        {
            throw new HandlerMisuseException(
                "The HTTP pipeline of an ObShellClient can send only the client's own requests. A handler in front of it must pass them on with their Options.");
        }

        if (FollowsRedirects(InnerHandler))
        {
            throw new HandlerMisuseException(
                "The primary handler of this HTTP pipeline follows redirects, and would send the authentication header to the redirect's target. Set its AllowAutoRedirect to false.");
        }

        if (attempt.LocalConnect is { } connect && (InnerHandler is not SocketsHttpHandler own || own.ConnectCallback != connect))
        {
            throw new HandlerMisuseException("An agent's Unix domain socket can be used only with the client's own transport, because what is sent there is not encrypted.");
        }

        if (attempt.Claim() is { } earlier)
        {
            // The handler may take this refusal for the outcome, so it comes after that of the first sending.
            await earlier.WaitAsync(cancellationToken).ConfigureAwait(false);
            throw new RepeatedCommandException();
        }

        HttpRequestMessage sealedRequest = direct is null ? Copy(request) : request;
        try
        {
            if (attempt.LocalConnect is not null)
            {
                sealedRequest.Headers.Host = "localhost";
            }

            Seal(sealedRequest, attempt);

            // An agent that cannot open the header says so before it reads the body: the file is not sent in vain.
            if (attempt.Upload is not null)
            {
                sealedRequest.Headers.ExpectContinue = true;
            }

            attempt.Handed = true;
            HttpResponseMessage response = await base.SendAsync(sealedRequest, cancellationToken).ConfigureAwait(false);

            // Handlers in front see the request as they sent it, not the credentials on it.
            response.RequestMessage = request;
            return response;
        }
        catch (Exception exception)
        {
            attempt.TransportFailure = TransportFailure.Unquoted(exception) ?? exception;
            if (attempt.TransportFailure != exception)
            {
                throw attempt.TransportFailure;
            }

            throw;
        }
        finally
        {
            attempt.Sent();
            if (direct is null)
            {
                sealedRequest.Dispose();
            }
        }
    }

    private static OutgoingRequest? Carried(HttpRequestMessage request) =>
        request.Options.TryGetValue(OutgoingRequest.Key, out OutgoingRequest? outgoing) ? outgoing : null;

    private void Seal(HttpRequestMessage request, OutgoingRequest attempt)
    {
        if (attempt.Seal is not { } seal)
        {
            request.Content = Plain(attempt);
            return;
        }

        // What the transport writes on the request line is this very property of this very object.
        string target = request.RequestUri!.PathAndQuery;
        target = target.StartsWith(attempt.PathPrefix, StringComparison.Ordinal) ? target[attempt.PathPrefix.Length..] : target;
        long expires = (timeProvider.GetUtcNow() + seal.ClockOffset + seal.Lifetime).ToUnixTimeSeconds();
        if (attempt is { Upload: { } file, UploadDigest: { } digest })
        {
            request.Content = new UploadContent(file, null, attempt, timeProvider);
            request.Headers.TryAddWithoutValidation(DigestHeader, seal.Key.Encrypt(Encoding.ASCII.GetBytes(digest)));

            // The digest is all that is asked for. A header beside it, without a password, shows a changed key before the file is sent.
            Seal empty = seal with { Password = "", Session = null };
            request.Headers.TryAddWithoutValidation(OceanBaseHeader, HeaderSealer.SealV2(empty, expires, target, []));
            return;
        }

        if (seal.Version == AuthenticationVersion.V1)
        {
            request.Content = Plain(attempt);
            request.Headers.TryAddWithoutValidation(V1Header, HeaderSealer.SealV1(seal.Key, seal.Password.Reveal(), expires));
            return;
        }

        // Without a body there is nothing to open, and a header without keys fits one RSA block.
        Span<byte> keys = stackalloc byte[attempt is { Body: null, Upload: null, WantsKeys: false } ? 0 : BodyCipher.KeysLength];
        RandomNumberGenerator.Fill(keys);
        try
        {
            request.Content = attempt.Upload is { } upload
                ? new UploadContent(upload, keys.ToArray(), attempt, timeProvider)
                : new WireContent(attempt.Body is null ? null : BodyCipher.Encrypt(attempt.Body, keys), attempt);
            attempt.AnswerKeys = attempt.WantsKeys ? keys.ToArray() : null;
            request.Headers.TryAddWithoutValidation(
                seal.Kind == HeaderKind.Agent ? AgentHeader : OceanBaseHeader, HeaderSealer.SealV2(seal, expires, target, keys));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(keys);
        }
    }

    private HttpContent Plain(OutgoingRequest attempt) =>
        attempt.Upload is { } upload ? new UploadContent(upload, null, attempt, timeProvider) : new WireContent(attempt.Body, attempt);

    private static HttpRequestMessage Copy(HttpRequestMessage request)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Version = request.Version, VersionPolicy = request.VersionPolicy };
        foreach (KeyValuePair<string, HeaderStringValues> header in request.Headers.NonValidated)
        {
            copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return copy;
    }
}

/// <summary>A handler in front broke the rules of the pipeline; the text says which. Nothing was sent.</summary>
internal sealed class HandlerMisuseException(string message) : InvalidOperationException(message);

/// <summary>A handler in front sent an attempt of a command a second time. The second one was not sent.</summary>
internal sealed class RepeatedCommandException() : InvalidOperationException(
    "A handler of this HTTP pipeline tried to send a command of an ObShellClient a second time. It was not sent again, because an agent may have carried it out already.");
