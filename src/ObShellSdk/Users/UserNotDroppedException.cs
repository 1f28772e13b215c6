using ObShellSdk.Errors;

namespace ObShellSdk;

/// <summary>Thrown by <see cref="Users.UserClient.DropAsync"/>: the agent reported success, and the user still exists.</summary>
public sealed class UserNotDroppedException : ObShellException
{
    /// <summary>Initializes an exception for a test; an initializer sets its members.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause, or null for none.</param>
    public UserNotDroppedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal UserNotDroppedException(string message, CallFacts facts, string tenantName, string userName)
        : base(message, facts, null)
    {
        TenantName = tenantName;
        UserName = userName;
    }

    /// <summary>The tenant.</summary>
    public string TenantName { get; init => field = value ?? ""; } = "";

    /// <summary>The user.</summary>
    public string UserName { get; init => field = value ?? ""; } = "";

    /// <summary>Always false: the same call has the same result.</summary>
    public override bool IsTransient => false;
}
