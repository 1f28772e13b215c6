using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Alarms;

/// <summary>A silencer: it suppresses the notifications of matching alerts for some time.</summary>
public sealed record Silencer : ObShellRecord
{
    /// <summary>The id that Alertmanager assigned.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The instances whose alerts are silenced; empty if the agent cannot derive them from the matchers.</summary>
    public IReadOnlyList<ObInstance> Instances { get; init => field = value ?? []; } = [];

    /// <summary>The status of the silencer.</summary>
    public SilencerStatus Status { get; init => field = value ?? new(); } = new();

    /// <summary>The time of the last change, or null if it is not known.</summary>
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The rules whose alerts are silenced; empty for all rules.</summary>
    public IReadOnlyList<string> Rules { get; init => field = value ?? []; } = [];

    /// <summary>The comment.</summary>
    public string Comment { get; init => field = value ?? ""; } = "";

    /// <summary>The creator.</summary>
    public string CreatedBy { get; init => field = value ?? ""; } = "";

    /// <summary>The time the silencer takes effect, or null if it is not known.</summary>
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>The time the silencer expires, or null if it is not known.</summary>
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>All conditions on labels, including those that the agent derived from instances and rules.</summary>
    public IReadOnlyList<AlarmMatcher> Matchers { get; init => field = value ?? []; } = [];
}
