using System.Text.Json.Serialization;

namespace ObShellSdk.ExternalSystems;

[JsonSerializable(typeof(ExternalSystem))]
[JsonSerializable(typeof(string))]
internal sealed partial class ExternalSystemJson : JsonSerializerContext;
