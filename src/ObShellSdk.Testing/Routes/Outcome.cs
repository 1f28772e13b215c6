using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;

namespace ObShellSdk.Testing.Routes;

/// <summary>The result of a handler: data, no data, or a failure.</summary>
internal readonly record struct Outcome
{
    /// <summary>Success without data.</summary>
    public static Outcome Done => default;

    /// <summary>Success without a body, because there was nothing to do.</summary>
    public static readonly Outcome NoContent = new() { HasNoContent = true };

    public JsonNode? Data { get; private init; }

    public Failure? Failure { get; private init; }

    public bool HasNoContent { get; private init; }

    public static Outcome Success(JsonNode? data) => new() { Data = data };

    public static Outcome List(IEnumerable<JsonNode?> items) => Success(new JsonObject { ["contents"] = new JsonArray([.. items]) });

    /// <summary>Returns null instead of an empty list, for a list that the server does not allocate until it adds an item.</summary>
    public Outcome WithNullForEmptyList() => Data?["contents"] is JsonArray { Count: 0 } ? Success(new JsonObject { ["contents"] = null }) : this;

    /// <summary>Returns the failure, or success if it is null.</summary>
    public static Outcome Of(Failure? failure) => new() { Failure = failure };

    public static implicit operator Outcome(Failure failure) => new() { Failure = failure };
}
