using System.Text.Json.Serialization;

namespace ObShellSdk.SharedStorage;

[JsonSerializable(typeof(SharedStorageKey))]
internal sealed partial class SharedStorageJson : JsonSerializerContext;
