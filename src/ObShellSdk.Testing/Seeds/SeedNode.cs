using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ObShellSdk.Testing.Seeds;

/// <summary>One object of a seed. It knows its JSON path and which members were read, so that faults can be named. Null is the same as absent.</summary>
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

    /// <summary>Reads the whole text; whatever member was not asked for is refused.</summary>
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
            throw new JsonException("$: this is no JSON: " + exception.Message, "$", exception.LineNumber, exception.BytePositionInLine, exception);
        }

        return Whole(new SeedNode(root, "$"), read);
    }

    public static JsonException Fault(string path, string what) => new($"{path}: {what}.", path, lineNumber: null, bytePositionInLine: null);

    public string PathOf(string name) => $"{Path}.{name}";

    public JsonException FaultIn(string name, string what) => Fault(PathOf(name), what);

    public string? Text(string name) => Member(name) is { } value ? TextOf(value, PathOf(name)) : null;

    /// <summary>A text that must be there and is not empty.</summary>
    public string Name(string name) => Text(name) is { Length: > 0 } text ? text : throw FaultIn(name, "is missing");

    /// <summary>One of some words.</summary>
    public string? Word(string name, params string[] words) => Text(name) is not { } text ? null
        : words.Contains(text, StringComparer.Ordinal) ? text
        : throw FaultIn(name, $"'{text}' is none of {string.Join(", ", words)}");

    public bool? Flag(string name) => Member(name) is not { } value ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw FaultIn(name, "must be true or false");

    public long? Whole(string name, long least, long most = long.MaxValue) => Member(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= least && number <= most ? number
        : throw FaultIn(name, $"must be a whole number, {least} or more" + (most == long.MaxValue ? "" : $", and at most {most}"));

    public double? Number(string name, double least, double most) => Member(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= least && number <= most ? number
        : throw FaultIn(name, string.Create(CultureInfo.InvariantCulture, $"must be a number from {least} to {most}"));

    /// <summary>A moment, which may be reckoned from when the seed is applied.</summary>
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
            : throw FaultIn(name, $"'{text}' is no moment such as 2026-03-01T02:00:00Z, nor one reckoned from now such as -2h");
    }

    /// <summary>Reads an object below.</summary>
    public T? Below<T>(string name, Func<SeedNode, T> read)
        where T : class
        => Member(name) is { } value ? Whole(new SeedNode(value, PathOf(name)), read) : null;

    /// <summary>Reads a list of objects; null where there is none.</summary>
    public T[]? List<T>(string name, Func<SeedNode, T> read)
        => Items(name) is { } items ? [.. items.Select(item => Whole(new SeedNode(item.Value, item.Path), read))] : null;

    /// <summary>Reads a list of texts, each with its path.</summary>
    public (string Text, string Path)[] Texts(string name) => Items(name) is { } items ? [.. items.Select(item => (TextOf(item.Value, item.Path), item.Path))] : [];

    /// <summary>Reads an object whose member names are free.</summary>
    public (string Key, string Text, string Path)[] Map(string name)
        => MembersOf(name).Select(member => (member.Key, TextOf(member.Value, member.Path), member.Path)).ToArray();

    private static T Whole<T>(SeedNode node, Func<SeedNode, T> read)
    {
        var result = read(node);
        foreach (var member in node._element.EnumerateObject())
        {
            if (!node._known.Contains(member.Name))
            {
                throw node.FaultIn(member.Name, $"is unknown; known are {string.Join(", ", node._known)}");
            }
        }

        return result;
    }

    private static string TextOf(JsonElement value, string path) => value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Fault(path, "must be a text");

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
