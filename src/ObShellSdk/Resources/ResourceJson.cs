using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Resources;

[JsonSerializable(typeof(CreateUnitConfigRequest))]
[JsonSerializable(typeof(UnitConfig))]
[JsonSerializable(typeof(ListContents<UnitConfig>))]
[JsonSerializable(typeof(ListContents<ResourcePool>))]
internal sealed partial class ResourceJson : JsonSerializerContext;
