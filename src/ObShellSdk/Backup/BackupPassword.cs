namespace ObShellSdk.Backup;

/// <summary>The password of a backup set.</summary>
internal static class BackupPassword
{
    /// <summary>
    /// A backup has the password between double quotes (ob/agent/service/tenant/backup.go:179, 276 and 292), a restore between single quotes (restore.go:158 to 162). Both put a
    /// backslash before a double quote, and escape nothing else.
    /// </summary>
    /// <exception cref="ArgumentException">The two statements would not have the same password, or not be valid.</exception>
    public static void Validate(Secret? password, string member, string parameter)
    {
        string text = password?.Reveal() ?? throw new ArgumentException($"{member} must not contain null.", parameter);
        if (text.Contains('\'', StringComparison.Ordinal) || text.EndsWith('\\') || text.Contains("\\\"", StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"{member} must not contain ', end with a backslash, or have a backslash before a double quote: obshell quotes the password differently when it backs up and when it restores, so " +
                "it cannot restore a backup with such a password. Nothing was sent.",
                parameter);
        }
    }
}
