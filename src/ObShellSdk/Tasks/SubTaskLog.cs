using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Tasks;

/// <summary>One stored log line of a sub-task.</summary>
public sealed record SubTaskLog : ObShellRecord
{
    /// <summary>The number of the line.</summary>
    public long Id { get; init; }

    /// <summary>The sub-task.</summary>
    public long SubTaskId { get; init; }

    /// <summary>In which execution it was written, from 1.</summary>
    public long ExecuteTimes { get; init; }

    /// <summary>The text.</summary>
    public string LogContent { get; init => field = value ?? ""; } = "";

    /// <summary>Whether the line has reached the cluster's store.</summary>
    public bool IsSync { get; init; }

    /// <summary>When it was written.</summary>
    [JsonConverter(typeof(TaskTimeConverter))]
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>When it was changed last.</summary>
    [JsonConverter(typeof(TaskTimeConverter))]
    public DateTimeOffset? UpdateTime { get; init; }
}
