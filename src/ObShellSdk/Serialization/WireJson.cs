using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ObShellSdk.Serialization;

/// <summary>The one way in which JSON is read and written, whatever records it is for.</summary>
internal static class WireJson
{
    public static JsonSerializerOptions CreateOptions(IJsonTypeInfoResolver records)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = records.WithAddedModifier(WriteUnsetTimes),
        };
        options.MakeReadOnly();
        return options;
    }

    /// <summary>An unset time of an answer is written as the agent writes it, not left out like an unset member of a request.</summary>
    private static void WriteUnsetTimes(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties)
        {
            if (property.CustomConverter is GoTimeConverter)
            {
                property.ShouldSerialize = static (_, _) => true;
            }
        }
    }
}

/// <summary>The JSON of one room.</summary>
internal static class WireJson<TContext>
    where TContext : JsonSerializerContext, new()
{
    public static JsonSerializerOptions Options { get; } = WireJson.CreateOptions(new TContext());

    public static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
}
