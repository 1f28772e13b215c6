using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObShellSdk.Serialization;

/// <summary>Moments that travel as whole Unix seconds; 0 stands for "none", and so do Go's zero time and what .NET cannot express.</summary>
internal sealed class UnixSecondsConverter : JsonConverter<DateTimeOffset?>
{
    private static readonly long _first = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly long _last = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        long seconds = reader.GetInt64();
        return seconds == 0 || seconds <= _first || seconds > _last ? null : DateTimeOffset.FromUnixTimeSeconds(seconds);
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value?.ToUnixTimeSeconds() ?? 0);
}

/// <summary>The same for a moment that is always there.</summary>
internal sealed class RequiredUnixSecondsConverter : JsonConverter<DateTimeOffset>
{
    private static readonly long _first = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly long _last = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        long seconds = reader.GetInt64();
        return seconds >= _first && seconds <= _last
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw new JsonException("A DateTimeOffset cannot hold this moment.");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.ToUnixTimeSeconds());
}
