namespace ObShellSdk.Users;

/// <summary>A new password for a user.</summary>
public sealed record SetUserPasswordRequest
{
    /// <summary>May be empty in MySQL mode. In Oracle mode without double quotes, as the agent puts it between them.</summary>
    public required Secret NewPassword { get; init; }

    /// <summary>The password that the tenant's root user (SYS in Oracle mode) has before the call. Default: the password that the agent has stored.</summary>
    public Secret? RootPassword { get; init; }
}
