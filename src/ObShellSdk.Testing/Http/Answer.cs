using System.Text;

namespace ObShellSdk.Testing.Http;

/// <summary>What goes back to the caller, before scripted faults shape it.</summary>
internal sealed record Answer(int Status, byte[] Body, string ContentType)
{
    public string? ErrCode { get; init; }

    /// <summary>Headers beside the content type.</summary>
    public IReadOnlyCollection<(string Name, string Value)> Headers { get; init; } = [];

    public static Answer OfText(int status, string text, string contentType) => new(status, Encoding.UTF8.GetBytes(text), contentType);
}
