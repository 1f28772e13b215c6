using System.Text.Json;
using ObShellSdk.Testing.Protocol;

namespace ObShellSdk.Testing.Routes;

/// <summary>A JSON body, bound as Go does it: names in any case, types exactly, and what is missing stays null.</summary>
/// <remarks>Read all members first and then ask for <see cref="Failure"/>: the server binds before it looks at anything.</remarks>
internal sealed class RequestBody
{
    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.OrdinalIgnoreCase);
    private readonly RequestBody? _outer;
    private Failure? _failure;

    private RequestBody(JsonElement body, RequestBody? outer)
    {
        _outer = outer;
        foreach (var member in body.EnumerateObject())
        {
            _members[member.Name] = member.Value;
        }
    }

    private RequestBody(Failure failure) => _failure = failure;

    /// <summary>The first thing that did not fit.</summary>
    public Failure? Failure => _failure;

    /// <summary>No body counts as an empty object; a value that is no object never reaches the handler, which then finds no body at all.</summary>
    public static RequestBody Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            text = "{}";
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind is JsonValueKind.Object ? new RequestBody(json.RootElement.Clone(), outer: null) : new RequestBody(Refusal("EOF"));
        }
        catch (JsonException notJson)
        {
            return new RequestBody(Refusal(notJson.Message));
        }
    }

    public string? Text(string name, bool required = false)
    {
        var text = Take(name, JsonValueKind.String)?.GetString();
        if (required && string.IsNullOrEmpty(text))
        {
            Fail($"'{name}' is required");
        }

        return text;
    }

    public long? Integer(string name)
    {
        if (Take(name, JsonValueKind.Number) is not { } element)
        {
            return null;
        }

        if (element.TryGetInt64(out var number))
        {
            return number;
        }

        Fail($"'{name}' is no integer");
        return null;
    }

    public bool? Flag(string name)
    {
        if (Find(name) is not { } element)
        {
            return null;
        }

        if (element.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return element.GetBoolean();
        }

        Fail($"'{name}' is no flag");
        return null;
    }

    public DateTimeOffset? Time(string name)
    {
        var text = Text(name);
        var time = text is null ? null : GoTime.Read(text);
        if (text is not null && time is null)
        {
            Fail($"'{name}' is no time");
        }

        return time;
    }

    public string[]? Texts(string name)
    {
        var items = Take(name, JsonValueKind.Array)?.EnumerateArray().ToArray();
        if (items is not null && Array.Exists(items, item => item.ValueKind is not JsonValueKind.String))
        {
            Fail($"'{name}' is no list of texts");
            return null;
        }

        return items is null ? null : Array.ConvertAll(items, item => item.GetString()!);
    }

    public RequestBody? Object(string name) => Take(name, JsonValueKind.Object) is { } element ? new RequestBody(element, this) : null;

    public RequestBody[]? Objects(string name, bool required)
    {
        if (Take(name, JsonValueKind.Array) is not { } array)
        {
            if (required)
            {
                Fail($"'{name}' is required");
            }

            return null;
        }

        var items = array.EnumerateArray().ToArray();
        if (Array.Exists(items, item => item.ValueKind is not JsonValueKind.Object))
        {
            Fail($"'{name}' is no list of objects");
            return [];
        }

        return Array.ConvertAll(items, item => new RequestBody(item, this));
    }

    private static Failure Refusal(string reason) => Failure.Of("Common.BindJsonFailed", reason);

    private JsonElement? Find(string name)
        => _members.TryGetValue(name, out var element) && element.ValueKind is not JsonValueKind.Null ? element : null;

    private JsonElement? Take(string name, JsonValueKind kind)
    {
        var element = Find(name);
        if (element is { } found && found.ValueKind != kind)
        {
            Fail($"'{name}' is of the wrong type");
            return null;
        }

        return element;
    }

    private void Fail(string reason)
    {
        if (_outer is not null)
        {
            _outer.Fail(reason);
        }

        _failure ??= Refusal(reason);
    }
}
