using System.Text.Json.Serialization;

namespace ObShellSdk.Agents;

/// <summary>The limits of the agent's user: numbers as text, or <c>unlimited</c>.</summary>
/// <remarks>The agent reads the soft limits only and reports them as hard limits too.</remarks>
public sealed record HostLimits : ObShellRecord
{
    /// <summary>The same as <see cref="OpenFilesSoft"/>: the agent does not read the hard limit.</summary>
    [JsonPropertyName("nofileHard")]
    public string OpenFilesHard { get; init => field = value ?? ""; } = "";

    /// <summary>The soft limit of open files.</summary>
    [JsonPropertyName("nofileSoft")]
    public string OpenFilesSoft { get; init => field = value ?? ""; } = "";

    /// <summary>The same as <see cref="UserProcessesSoft"/>: the agent does not read the hard limit.</summary>
    [JsonPropertyName("maxUserProcessesHard")]
    public string UserProcessesHard { get; init => field = value ?? ""; } = "";

    /// <summary>The soft limit of processes.</summary>
    [JsonPropertyName("maxUserProcessesSoft")]
    public string UserProcessesSoft { get; init => field = value ?? ""; } = "";
}
