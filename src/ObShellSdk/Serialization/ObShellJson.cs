using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ObShellSdk.Backup;
using ObShellSdk.Http;
using ObShellSdk.Restore;
using ObShellSdk.Tasks;

namespace ObShellSdk.Serialization;

/// <summary>
/// The JSON of the wire, for those who store or pass on what an agent answered: the agent's member names, numbers unharmed.
/// </summary>
/// <remarks>Source-generated, so safe for trimming and AOT. What it writes is whole, secrets included.</remarks>
public static class ObShellJson
{
    /// <summary>The options that the client itself uses; read-only.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>How one of the client's records is read and written.</summary>
    /// <typeparam name="T">A record that an operation sends or returns.</typeparam>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no such record.</exception>
    public static JsonTypeInfo<T> TypeInfo<T>() => Cached<T>.TypeInfo ??= (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = JsonTypeInfoResolver
                .Combine(HandshakeJson.Default, BackupJson.Default, RestoreJson.Default, TaskJson.Default)
                .WithAddedModifier(WriteUnsetTimes),
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

    private static class Cached<T>
    {
        public static JsonTypeInfo<T>? TypeInfo { get; set; }
    }
}
