using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Metrics;

[JsonSerializable(typeof(ListContents<MetricClass>))]
[JsonSerializable(typeof(MetricQuery))]
[JsonSerializable(typeof(ListContents<MetricSeries>))]
internal sealed partial class MetricJson : JsonSerializerContext;
