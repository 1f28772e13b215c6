using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Upgrades;

[JsonSerializable(typeof(UpgradeRequest))]
[JsonSerializable(typeof(ObserverUpgradeRequest))]
[JsonSerializable(typeof(ListContents<PreservedParameter>))]
internal sealed partial class UpgradeJson : JsonSerializerContext;
