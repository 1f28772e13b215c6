using System.Text.Json.Serialization;
using ObShellSdk.Tenants;

namespace ObShellSdk.TenantSessions;

[JsonSerializable(typeof(KillSessionsRequest))]
[JsonSerializable(typeof(TenantRootPasswordRequest))]
[JsonSerializable(typeof(Page<TenantSession>))]
[JsonSerializable(typeof(TenantSession))]
[JsonSerializable(typeof(TenantSessionStats))]
[JsonSerializable(typeof(Page<Deadlock>))]
internal sealed partial class SessionJson : JsonSerializerContext;
