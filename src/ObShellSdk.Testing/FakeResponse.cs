using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using ObShellSdk.Testing.Faults;
using ObShellSdk.Testing.Http;
using ObShellSdk.Testing.Protocol;

namespace ObShellSdk.Testing;

/// <summary>A response that a <see cref="FakeRule"/> sends: its content, extra headers, and how its body is delivered. Immutable.</summary>
/// <remarks>
/// The content is one of <see cref="FromAgent"/>, <see cref="Error"/>, <see cref="Data"/> and <see cref="Raw"/>. A response may have several headers, but
/// at most one of the deliveries <see cref="TruncatedTo"/>, <see cref="DroppedAfter"/>, <see cref="DroppedHalfway"/>, <see cref="SentByteByByte"/>,
/// <see cref="WithContentLength"/> and <see cref="PaddedTo"/>; a second one throws <see cref="InvalidOperationException"/>.
/// </remarks>
public sealed class FakeResponse
{
    private FakeResponse(ResponseSource source, ImmutableArray<(string Name, string Value)> headers = default, Delivery? delivery = null)
    {
        Source = source;
        Headers = headers.IsDefault ? [] : headers;
        Delivery = delivery;
    }

    /// <summary>The response that the agent sends without a rule. The request is executed first, if it was not yet.</summary>
    public static FakeResponse FromAgent { get; } = new(new ResponseSource.Agent());

    internal ResponseSource Source { get; }

    internal ImmutableArray<(string Name, string Value)> Headers { get; }

    internal Delivery? Delivery { get; }

    /// <summary>Creates an error response, in the format of the agent's version. The caller is authenticated; the request is not executed.</summary>
    /// <param name="code">The error code, such as <c>OB.Tenant.UnderMaintenance</c>.</param>
    /// <param name="message">The message, or null for the agent's message for the code.</param>
    /// <param name="status">The HTTP status, or null for the one that obshell uses for the code: 500 if the code is unknown.</param>
    /// <returns>The response.</returns>
    public static FakeResponse Error(string code, string? message = null, HttpStatusCode? status = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        return new FakeResponse(new ResponseSource.Error(new Failure { ErrCode = code, Message = message, Status = status }));
    }

    /// <summary>Creates a success response with the given data. The caller is authenticated; the request counts as executed.</summary>
    /// <param name="json">The member <c>data</c> of the envelope as JSON; <c>null</c> for no data.</param>
    /// <returns>The response.</returns>
    /// <exception cref="System.Text.Json.JsonException"><paramref name="json"/> is not valid JSON.</exception>
    public static FakeResponse Data(string json)
    {
        JsonNode.Parse(json);
        return new FakeResponse(new ResponseSource.Data(json));
    }

    /// <summary>Creates a response that is sent as given, as a proxy in between would. The caller is not authenticated; the request is not executed.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body. It is not sent with a status that has none, such as 204.</param>
    /// <param name="contentType">The content type.</param>
    /// <returns>The response.</returns>
    public static FakeResponse Raw(HttpStatusCode status, string body, string contentType = "application/json")
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentException.ThrowIfNullOrEmpty(contentType);
        return new FakeResponse(new ResponseSource.Raw(WireResponse.OfText((int)status, body, contentType)));
    }

    /// <summary>Returns a copy with a header, such as <c>Retry-After</c>. It replaces a header of the same name.</summary>
    /// <param name="name">The name of the header.</param>
    /// <param name="value">The value of the header.</param>
    /// <returns>A new response.</returns>
    public FakeResponse WithHeader(string name, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        return new FakeResponse(Source, Headers.Add((name, value)), Delivery);
    }

    /// <summary>Returns a copy that sends only the first bytes of the body, with a matching <c>Content-Length</c>: valid HTTP, incomplete JSON.</summary>
    /// <param name="bytes">How many bytes to send; not negative.</param>
    /// <returns>A new response.</returns>
    public FakeResponse TruncatedTo(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        return With(new Delivery.Truncated(bytes));
    }

    /// <summary>Returns a copy that announces the whole body, sends its first bytes and drops the connection.</summary>
    /// <param name="bytes">How many bytes to send; not negative.</param>
    /// <returns>A new response.</returns>
    public FakeResponse DroppedAfter(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        return With(new Delivery.Dropped(bytes));
    }

    /// <summary>Returns a copy that announces the whole body, sends half of it and drops the connection.</summary>
    /// <returns>A new response.</returns>
    public FakeResponse DroppedHalfway() => With(new Delivery.Dropped(Bytes: null));

    /// <summary>Returns a copy that sends the body completely, with each byte in a packet of its own.</summary>
    /// <param name="pause">The time between two bytes, by the agent's <see cref="FakeAgentOptions.TimeProvider"/>; zero by default.</param>
    /// <returns>A new response.</returns>
    public FakeResponse SentByteByByte(TimeSpan pause = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pause, TimeSpan.Zero);
        return With(new Delivery.ByteByByte(pause));
    }

    /// <summary>Returns a copy that announces another length than the body has.</summary>
    /// <remarks>If the length is too long, the connection is dropped after the body. If it is too short, the rest of the body follows nevertheless.</remarks>
    /// <param name="bytes">The value of <c>Content-Length</c>; not negative.</param>
    /// <returns>A new response.</returns>
    public FakeResponse WithContentLength(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        return With(new Delivery.ContentLength(bytes));
    }

    /// <summary>Returns a copy that appends spaces to the body and sends it without <c>Content-Length</c>.</summary>
    /// <param name="bytes">The length of body and spaces; not negative. A longer body is sent completely.</param>
    /// <returns>A new response.</returns>
    public FakeResponse PaddedTo(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        return With(new Delivery.Padded(bytes));
    }

    private FakeResponse With(Delivery delivery) => Delivery is null
        ? new FakeResponse(Source, Headers, delivery)
        : throw new InvalidOperationException($"A response must have at most one delivery, but {delivery.GetType().Name} was added to {Delivery.GetType().Name}.");
}
