using System.Text.Json.Serialization;

namespace ObShellSdk.Agents;

/// <summary>The source revision from which an agent was built.</summary>
public sealed record GitInfo : ObShellRecord
{
    /// <summary>The branch name.</summary>
    public string Branch { get; init => field = value ?? ""; } = "";

    /// <summary>The commit hash.</summary>
    [JsonPropertyName("commitId")]
    public string CommitId { get; init => field = value ?? ""; } = "";

    /// <summary>The abbreviated commit hash.</summary>
    [JsonPropertyName("shortCommitId")]
    public string ShortCommitId { get; init => field = value ?? ""; } = "";

    /// <summary>The commit time, in the text format of the build.</summary>
    [JsonPropertyName("commitTime")]
    public string CommitTime { get; init => field = value ?? ""; } = "";
}
