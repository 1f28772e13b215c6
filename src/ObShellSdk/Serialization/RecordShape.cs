using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ObShellSdk.Serialization;

/// <summary>The members of one type of record, in the order of its properties.</summary>
internal sealed class RecordShape
{
    private static readonly ConcurrentDictionary<Type, RecordShape> _shapes = new();

    private RecordShape(JsonTypeInfo type)
    {
        Members = [.. type.Properties.Where(property => property is { Get: not null, IsExtensionData: false }).Select((property, index) => new RecordMember(index, property))];
        if (Members.Length > 128)
        {
            throw new NotSupportedException($"{type.Type.Name} has more than 128 members.");
        }
    }

    public RecordMember[] Members { get; }

    public static RecordShape Of(JsonTypeInfo type) => _shapes.TryGetValue(type.Type, out RecordShape? shape) ? shape : _shapes.GetOrAdd(type.Type, new RecordShape(type));

    /// <summary>Of a record that was received, so that its shape is known.</summary>
    public static RecordShape Of(ObShellRecord record) => _shapes[record.GetType()];

    /// <summary>The member of the name that the reader is at, or null.</summary>
    /// <param name="reader">At the name of a member.</param>
    /// <param name="next">Where the member probably is; agents send members in a fixed order. Set to the position after the found one.</param>
    public RecordMember? Find(ref Utf8JsonReader reader, ref int next)
    {
        ReadOnlySpan<byte> name = reader.ValueIsEscaped || reader.HasValueSequence ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
        for (int tried = 0; tried < Members.Length; tried++)
        {
            int index = next + tried < Members.Length ? next + tried : next + tried - Members.Length;
            if (name.SequenceEqual(Members[index].Utf8Name))
            {
                next = index + 1 == Members.Length ? 0 : index + 1;
                return Members[index];
            }
        }

        return null;
    }
}

/// <summary>One member of a record.</summary>
internal sealed class RecordMember(int index, JsonPropertyInfo property)
{
    public int Index => index;

    public string Name => property.Name;

    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(property.Name);

    public Func<object, object?> Get { get; } = property.Get!;

    public Type Type => property.PropertyType;

    public JsonConverter? Converter => property.CustomConverter;

    /// <summary>Null is written as a value of its own and not left out.</summary>
    public bool WritesNull { get; } = property.CustomConverter is GoTimeConverter;

    /// <summary>The kind of token that the property represents exactly, whatever its value; None if that depends on the value.</summary>
    public JsonTokenType Exact { get; } = property.CustomConverter is null or IdConverter ? ExactToken(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) : JsonTokenType.None;

    private static JsonTokenType ExactToken(Type type) =>
        type == typeof(string) || type == typeof(StorageUri) || type == typeof(Secret) || typeof(IOpenValue).IsAssignableFrom(type) ? JsonTokenType.String
        : type == typeof(long) || type == typeof(int) || type == typeof(Scn) || type.IsEnum ? JsonTokenType.Number
        : type == typeof(bool) ? JsonTokenType.True
        : JsonTokenType.None;
}
