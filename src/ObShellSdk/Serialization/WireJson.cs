using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ObShellSdk.Serialization;

/// <summary>The one way in which JSON is read and written, whatever records it is for.</summary>
internal static class WireJson
{
    // Elsewhere the types that keep secrets mask themselves: what an agent must be able to read is the exception.
    private static readonly JsonConverter[] _revealing = [new StorageUriConverter(), new SecretConverter()];

    private static readonly IdConverter _ids = new();

    private static readonly JsonConverter[] _masking = [new MaskingStringConverter(), new MaskingElementConverter()];

    /// <summary>For what agents send and receive.</summary>
    public static JsonSerializerOptions CreateOptions(IJsonTypeInfoResolver records) => CreateOptions(records, masking: false, _revealing);


    /// <summary>For records that are read without the client, which would go through their JSON a second time itself.</summary>
    public static JsonSerializerOptions CreateStandaloneOptions(IJsonTypeInfoResolver records, bool masking)
    {
        // Reading adds to the very dictionary that writing would copy and mask.
        JsonSerializerOptions reading = CreateOptions(records);
        JsonSerializerOptions writing = masking ? CreateOptions(records, masking, _masking) : reading;
        return CreateOptions(records, masking, [new ReceivedRecordConverter(reading, writing), .. writing.Converters]);
    }

    private static JsonSerializerOptions CreateOptions(IJsonTypeInfoResolver records, bool masking, IEnumerable<JsonConverter> converters)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = JsonTypeInfoResolver.Combine(records, RecordJson.Default).WithAddedModifier(WriteUnsetTimes).WithAddedModifier(type => WriteAsReceived(type, masking)),
        };
        foreach (JsonConverter converter in converters)
        {
            options.Converters.Add(converter);
        }

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

    /// <summary>A record that was received is written as it was, except for what was changed since.</summary>
    private static void WriteAsReceived(JsonTypeInfo type, bool masking)
    {
        if (type.Kind != JsonTypeInfoKind.Object || !typeof(ObShellRecord).IsAssignableFrom(type.Type))
        {
            return;
        }

        int count = 0;
        foreach (JsonPropertyInfo property in type.Properties.Where(property => property.Get is not null))
        {
            if (property.PropertyType == typeof(long) && (property.Name == "id" || property.Name.EndsWith("_id", StringComparison.Ordinal)))
            {
                property.CustomConverter = _ids;
            }

            int index = count++;
            Func<object, object?, bool> isSet = property.ShouldSerialize ?? (static (_, value) => value is not null);
            property.ShouldSerialize = (record, value) =>
                ((ObShellRecord)record).Received?.Replaces(index, (ObShellRecord)record) != true && isSet(record, value);
        }

        type.Properties.Add(JsonMetadataServices.CreatePropertyInfo(type.Options, new JsonPropertyInfoValues<IDictionary<string, JsonElement>>
        {
            IsProperty = true,
            IsExtensionData = true,
            DeclaringType = typeof(ObShellRecord),
            PropertyName = nameof(ReceivedMembers.Unknown),
            Getter = record => ((ObShellRecord)record).Received?.ToWrite((ObShellRecord)record, masking),
            Setter = static (record, unknown) => (((ObShellRecord)record).Received ??= new((ObShellRecord)record)).Unknown = (Dictionary<string, JsonElement>?)unknown,
        }));
    }
}

/// <summary>The JSON of one folder.</summary>
internal static class WireJson<TContext>
    where TContext : JsonSerializerContext, new()
{
    public static JsonSerializerOptions Options { get; } = WireJson.CreateOptions(new TContext());

    public static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
}

/// <summary>What the records of all facets need.</summary>
[JsonSerializable(typeof(IDictionary<string, JsonElement>))]
internal sealed partial class RecordJson : JsonSerializerContext;
