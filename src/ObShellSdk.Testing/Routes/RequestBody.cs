using System.Text.Json;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;

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

    /// <summary>A text that must be there and may be empty, as Go has it behind a pointer.</summary>
    public string? GivenText(string name)
    {
        var text = Text(name);
        if (text is null)
        {
            Fail($"'{name}' is required");
        }

        return text;
    }

    public double? Number(string name) => Take(name, JsonValueKind.Number)?.GetDouble();

    /// <summary>A member that must be there, of any type.</summary>
    public bool Has(string name)
    {
        var isThere = Find(name) is not null;
        if (!isThere)
        {
            Fail($"'{name}' is required");
        }

        return isThere;
    }

    /// <summary>The members of an object whose names are not known; null if it is not there.</summary>
    public Dictionary<string, JsonElement>? Map(string name, bool required = false)
    {
        if (Take(name, JsonValueKind.Object) is { } element)
        {
            return element.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.Clone(), StringComparer.Ordinal);
        }

        if (required)
        {
            Fail($"'{name}' is required");
        }

        return null;
    }

    /// <summary>As <see cref="Map"/>, of texts only.</summary>
    public Dictionary<string, string>? TextMap(string name, bool required = false)
    {
        var members = Map(name, required);
        if (members is not null && members.Values.Any(value => value.ValueKind is not JsonValueKind.String))
        {
            Fail($"'{name}' does not hold texts only");
            return null;
        }

        return members?.ToDictionary(member => member.Key, member => member.Value.GetString()!, StringComparer.Ordinal);
    }

    /// <summary>An agent's address, in the members <c>ip</c> and <c>port</c>.</summary>
    public AgentAddress Address() => new(Text("ip", required: true) ?? "", RequiredInteger("port"));

    /// <summary>A number that must be there and not be zero.</summary>
    public long RequiredInteger(string name)
    {
        var number = Integer(name) ?? 0;
        if (number == 0)
        {
            Fail($"'{name}' is required");
        }

        return number;
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

    public string[]? Texts(string name, bool required = false)
    {
        var items = Take(name, JsonValueKind.Array)?.EnumerateArray().ToArray();
        if (items is null && required)
        {
            Fail($"'{name}' is required");
        }

        if (items is not null && Array.Exists(items, item => item.ValueKind is not JsonValueKind.String))
        {
            Fail($"'{name}' is no list of texts");
            return null;
        }

        return items is null ? null : Array.ConvertAll(items, item => item.GetString()!);
    }

    public long[]? Integers(string name, bool required = false)
    {
        var items = Take(name, JsonValueKind.Array)?.EnumerateArray().ToArray();
        if (items is null && required)
        {
            Fail($"'{name}' is required");
        }

        if (items is not null && Array.Exists(items, item => item.ValueKind is not JsonValueKind.Number || !item.TryGetInt64(out _)))
        {
            Fail($"'{name}' is no list of integers");
            return null;
        }

        return items is null ? null : Array.ConvertAll(items, item => item.GetInt64());
    }

    public RequestBody? Object(string name) => Take(name, JsonValueKind.Object) is { } element ? new RequestBody(element, this) : null;

    /// <summary>An object that must be there; an empty one in its place if it is not.</summary>
    public RequestBody RequiredObject(string name)
    {
        if (Object(name) is { } found)
        {
            return found;
        }

        Fail($"'{name}' is required");
        return new RequestBody(Refusal("missing"));
    }

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
