using System.Globalization;
using System.Runtime.CompilerServices;

namespace ObShellSdk.Http;

/// <summary>
/// The path of an operation, written as an interpolated string: each hole is escaped as one segment, so that no value can
/// lead to another route, and the template with the names of the holes is kept for errors and traces.
/// </summary>
[InterpolatedStringHandler]
internal ref struct ApiPath
{
    private DefaultInterpolatedStringHandler _target;
    private DefaultInterpolatedStringHandler _template;

    public ApiPath(int literalLength, int formattedCount)
    {
        _target = new DefaultInterpolatedStringHandler(literalLength, formattedCount);
        _template = new DefaultInterpolatedStringHandler(literalLength, formattedCount);
    }

    /// <summary>The path that agents before a release have for the same operation.</summary>
    public (Version Until, string Target, string Template)? Earlier { get; private set; }

    /// <summary>A path that got its name in a release, and the one that older agents know.</summary>
    public static ApiPath Renamed(ApiPath path, Version since, ApiPath earlier)
    {
        (string target, string template) = earlier.Complete();
        path.Earlier = (since, target, template);
        return path;
    }

    public void AppendLiteral(string literal)
    {
        _target.AppendLiteral(literal);
        _template.AppendLiteral(literal);
    }

    /// <exception cref="ArgumentException">The value cannot be one segment of a path.</exception>
    public void AppendFormatted(string segment, [CallerArgumentExpression(nameof(segment))] string name = "")
    {
        ThrowIfNoSegment(segment, name);
        _target.AppendLiteral(Uri.EscapeDataString(segment));
        _template.AppendLiteral("{");
        _template.AppendLiteral(name);
        _template.AppendLiteral("}");
    }

    /// <summary>A number needs no escaping.</summary>
    public void AppendFormatted(long segment, [CallerArgumentExpression(nameof(segment))] string name = "") =>
        AppendFormatted(segment.ToString(CultureInfo.InvariantCulture), name);

    /// <summary>The query at the end of a target; it is no part of the template.</summary>
    public void AppendFormatted(QueryString query) => _target.AppendLiteral(query.ToString());

    /// <summary>The escaped path, as it goes on the request line, and the template. To be called once.</summary>
    public (string Target, string Template) Complete() => (_target.ToStringAndClear(), _template.ToStringAndClear());

    private static void ThrowIfNoSegment(string segment, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(segment, name);

        // Everything between the agent and us folds these two away, and the call would land on another route.
        if (segment is "." or "..")
        {
            throw new ArgumentException("The names '.' and '..' cannot be used in a path.", name);
        }

        // Agents choose the route by the path as it is after unescaping: to drop 'a/lock' would be to unlock 'a'.
        if (segment.Contains('/', StringComparison.Ordinal))
        {
            throw new ArgumentException("A slash cannot be used in a name that stands in a path: agents would take the name for two.", name);
        }

        for (int i = 0; i < segment.Length; i++)
        {
            if (char.IsControl(segment[i]))
            {
                throw new ArgumentException($"A name cannot contain control characters, but has one at position {i}.", name);
            }

            if (char.IsHighSurrogate(segment[i]) && i + 1 < segment.Length && char.IsLowSurrogate(segment[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(segment[i]))
            {
                throw new ArgumentException($"The character at position {i} is half a surrogate pair and cannot be sent.", name);
            }
        }
    }
}
