using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;

namespace ObShellSdk.Testing.Routes;

/// <summary>What a handler found: data, nothing, or a failure.</summary>
internal readonly record struct Outcome
{
    /// <summary>Done, with no data to tell of.</summary>
    public static Outcome Done => default;

    /// <summary>There was nothing to do: an answer without body.</summary>
    public static readonly Outcome NoContent = new() { HasNoContent = true };

    public JsonNode? Data { get; private init; }

    public Failure? Failure { get; private init; }

    public bool HasNoContent { get; private init; }

    public static Outcome Success(JsonNode? data) => new() { Data = data };

    public static Outcome List(IEnumerable<JsonNode?> items) => Success(new JsonObject { ["contents"] = new JsonArray([.. items]) });

    /// <summary>An empty list as null: a list that the server does not make before it has something to put in.</summary>
    public Outcome WithNullForEmptyList() => Data?["contents"] is JsonArray { Count: 0 } ? Success(new JsonObject { ["contents"] = null }) : this;

    /// <summary>Nothing, unless there is a failure.</summary>
    public static Outcome Of(Failure? failure) => new() { Failure = failure };

    public static implicit operator Outcome(Failure failure) => new() { Failure = failure };
}
