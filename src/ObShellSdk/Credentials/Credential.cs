using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Credentials;

/// <summary>A stored credential, without its password.</summary>
public sealed record Credential : ObShellRecord
{
    /// <summary>The id.</summary>
    public long CredentialId { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>What it opens.</summary>
    public CredentialTargetType TargetType { get; init; }

    /// <summary>For people.</summary>
    public string Description { get; init => field = value ?? ""; } = "";

    /// <summary>The login; empty where the agent cannot read what is stored.</summary>
    [JsonPropertyName("ssh_secret")]
    public SshLogin Ssh { get; init => field = value ?? new(); } = new();

    /// <summary>When it was stored.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>When it was changed last.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? UpdateTime { get; init; }
}

/// <summary>A stored login by SSH, without its password.</summary>
public sealed record SshLogin : ObShellRecord
{
    /// <summary>The hosts that it opens.</summary>
    public IReadOnlyList<SshTarget> Targets { get; init => field = value ?? []; } = [];

    /// <summary>The user.</summary>
    public string Username { get; init => field = value ?? ""; } = "";

    /// <summary>How the login is proven.</summary>
    public SshAuthenticationType Type { get; init; }
}

/// <summary>Where SSH listens.</summary>
public sealed record SshTarget : ObShellRecord
{
    /// <summary>IPv4, or IPv6 without brackets.</summary>
    public string Ip { get; init => field = value ?? ""; } = "";

    /// <summary>From 1 to 65535. In a request, 0 (the default) stands for 22.</summary>
    public int Port { get; init; }
}

/// <summary>How the trial of a credential ended.</summary>
public sealed record ValidationResult : ObShellRecord
{
    /// <summary>The credential; 0 for one that is not stored.</summary>
    public long CredentialId { get; init; }

    /// <summary>What it opens.</summary>
    public CredentialTargetType TargetType { get; init; }

    /// <summary>How many targets let it in.</summary>
    public long SucceededCount { get; init; }

    /// <summary>How many did not.</summary>
    public long FailedCount { get; init; }

    /// <summary>Each target. One entry without a target where the agent cannot read what is stored.</summary>
    public IReadOnlyList<ValidationDetail> Details { get; init => field = value ?? []; } = [];
}

/// <summary>How the trial of a credential ended at one target.</summary>
public sealed record ValidationDetail : ObShellRecord
{
    /// <summary>The target.</summary>
    public SshTarget Target { get; init => field = value ?? new(); } = new();

    /// <summary>How it ended.</summary>
    public ConnectionResult ConnectionResult { get; init; }

    /// <summary>What went wrong; empty when it went well.</summary>
    public string Message { get; init => field = value ?? ""; } = "";
}
