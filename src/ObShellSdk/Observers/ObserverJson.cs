using System.Text.Json.Serialization;

namespace ObShellSdk.Observers;

[JsonSerializable(typeof(Observer))]
[JsonSerializable(typeof(ObserverConfiguration))]
internal sealed partial class ObserverJson : JsonSerializerContext;
