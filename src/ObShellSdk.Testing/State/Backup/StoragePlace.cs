using ObShellSdk.Testing.Protocol;

namespace ObShellSdk.Testing.State.Backup;

/// <summary>A storage location: <c>file:///path</c>, or a bucket of oss, cos or s3 with its parameters.</summary>
internal sealed record StoragePlace
{
    private const string Code = "OB.Storage.URI.Invalid";

    private static readonly string[] _schemes = ["oss", "cos", "s3", "file"];

    public required string Scheme { get; init; }

    /// <summary>The bucket and key, or the path of a file.</summary>
    public required string Place { get; init; }

    /// <summary>The parameters without the access keys.</summary>
    private string Parameters { get; init; } = "";

    /// <summary>The URI without access keys, as responses contain it.</summary>
    public string Shown => $"{Scheme}://{Place}{(Parameters.Length > 0 ? "?" + Parameters : "")}";

    public StoragePlace Below(string subPath) => this with { Place = $"{Place}/{subPath}" };

    /// <summary>Returns the scheme, or null if it is unknown. Requests are checked no further.</summary>
    public static string? SchemeOf(string uri) => Array.Find(_schemes, scheme => uri.StartsWith(scheme + "://", StringComparison.Ordinal));

    /// <summary>Parses the whole URI, as tasks do.</summary>
    public static (StoragePlace? Uri, Failure? Failure) Parse(string uri)
    {
        if (SchemeOf(uri) is not { } scheme)
        {
            return (null, Failure.Of(Code, "invalid uri protocol"));
        }

        var rest = uri[(scheme.Length + 3)..];
        if (scheme == "file")
        {
            return rest.StartsWith('/') && !rest.Contains('?', StringComparison.Ordinal)
                ? (new StoragePlace { Scheme = scheme, Place = rest.TrimEnd('/') }, null)
                : (null, Failure.Of(Code, "invalid file path"));
        }

        if (rest.Split('?', 2) is not [var place, { Length: > 0 } query] || !place.Contains('/', StringComparison.Ordinal))
        {
            return (null, Failure.Of(Code, "invalid url format"));
        }

        var shown = query.Split('&').Where(part => part.Split('=')[0] is "host" or "appid" or "s3_region" or "delete_mode").ToArray();
        return scheme == "cos" && !Array.Exists(shown, part => part.StartsWith("appid=", StringComparison.Ordinal) && part.Length > 6)
            ? (null, Failure.Of(Code, "cos appid is required"))
            : (new StoragePlace { Scheme = scheme, Place = place.TrimEnd('/'), Parameters = string.Join('&', shown) }, null);
    }
}
