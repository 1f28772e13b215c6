using System.Text.Json.Serialization;

namespace ObShellSdk.Inspections;

[JsonSerializable(typeof(InspectionRequest))]
[JsonSerializable(typeof(Page<InspectionReportSummary>))]
[JsonSerializable(typeof(InspectionReport))]
internal sealed partial class InspectionJson : JsonSerializerContext;
