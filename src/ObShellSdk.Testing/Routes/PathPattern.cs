namespace ObShellSdk.Testing.Routes;

/// <summary>A path with <c>{placeholders}</c>, each for one non-empty segment.</summary>
internal sealed class PathPattern
{
    private readonly string[] _segments;

    public PathPattern(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        if (text[0] != '/')
        {
            throw new ArgumentException($"The path must start with a slash, but was '{text}'.", nameof(text));
        }

        Text = text;
        _segments = text.Split('/');
    }

    public string Text { get; }

    /// <summary>The sort key: of two patterns that match, the one with the earlier literal segment wins, as on the server.</summary>
    public string Precedence => string.Concat(_segments.Select(segment => IsPlaceholder(segment) ? '1' : '0'));

    /// <summary>Matches a decoded path. An escaped slash separates segments, as on the server.</summary>
    public bool Matches(string path)
    {
        var segments = path.Split('/');
        return segments.Length == _segments.Length
            && segments.Zip(_segments).All(pair => IsPlaceholder(pair.Second) ? pair.First.Length > 0 : pair.First == pair.Second);
    }

    public string Value(string path, string placeholder)
        => path.Split('/')[Array.IndexOf(_segments, "{" + placeholder + "}")];

    /// <summary>Returns the edit distance to a path, without the values of placeholders.</summary>
    public int DistanceTo(string path)
    {
        var segments = path.Split('/');
        var filled = string.Join('/', _segments.Select((segment, index) => IsPlaceholder(segment) && index < segments.Length ? segments[index] : segment));
        var row = Enumerable.Range(0, path.Length + 1).ToArray();
        foreach (var character in filled)
        {
            var diagonal = row[0]++;
            for (var column = 1; column <= path.Length; column++)
            {
                var changed = diagonal + (path[column - 1] == character ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.Min(changed, Math.Min(row[column], row[column - 1]) + 1);
            }
        }

        return row[^1];
    }

    private static bool IsPlaceholder(string segment) => segment is ['{', .., '}'];
}
