using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Compaction;

[JsonSerializable(typeof(TenantCompaction))]
[JsonSerializable(typeof(ListContents<TenantCompactionHistory>))]
internal sealed partial class CompactionJson : JsonSerializerContext;
