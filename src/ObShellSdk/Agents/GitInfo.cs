using System.Text.Json.Serialization;

namespace ObShellSdk.Agents;

/// <summary>From which revision an agent was built.</summary>
public sealed record GitInfo : ObShellRecord
{
    /// <summary>The branch.</summary>
    public string Branch { get; init => field = value ?? ""; } = "";

    /// <summary>The commit.</summary>
    [JsonPropertyName("commitId")]
    public string CommitId { get; init => field = value ?? ""; } = "";

    /// <summary>The commit, in short.</summary>
    [JsonPropertyName("shortCommitId")]
    public string ShortCommitId { get; init => field = value ?? ""; } = "";

    /// <summary>When it was committed, as text of the builder.</summary>
    [JsonPropertyName("commitTime")]
    public string CommitTime { get; init => field = value ?? ""; } = "";
}
