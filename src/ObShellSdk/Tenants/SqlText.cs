namespace ObShellSdk.Tenants;

/// <summary>Text that the agent writes into a statement between quotes, without escaping it.</summary>
internal static class SqlText
{
    /// <summary>Whether the text would end the quotes early, or keep them from ending: by the quote itself, or by a backslash before the closing one.</summary>
    public static bool Ends(string text, char quote) =>
        text.Contains(quote, StringComparison.Ordinal) || (quote != '`' && (text.Length - text.TrimEnd('\\').Length) % 2 == 1);

    /// <summary>What such text must not have, as the rest of a sentence.</summary>
    public static string Rule(char quote) => quote == '`'
        ? "must not contain a backtick: obshell writes it into its statement between backticks, and does not escape it. Nothing was sent."
        : $"must not contain {quote} or end with a single backslash: obshell writes it into its statement between {quote} and {quote}, and does not escape it. Nothing was sent.";
}
