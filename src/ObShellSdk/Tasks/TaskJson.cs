using System.Text.Json;
using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Tasks;

[JsonSerializable(typeof(DagDetail))]
[JsonSerializable(typeof(ListContents<DagDetail>))]
[JsonSerializable(typeof(ListContents<SubTaskLog>))]
[JsonSerializable(typeof(TaskOperatorRequest))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class TaskJson : JsonSerializerContext;
