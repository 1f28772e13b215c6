namespace ObShellSdk.Trust;

/// <summary>How users write a SHA-256: hex in either case, with or without colons.</summary>
internal static class Fingerprints
{
    private const int Digits = 64;

    /// <summary>The rule, for a text that does not follow it.</summary>
    public const string Rule = "A fingerprint must be a SHA-256 in hex: 64 digits, with or without colons.";

    /// <summary>In lower case without colons; null for anything else.</summary>
    public static string? Read(string? text)
    {
        string hex = (text ?? "").Replace(":", "", StringComparison.Ordinal).ToLowerInvariant();
        return hex.Length == Digits && hex.All(char.IsAsciiHexDigit) ? hex : null;
    }
}
