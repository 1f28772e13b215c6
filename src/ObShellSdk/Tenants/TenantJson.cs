using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Tenants;

[JsonSerializable(typeof(CreateTenantRequest))]
[JsonSerializable(typeof(DropTenantRequest))]
[JsonSerializable(typeof(TenantInfo))]
[JsonSerializable(typeof(ListContents<TenantOverview>))]
[JsonSerializable(typeof(RenameTenantRequest))]
[JsonSerializable(typeof(AddReplicasRequest))]
[JsonSerializable(typeof(RemoveReplicasRequest))]
[JsonSerializable(typeof(UpdateReplicasRequest))]
[JsonSerializable(typeof(PrimaryZoneRequest))]
[JsonSerializable(typeof(SetRootPasswordRequest))]
[JsonSerializable(typeof(PersistPasswordRequest))]
[JsonSerializable(typeof(WhitelistRequest))]
[JsonSerializable(typeof(SetParametersRequest))]
[JsonSerializable(typeof(SetVariablesRequest))]
[JsonSerializable(typeof(TenantRootPasswordRequest))]
[JsonSerializable(typeof(TenantLoginCheck))]
[JsonSerializable(typeof(ListContents<ParameterTemplate>))]
[JsonSerializable(typeof(ListContents<TenantSlowSqlCount>))]
[JsonSerializable(typeof(ListContents<TenantParameter>))]
[JsonSerializable(typeof(TenantParameter))]
[JsonSerializable(typeof(ListContents<TenantVariable>))]
[JsonSerializable(typeof(TenantVariable))]
internal sealed partial class TenantJson : JsonSerializerContext;
