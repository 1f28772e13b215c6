using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ObShellSdk.Testing.Seeds;

/// <summary>A JSON object of a seed. It tracks its path and which members were read, for error messages. Null is the same as absent.</summary>
internal sealed partial class SeedNode
{
    private static readonly JsonDocumentOptions _options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly JsonElement _element;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    private SeedNode(JsonElement element, string path)
    {
        (_element, Path) = (element, path);
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Fault(path, "must be an object");
        }
    }

    public string Path { get; }

    /// <summary>Reads the whole text. Throws for members that are not read.</summary>
    public static T Read<T>(string json, Func<SeedNode, T> read)
    {
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(json, _options);
            root = document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new JsonException("$: the text must be JSON: " + exception.Message, "$", exception.LineNumber, exception.BytePositionInLine, exception);
        }

        return Whole(new SeedNode(root, "$"), read);
    }

    public static JsonException Fault(string path, string what) => new($"{path}: {what}.", path, lineNumber: null, bytePositionInLine: null);

    public string PathOf(string name) => $"{Path}.{name}";

    public JsonException FaultIn(string name, string what) => Fault(PathOf(name), what);

    public string? Text(string name) => Member(name) is { } value ? TextOf(value, PathOf(name)) : null;

    /// <summary>Reads a required, non-empty string.</summary>
    public string Name(string name) => Text(name) is { Length: > 0 } text ? text : throw FaultIn(name, "is required");

    /// <summary>Reads one of several strings.</summary>
    public string? Word(string name, params string[] words) => Text(name) is not { } text ? null
        : words.Contains(text, StringComparer.Ordinal) ? text
        : throw FaultIn(name, $"must be one of {string.Join(", ", words)}, but was '{text}'");

    public bool? Flag(string name) => Member(name) is not { } value ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw FaultIn(name, "must be true or false");

    public long? Whole(string name, long min, long max = long.MaxValue) => Member(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= min && number <= max ? number
        : throw FaultIn(name, max == long.MaxValue ? $"must be an integer of at least {min}" : $"must be an integer between {min} and {max}");

    public double? Number(string name, double min, double max) => Member(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= min && number <= max ? number
        : throw FaultIn(name, string.Create(CultureInfo.InvariantCulture, $"must be a number between {min} and {max}"));

    /// <summary>Reads a time, which may be relative to the time the seed is applied.</summary>
    public Func<DateTimeOffset, DateTimeOffset>? Moment(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (Ago().Match(text) is { Success: true } match && double.TryParse(match.Groups["count"].Value, CultureInfo.InvariantCulture, out var count))
        {
            var seconds = count * match.Groups["unit"].Value switch { "s" => 1, "m" => 60, "h" => 3600, _ => 86400 };
            return now => now - TimeSpan.FromSeconds(seconds);
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? _ => moment
            : throw FaultIn(name, $"must be a time such as 2026-03-01T02:00:00Z or a relative time such as -2h, but was '{text}'");
    }

    /// <summary>Reads a nested object.</summary>
    public T? Below<T>(string name, Func<SeedNode, T> read)
        where T : class
        => Member(name) is { } value ? Whole(new SeedNode(value, PathOf(name)), read) : null;

    /// <summary>Reads a list of objects, or returns null if there is none.</summary>
    public T[]? List<T>(string name, Func<SeedNode, T> read)
        => Items(name) is { } items ? [.. items.Select(item => Whole(new SeedNode(item.Value, item.Path), read))] : null;

    /// <summary>Reads a list of strings, each with its path.</summary>
    public (string Text, string Path)[] Texts(string name) => Items(name) is { } items ? [.. items.Select(item => (TextOf(item.Value, item.Path), item.Path))] : [];

    /// <summary>Reads an object with arbitrary member names.</summary>
    public (string Key, string Text, string Path)[] Map(string name)
        => MembersOf(name).Select(member => (member.Key, TextOf(member.Value, member.Path), member.Path)).ToArray();

    private static T Whole<T>(SeedNode node, Func<SeedNode, T> read)
    {
        var result = read(node);
        foreach (var member in node._element.EnumerateObject())
        {
            if (!node._known.Contains(member.Name))
            {
                throw node.FaultIn(member.Name, $"is unknown; known members are {string.Join(", ", node._known)}");
            }
        }

        return result;
    }

    private static string TextOf(JsonElement value, string path) => value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Fault(path, "must be a string");

    private static IEnumerable<(JsonElement Value, string Path)> ItemsOf(JsonElement list, string path) => list.ValueKind == JsonValueKind.Array
        ? list.EnumerateArray().Select((value, index) => (value, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]")))
        : throw Fault(path, "must be a list");

    private IEnumerable<(JsonElement Value, string Path)>? Items(string name) => Member(name) is { } list ? ItemsOf(list, PathOf(name)) : null;

    private IEnumerable<(string Key, JsonElement Value, string Path)> MembersOf(string name)
    {
        if (Member(name) is not { } map)
        {
            return [];
        }

        return map.ValueKind == JsonValueKind.Object
            ? map.EnumerateObject().Select(member => (member.Name, member.Value, $"{PathOf(name)}.{member.Name}"))
            : throw FaultIn(name, "must be an object");
    }

    private JsonElement? Member(string name)
    {
        _known.Add(name);
        return _element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    [GeneratedRegex(@"^-(?<count>[0-9]+(\.[0-9]+)?)(?<unit>[smhd])$", RegexOptions.ExplicitCapture)]
    private static partial Regex Ago();
}
