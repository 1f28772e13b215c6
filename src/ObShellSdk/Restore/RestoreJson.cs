using System.Text.Json.Serialization;

namespace ObShellSdk.Restore;

[JsonSerializable(typeof(RestoreSource))]
[JsonSerializable(typeof(RestoreRequest))]
[JsonSerializable(typeof(RestoreWindows))]
[JsonSerializable(typeof(RestoreTenantInfo))]
[JsonSerializable(typeof(RestoreTask))]
[JsonSerializable(typeof(RestoreTaskPage))]
internal sealed partial class RestoreJson : JsonSerializerContext;
