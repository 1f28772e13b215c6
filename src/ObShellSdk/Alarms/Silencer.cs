using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Alarms;

/// <summary>Keeps alerts quiet for a time.</summary>
public sealed record Silencer : ObShellRecord
{
    /// <summary>The id that Alertmanager gave it.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>What may be silent; none where the agent cannot tell it from the matchers.</summary>
    public IReadOnlyList<ObInstance> Instances { get; init => field = value ?? []; } = [];

    /// <summary>Whether it is in force.</summary>
    public SilencerStatus Status { get; init => field = value ?? new(); } = new();

    /// <summary>When it was changed last.</summary>
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The rules whose alerts are silenced; none for those of every rule.</summary>
    public IReadOnlyList<string> Rules { get; init => field = value ?? []; } = [];

    /// <summary>Why.</summary>
    public string Comment { get; init => field = value ?? ""; } = "";

    /// <summary>Who.</summary>
    public string CreatedBy { get; init => field = value ?? ""; } = "";

    /// <summary>From when on.</summary>
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>Until when.</summary>
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>All that the alerts must be labelled with, what the agent made of instances and rules included.</summary>
    public IReadOnlyList<AlarmMatcher> Matchers { get; init => field = value ?? []; } = [];
}
