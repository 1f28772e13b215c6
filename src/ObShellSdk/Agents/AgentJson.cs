using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Agents;

[JsonSerializable(typeof(AgentInfo))]
[JsonSerializable(typeof(AgentStatus))]
[JsonSerializable(typeof(AgentPublicKey))]
[JsonSerializable(typeof(GitInfo))]
[JsonSerializable(typeof(HostInfo))]
[JsonSerializable(typeof(DateTimeOffset))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, AgentStatus>))]
[JsonSerializable(typeof(ListContents<AgentAddress>))]
[JsonSerializable(typeof(JoinAgentRequest))]
[JsonSerializable(typeof(SetAgentPasswordRequest))]
internal sealed partial class AgentJson : JsonSerializerContext;
