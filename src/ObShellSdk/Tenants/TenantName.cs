using System.Text.RegularExpressions;

namespace ObShellSdk.Tenants;

/// <summary>Which names obshell accepts for a tenant, and which of them its statements can name without quotes.</summary>
internal static partial class TenantName
{
    /// <summary>The agent's own pattern (ob/agent/constant/oceanbase.go:303).</summary>
    public static void Validate(string? tenant, string member, string parameter)
    {
        if (string.IsNullOrEmpty(tenant) || !tenant.All(character => char.IsAsciiLetterOrDigit(character) || "-_~#+".Contains(character, StringComparison.Ordinal)))
        {
            throw new ArgumentException($"{member} must consist of letters, digits and - _ ~ # +.", parameter);
        }
    }

    /// <summary>Whether SQL reads the name as something else where it is not quoted.</summary>
    public static bool NeedsQuotes(string? name) => !string.IsNullOrEmpty(name) && (!Identifier().IsMatch(name) || Number().IsMatch(name));

    /// <summary>
    /// For the calls whose statements have the tenant's name without quotes (ob/agent/service/tenant/backup.go:93 to 290, tenant.go:720, 765, 783, 840, 868 and 876,
    /// restore.go:168).
    /// </summary>
    /// <exception cref="ArgumentException">The name needs quotes.</exception>
    public static void ThrowIfNeedsQuotes(string? tenant, string parameter)
    {
        if (NeedsQuotes(tenant))
        {
            throw new ArgumentException(
                $"The name of tenant '{tenant}' must consist of letters, digits and '_', not of digits alone: obshell does not quote it in the statements of this operation, so they would fail " +
                "or, after a '#', apply to another tenant. Nothing was sent. Run the statement by SQL, or rename the tenant.",
                parameter);
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9_$]+\z")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"^(?:[0-9]+(?:e[0-9]+)?|0x[0-9a-f]+|0b[01]+)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
