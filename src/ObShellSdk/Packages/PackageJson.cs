using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Packages;

[JsonSerializable(typeof(UpgradePackage))]
[JsonSerializable(typeof(ListContents<UpgradePackage>))]
internal sealed partial class PackageJson : JsonSerializerContext;
