using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObShellSdk.Serialization;

/// <summary>A word out of a set that the server may extend: unknown words are kept as they came, and case does not count.</summary>
internal interface IOpenValue<TSelf> : IOpenValue
    where TSelf : struct, IOpenValue<TSelf>
{
    string Value { get; }

    static abstract TSelf Create(string value);
}

/// <summary>A word that is written as it was read.</summary>
internal interface IOpenValue;

/// <summary>What all open values share: comparison without case, and a default that behaves as the empty word.</summary>
internal static class OpenValue
{
    public static bool Equal(string? left, string? right) => string.Equals(left ?? "", right ?? "", StringComparison.OrdinalIgnoreCase);

    public static int Hash(string? value) => StringComparer.OrdinalIgnoreCase.GetHashCode(value ?? "");
}

internal sealed class OpenValueConverter<T> : JsonConverter<T>
    where T : struct, IOpenValue<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        T.Create(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value ?? "");
}
