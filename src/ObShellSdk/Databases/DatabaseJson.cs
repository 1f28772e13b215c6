using System.Text.Json.Serialization;
using ObShellSdk.Serialization;
using ObShellSdk.Tenants;

namespace ObShellSdk.Databases;

[JsonSerializable(typeof(CreateDatabaseRequest))]
[JsonSerializable(typeof(UpdateDatabaseRequest))]
[JsonSerializable(typeof(TenantRootPasswordRequest))]
[JsonSerializable(typeof(TenantDatabase))]
[JsonSerializable(typeof(ListContents<TenantDatabase>))]
internal sealed partial class DatabaseJson : JsonSerializerContext;
