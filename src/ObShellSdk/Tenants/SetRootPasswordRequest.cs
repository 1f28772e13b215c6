
namespace ObShellSdk.Tenants;

/// <summary>A new password for a tenant's root user.</summary>
public sealed record SetRootPasswordRequest
{
    /// <summary>The password from now on; the empty text for none.</summary>
    public required Secret NewPassword { get; init; }

    /// <summary>The password until now. Default: the empty one, never the one that the agent keeps.</summary>
    public Secret? OldPassword { get; init; }

    internal void Validate(string name)
    {
        if (NewPassword is null)
        {
            throw new ArgumentException($"{nameof(NewPassword)} must not be null.", name);
        }
    }
}
