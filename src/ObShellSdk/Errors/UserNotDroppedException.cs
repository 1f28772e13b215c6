namespace ObShellSdk.Errors;

/// <summary>Thrown by <see cref="Users.UserClient.DropAsync"/>: the agent reported success, and the user still exists.</summary>
public sealed class UserNotDroppedException : ObShellException
{
    internal UserNotDroppedException(string message, CallFacts facts, string tenantName, string userName)
        : base(message, facts, null)
    {
        TenantName = tenantName;
        UserName = userName;
    }

    /// <summary>The tenant.</summary>
    public string TenantName { get; }

    /// <summary>The user.</summary>
    public string UserName { get; }

    /// <summary>Always false: the same call has the same result.</summary>
    public override bool IsTransient => false;
}
