using System.Text.Json.Serialization;
using ObShellSdk.Serialization;
using ObShellSdk.Tenants;

namespace ObShellSdk.Users;

[JsonSerializable(typeof(CreateUserRequest))]
[JsonSerializable(typeof(SetUserPasswordRequest))]
[JsonSerializable(typeof(GlobalPrivilegesRequest))]
[JsonSerializable(typeof(DatabasePrivilegesRequest))]
[JsonSerializable(typeof(ObjectPrivilegesRequest))]
[JsonSerializable(typeof(RolesRequest))]
[JsonSerializable(typeof(TenantRootPasswordRequest))]
[JsonSerializable(typeof(TenantUser))]
[JsonSerializable(typeof(ListContents<TenantUser>))]
[JsonSerializable(typeof(ListContents<DatabaseObject>))]
[JsonSerializable(typeof(UserStats))]
internal sealed partial class UserJson : JsonSerializerContext;
