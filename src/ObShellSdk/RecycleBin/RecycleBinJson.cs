using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.RecycleBin;

[JsonSerializable(typeof(ListContents<RecycledTenant>))]
[JsonSerializable(typeof(FlashbackRequest))]
internal sealed partial class RecycleBinJson : JsonSerializerContext;
