using System.Text.Json.Serialization;
using ObShellSdk.Packages;

namespace ObShellSdk.ObProxy;

[JsonSerializable(typeof(AddObProxyRequest))]
[JsonSerializable(typeof(UpgradeObProxyRequest))]
[JsonSerializable(typeof(UpgradePackage))]
internal sealed partial class ObProxyJson : JsonSerializerContext;
