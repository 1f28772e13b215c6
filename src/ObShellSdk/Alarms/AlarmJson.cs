using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Alarms;

[JsonSerializable(typeof(AlertFilter))]
[JsonSerializable(typeof(ListContents<Alert>))]
[JsonSerializable(typeof(SilencerFilter))]
[JsonSerializable(typeof(ListContents<Silencer>))]
[JsonSerializable(typeof(Silencer))]
[JsonSerializable(typeof(SilencerRequest))]
[JsonSerializable(typeof(AlarmRuleFilter))]
[JsonSerializable(typeof(ListContents<AlarmRule>))]
[JsonSerializable(typeof(AlarmRule))]
internal sealed partial class AlarmJson : JsonSerializerContext;
