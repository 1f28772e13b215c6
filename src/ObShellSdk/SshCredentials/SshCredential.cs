using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.SshCredentials;

/// <summary>A stored credential, without its password.</summary>
public sealed record SshCredential : ObShellRecord
{
    /// <summary>The id.</summary>
    public long CredentialId { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>What it opens.</summary>
    public CredentialTargetType TargetType { get; init; }

    /// <summary>For people.</summary>
    public string Description { get; init => field = value ?? ""; } = "";

    /// <summary>The login; empty if the agent cannot read what is stored.</summary>
    [JsonPropertyName("ssh_secret")]
    public SshLogin Ssh { get; init => field = value ?? new(); } = new();

    /// <summary>The time it was stored.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>The time it was changed last.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? UpdateTime { get; init; }
}
