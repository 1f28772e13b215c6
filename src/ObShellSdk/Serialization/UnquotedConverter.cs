using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObShellSdk.Serialization;

/// <summary>Text that an agent took from a shell file, with the quotes around it (<c>ID="centos"</c> of /etc/os-release, ob/agent/executor/host/info.go:39).</summary>
internal sealed class UnquotedConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString()?.Trim('"', '\'');

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
