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

    /// <summary>The body in clear; null without one.</summary>
    public string? Body { get; }

    /// <summary>The body where the handler negotiates: without the content type of JSON it is not read at all.</summary>
    public string? NegotiatedBody { get; }

    /// <summary>What a multipart body held.</summary>
    public Upload Upload { get; }

    /// <summary>The authentication header in clear; null where none was sent, or none is read.</summary>
    public AgentHeader? Header { get; }

    /// <summary>The session that stood for a password; null if none did.</summary>
    public string? SessionId { get; }

    /// <summary>The part of the path that stands for a placeholder.</summary>
    public string this[string placeholder] => _route.Pattern.Value(_path, placeholder);

    public static Call Of(Exchange exchange) => new(exchange);

    /// <summary>The first value of a query parameter; null when it is not there.</summary>
    public string? Query(string name) => _query.TryGetValue(name, out var values) ? values[0] : null;
}
