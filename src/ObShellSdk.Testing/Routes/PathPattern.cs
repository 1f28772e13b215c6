namespace ObShellSdk.Testing.Routes;

/// <summary>A path with <c>{placeholders}</c>, each standing for one segment that is not empty.</summary>
internal sealed class PathPattern
{
    private readonly string[] _segments;

    public PathPattern(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        if (text[0] != '/')
        {
            throw new ArgumentException($"A path begins with a slash, '{text}' does not.", nameof(text));
        }

        Text = text;
        _segments = text.Split('/');
    }

    public string Text { get; }

    /// <summary>For sorting: of two patterns that match, the one that is literal earlier wins, as on the server.</summary>
    public string Precedence => string.Concat(_segments.Select(segment => IsPlaceholder(segment) ? '1' : '0'));

    /// <summary>Matches a decoded path; a slash that was escaped separates, as on the server.</summary>
    public bool Matches(string path)
    {
        var segments = path.Split('/');
        return segments.Length == _segments.Length
            && segments.Zip(_segments).All(pair => IsPlaceholder(pair.Second) ? pair.First.Length > 0 : pair.First == pair.Second);
    }

    public string Value(string path, string placeholder)
        => path.Split('/')[Array.IndexOf(_segments, "{" + placeholder + "}")];

    private static bool IsPlaceholder(string segment) => segment is ['{', .., '}'];
}
