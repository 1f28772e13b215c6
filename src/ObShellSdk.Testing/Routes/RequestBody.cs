using System.Text.Json;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;

namespace ObShellSdk.Testing.Routes;

/// <summary>A JSON body with the binding rules of Go: names in any case, exact types, null for absent members.</summary>
/// <remarks>Read all members before <see cref="Failure"/>, because the server binds the whole body before any other check.</remarks>
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

    /// <summary>The first binding failure, or null.</summary>
    public Failure? Failure => _failure;

    /// <summary>Reads a body. Without one the object is empty; a value that is not an object is treated as no body.</summary>
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

    /// <summary>Reads a required string that may be empty, like a pointer in Go.</summary>
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

    /// <summary>Checks that a required member is present, with any type.</summary>
    public bool Has(string name)
    {
        var isThere = Find(name) is not null;
        if (!isThere)
        {
            Fail($"'{name}' is required");
        }

        return isThere;
    }

    /// <summary>Reads an object with arbitrary member names, or returns null if it is absent.</summary>
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

    /// <summary>Reads an object of strings, see <see cref="Map"/>.</summary>
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

    /// <summary>Reads an agent's address from the members <c>ip</c> and <c>port</c>.</summary>
    public AgentAddress Address() => new(Text("ip", required: true) ?? "", RequiredInteger("port"));

    /// <summary>Reads a required number, which must not be 0.</summary>
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

    /// <summary>Reads a required object; returns an empty one if it is absent.</summary>
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
