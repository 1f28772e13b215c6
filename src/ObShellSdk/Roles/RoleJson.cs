using System.Text.Json.Serialization;
using ObShellSdk.Serialization;
using ObShellSdk.Tenants;
using ObShellSdk.Users;

namespace ObShellSdk.Roles;

[JsonSerializable(typeof(CreateRoleRequest))]
[JsonSerializable(typeof(GlobalPrivilegesRequest))]
[JsonSerializable(typeof(ObjectPrivilegesRequest))]
[JsonSerializable(typeof(RolesRequest))]
[JsonSerializable(typeof(TenantRootPasswordRequest))]
[JsonSerializable(typeof(TenantRole))]
[JsonSerializable(typeof(ListContents<TenantRole>))]
internal sealed partial class RoleJson : JsonSerializerContext;
