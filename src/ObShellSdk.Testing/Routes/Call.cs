using Microsoft.AspNetCore.WebUtilities;
using ObShellSdk.Testing.Http;
using ObShellSdk.Testing.Protocol;

namespace ObShellSdk.Testing.Routes;

/// <summary>The part of a request that handlers see.</summary>
internal sealed class Call
{
    private readonly RouteEntry _route;
    private readonly string _path;
    private readonly Dictionary<string, Microsoft.Extensions.Primitives.StringValues> _query;

    private Call(Exchange exchange)
    {
        _route = exchange.Route!;
        _path = exchange.Path;
        _query = exchange.RawTarget.Split('?', 2) is [_, var query] ? QueryHelpers.ParseQuery(query) : [];
        Body = exchange.Request.Text;
        var isJson = exchange.Context.Request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) is true;
        NegotiatedBody = isJson ? Body : null;
        Upload = exchange.Request.Upload ?? Protocol.Upload.NotMultipart;
        Header = exchange.Request.Header;
        SessionId = exchange.SessionId;
    }

    /// <summary>The decrypted body, or null if there is none.</summary>
    public string? Body { get; }

    /// <summary>The body for handlers that negotiate: null without the content type of JSON.</summary>
    public string? NegotiatedBody { get; }

    /// <summary>The content of a multipart body.</summary>
    public Upload Upload { get; }

    /// <summary>The decrypted authentication header, or null if none was sent or none is read.</summary>
    public AgentHeader? Header { get; }

    /// <summary>The session that authenticated the request, or null if it was not a session.</summary>
    public string? SessionId { get; }

    /// <summary>The value of a placeholder in the path.</summary>
    public string this[string placeholder] => _route.Pattern.Value(_path, placeholder);

    public static Call Of(Exchange exchange) => new(exchange);

    /// <summary>Returns the first value of a query parameter, or null if it is absent.</summary>
    public string? Query(string name) => _query.TryGetValue(name, out var values) ? values[0] : null;
}
