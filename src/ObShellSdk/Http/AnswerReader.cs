using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ObShellSdk.Encryption;
using ObShellSdk.Errors;
using ObShellSdk.Serialization;

namespace ObShellSdk.Http;

/// <summary>An answer as far as it could be read: a value, or the failure for the caller.</summary>
internal readonly record struct Answer<T>(T? Value, ObShellException? Failure, DateTimeOffset? AgentTime);

/// <summary>Turns an HTTP answer into a value or an exception. The exception is made here and thrown at the end of the pipeline.</summary>
internal static class AnswerReader
{
    private const string Json = "application/json";
    private const string UnreadableMediaType = "unreadable";
    private const int MaxBytesInOnePiece = 256 * 1024;

    // The type says how to read data; it is null where the operation has none. A connection that breaks here throws.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<Answer<T>> ReadAsync<T>(
        Attempt attempt, HttpResponseMessage response, JsonTypeInfo<T>? type, int maxBytes, CancellationToken cancellationToken)
    {
        HttpStatusCode status = response.StatusCode;
        long announced = response.Content.Headers.ContentLength ?? 4096;
        if (announced > maxBytes)
        {
            return TooLong<T>(attempt, status, maxBytes);
        }

        using var buffer = new WipedBuffer((int)Math.Clamp(announced + 1, 256, 1024 * 1024));
        Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            int count;
            while ((count = await stream.ReadAsync(buffer.GetMemory(), cancellationToken).ConfigureAwait(false)) > 0)
            {
                buffer.Advance(count);
                if (buffer.Length > maxBytes)
                {
                    return TooLong<T>(attempt, status, maxBytes);
                }
            }
        }

        // Small ones are parsed in one piece, which takes milliseconds.
        bool isLarge = buffer.Length > MaxBytesInOnePiece;
        if (isLarge && JsonExtent.IsBeyond(buffer.Written, maxBytes, cancellationToken))
        {
            return Unreadable<T>(
                attempt, status,
                $"it holds more objects and lists, or more values, than {nameof(ObShellClientOptions.MaxResponseBytes)} allows (one for each {JsonExtent.BytesForContainer} or {JsonExtent.BytesForValue} bytes of it)");
        }

        Answer<T> answer = Interpret(attempt, response, type, buffer.Written, isLarge, out Range? later);
        return later is { } data ? await ReadInPiecesAsync(attempt, status, answer, type!, buffer.Open(data), cancellationToken).ConfigureAwait(false) : answer;
    }

    /// <summary>The data of a large response. The token is checked between pieces of it.</summary>
    private static async ValueTask<Answer<T>> ReadInPiecesAsync<T>(
        Attempt attempt, HttpStatusCode status, Answer<T> answer, JsonTypeInfo<T> type, MemoryStream data, CancellationToken cancellationToken)
    {
        try
        {
            T? value = await JsonSerializer.DeserializeAsync(data, type, cancellationToken).ConfigureAwait(false);
            return value is null ? Unreadable<T>(attempt, status, "its data is null") : answer with { Value = value };
        }
        catch (Exception exception) when (Envelope.IsOfContent(exception))
        {
            return Misshapen<T>(attempt, status, exception);
        }
    }

    /// <param name="attempt">The request that was answered.</param>
    /// <param name="response">The response.</param>
    /// <param name="type">What its data is; null for none.</param>
    /// <param name="bytes">Its content.</param>
    /// <param name="isLarge">Whether data is left to be read in pieces.</param>
    /// <param name="later">Where that data stands; null when there is nothing left to read.</param>
    private static Answer<T> Interpret<T>(Attempt attempt, HttpResponseMessage response, JsonTypeInfo<T>? type, ReadOnlySpan<byte> bytes, bool isLarge, out Range? later)
    {
        later = null;
        HttpStatusCode status = response.StatusCode;
        if (bytes.IsEmpty && status == HttpStatusCode.NoContent && attempt.Operation.MayBeEmpty)
        {
            return default;
        }

        string? mediaType = MediaType(attempt, response.Content.Headers);
        if (LimitOfProxies(status) is { } limit && (mediaType is null || !IsJson(mediaType)))
        {
            return new Answer<T>(default, Failure.ProxyLimit(attempt.Facts(MayHaveRun(status)), status, mediaType, limit), null);
        }

        if (NotAnEnvelope(attempt, response, mediaType, bytes) is { } reason)
        {
            return new Answer<T>(default, Failure.NoEnvelope(attempt.Facts(MayHaveRun(status)), status, mediaType, reason), null);
        }

        Envelope envelope;
        T? value;
        bool isAsWritten = attempt.Request?.AnswerKeys is null && !attempt.Operation.HasUntaggedAnswer;
        try
        {
            envelope = Envelope.Read(bytes, attempt.Mask, isAsWritten && !isLarge ? type : null, out value);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            // The texts of JSON exceptions may quote what they could not read.
            return new Answer<T>(
                default, Failure.NoEnvelope(attempt.Facts(MayHaveRun(status)), status, mediaType, "its JSON is cut off or is no obshell envelope"), null);
        }

        Record(attempt, status, envelope);
        if (!envelope.Successful || envelope.Error is not null || (int)status >= 400)
        {
            return new Answer<T>(default, Refusal(attempt, status, envelope.Error ?? new ApiError(), attempt.ShownTraceId), envelope.Timestamp);
        }

        if (type is null)
        {
            return new Answer<T>(default, null, envelope.Timestamp);
        }

        if (envelope.Data.IsEmpty)
        {
            return attempt.Operation.MayBeEmpty ? new Answer<T>(default, null, envelope.Timestamp) : Unreadable<T>(attempt, status, "it says success but carries no data");
        }

        if (isAsWritten && isLarge)
        {
            bytes.Overlaps(envelope.Data, out int start);
            later = start..(start + envelope.Data.Length);
            return new Answer<T>(default, null, envelope.Timestamp);
        }

        try
        {
            value = envelope.IsValueRead ? value
                : attempt.Request?.AnswerKeys is { } keys ? Open(envelope.Data, keys, type)
                : RecordReceipt.Read(attempt.Operation.HasUntaggedAnswer ? MemberNames.ToSnakeCase(envelope.Data) : envelope.Data, type);
            return value is null ? Unreadable<T>(attempt, status, "its data is null") : new Answer<T>(value, null, envelope.Timestamp);
        }
        catch (Exception exception) when (Envelope.IsOfContent(exception) || exception is CryptographicException)
        {
            return Misshapen<T>(attempt, status, exception);
        }
    }

    private static Answer<T> Misshapen<T>(Attempt attempt, HttpStatusCode status, Exception exception)
    {
        string where = attempt.Mask.Word((exception as JsonException)?.Path) is { Length: > 0 } path ? $" at {path}" : "";
        return Unreadable<T>(attempt, status, $"its data is not a {typeof(T).Name}{where}");
    }

    /// <summary>A text that came encrypted with the keys of the request.</summary>
    private static T? Open<T>(ReadOnlySpan<byte> data, byte[] keys, JsonTypeInfo<T> type)
    {
        var reader = new Utf8JsonReader(data);
        reader.Read();
        using var text = new WipedBuffer(data.Length);
        BodyCipher.Decrypt(reader.GetString() ?? "", keys, text);
        using var json = new WipedBuffer(text.Length + 2);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStringValue(text.Written);
        }

        return JsonSerializer.Deserialize(json.Written, type);
    }

    private static ObShellApiException Refusal(Attempt attempt, HttpStatusCode status, ApiError error, string? traceId) =>
        Authentication.Classify(status, error) is { } failure
            ? Failure.NotAuthenticated(attempt.Facts(mayHaveRun: false), failure, status, error, traceId, Authentication.DoubtOf(attempt.Mask, failure))
            : Failure.Refused(
                attempt.Facts(attempt.Call.Upload is null ? Transience.MayHaveRun(status, error) : Transience.MayBeStored(status, error, traceId)), status, error, traceId);

    private static string? NotAnEnvelope(Attempt attempt, HttpResponseMessage response, string? mediaType, ReadOnlySpan<byte> bytes)
    {
        if (response.StatusCode == HttpStatusCode.NotModified)
        {
            return "it answers 304 (not modified) to a request without conditions, as a broken cache or proxy does";
        }

        if ((int)response.StatusCode is >= 300 and < 400)
        {
            return "it wants to redirect the call, and redirects are not followed, since the header is signed for one target";
        }

        if (response.StatusCode == HttpStatusCode.BadRequest && attempt.Agent.Scheme == Uri.UriSchemeHttp
            && bytes.StartsWith("Client sent an HTTP request to an HTTPS server"u8))
        {
            return "it speaks https and was asked by http: change the scheme of the endpoint";
        }

        if (bytes.IsEmpty)
        {
            return "the answer is empty";
        }

        return mediaType is null || IsJson(mediaType) ? null : "the answer is not JSON";
    }

    /// <summary>What a proxy rejects a request for that an agent would take; null for other statuses.</summary>
    private static string? LimitOfProxies(HttpStatusCode status) => status switch
    {
        HttpStatusCode.RequestEntityTooLarge => "the request is too large for it (in nginx: client_max_body_size)",
        HttpStatusCode.RequestUriTooLong => "the path of the request is too long for it (in nginx: large_client_header_buffers)",
        HttpStatusCode.RequestHeaderFieldsTooLarge => "the header of the request is too large for it (in nginx: large_client_header_buffers)",
        _ => null,
    };

    private static bool IsJson(string mediaType) =>
        mediaType.Equals(Json, StringComparison.OrdinalIgnoreCase) || mediaType.EndsWith("+json", StringComparison.OrdinalIgnoreCase);

    private static string? MediaType(Attempt attempt, HttpContentHeaders headers)
    {
        if (!headers.NonValidated.TryGetValues("Content-Type", out HeaderStringValues values))
        {
            return null;
        }

        string text = values.ToString();
        int end = text.IndexOf(';', StringComparison.Ordinal);
        text = end < 0 ? text : text[..end].TrimEnd();
        return text is "" or Json ? text : attempt.Mask.Word(text) is { Length: > 0 } word ? word : UnreadableMediaType;
    }

    /// <summary>
    /// An answer that is none: a proxy's own 3xx or 4xx shows that the agent never saw the call, but for those by which proxies also keep back an answer that they
    /// dislike (403) or give up a call that they passed on (408). Anything else leaves it open.
    /// </summary>
    private static bool MayHaveRun(HttpStatusCode status) => (int)status is < 300 or 403 or 408 or >= 500;

    private static Answer<T> TooLong<T>(Attempt attempt, HttpStatusCode status, int maxBytes) =>
        Unreadable<T>(attempt, status, $"it is longer than the {maxBytes} bytes that {nameof(ObShellClientOptions.MaxResponseBytes)} allows");

    private static Answer<T> Unreadable<T>(Attempt attempt, HttpStatusCode status, string what) =>
        new(default, Failure.Unreadable(attempt.Facts(mayHaveRun: true), status, null, what, null), null);

    private static void Record(Attempt attempt, HttpStatusCode status, Envelope envelope)
    {
        attempt.TraceId = envelope.TraceId;
        if (attempt.Call.Options?.OnResponse is not null)
        {
            attempt.Response = new ObShellResponseInfo
            {
                Agent = attempt.Agent,
                StatusCode = status,
                TraceId = attempt.ShownTraceId,
                AgentDuration = envelope.Duration,
                AgentTime = envelope.Timestamp,
                Attempts = attempt.Number,
            };
        }
    }
}
