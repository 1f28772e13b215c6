using System.Text;

namespace ObShellSdk.Testing.Http;

/// <summary>A response before a rule changes its delivery.</summary>
internal sealed record WireResponse(int Status, byte[] Body, string ContentType)
{
    public string? ErrCode { get; init; }

    /// <summary>The headers except for the content type.</summary>
    public IReadOnlyCollection<(string Name, string Value)> Headers { get; init; } = [];

    public static WireResponse OfText(int status, string text, string contentType) => new(status, Encoding.UTF8.GetBytes(text), contentType);
}
