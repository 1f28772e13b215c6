using System.Text.RegularExpressions;

namespace ObShellSdk.Users;

/// <summary>The names that the agent accepts for new users and roles. Those that exist already may have others, made by SQL.</summary>
internal static partial class AccountName
{
    /// <exception cref="ArgumentException">The agent would refuse the name.</exception>
    public static void Validate(string? value, string member, string name)
    {
        if (value is null || !Pattern().IsMatch(value))
        {
            throw new ArgumentException($"{member} must be a letter followed by 1 to 29 letters, digits or underscores.", name);
        }
    }

    /// <exception cref="ArgumentException">The list is null, or one of its names empty.</exception>
    public static void ThrowIfAnyEmpty(IReadOnlyList<string> roles, string name)
    {
        ArgumentNullException.ThrowIfNull(roles, name);
        if (roles.Any(string.IsNullOrEmpty))
        {
            throw new ArgumentException("The name of a role must not be empty.", name);
        }
    }

    [GeneratedRegex(@"^[a-zA-Z][a-zA-Z_0-9]{1,29}\z")]
    private static partial Regex Pattern();
}
