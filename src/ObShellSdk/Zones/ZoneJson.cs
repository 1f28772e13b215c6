using System.Text.Json.Serialization;

namespace ObShellSdk.Zones;

[JsonSerializable(typeof(StopZoneRequest))]
internal sealed partial class ZoneJson : JsonSerializerContext;
