using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObShellSdk.Samples;

/// <summary>One JSON object a line, and nothing else: for programs that read this one's output.</summary>
public sealed class JsonReport : Report
{
    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    protected override void Show(JobState state) => Write(new { state.Tenant, state.Event, state.Percent, state.Message });

    protected override void ShowSummary(IReadOnlyCollection<JobState> states) => Write(new
    {
        Event = "summary",
        Completed = states.Count(state => state.Event == JobEvent.Completed),
        Failed = states.Count(state => state.Event is JobEvent.Failed or JobEvent.Canceled),
    });

    private static void Write<T>(T line) => Console.Out.WriteLine(JsonSerializer.Serialize(line, _options));
}
