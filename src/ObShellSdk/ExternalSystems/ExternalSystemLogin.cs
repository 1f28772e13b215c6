namespace ObShellSdk.ExternalSystems;

/// <summary>A login by HTTP basic authentication.</summary>
public sealed record ExternalSystemLogin : ObShellRecord
{
    /// <summary>The user.</summary>
    public required string Username { get; init => field = value ?? ""; }

    /// <summary>The user's password. Default: the empty one.</summary>
    public Secret? Password { get; init; }
}
