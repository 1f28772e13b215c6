namespace ObShellSdk.Diagnostics;

/// <summary>What makes a password look as if it came wrong from a file or variable. Says nothing of its characters but those at its ends.</summary>
internal enum PasswordDoubt
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>There is none, or an empty one.</summary>
    Empty,

    /// <summary>A line break at its end, as text read from a file has.</summary>
    LineBreak,

    /// <summary>A space, tab, control character or byte order mark at one of its ends.</summary>
    Whitespace,

    /// <summary>Quotation marks around it, as in files of variables.</summary>
    Quotes,
}

/// <summary>Looks at the ends of a password.</summary>
internal static class PasswordDoubts
{
    private const char ByteOrderMark = '\uFEFF';

    public static PasswordDoubt Of(Secret? password) => password?.Reveal() switch
    {
        null or "" => PasswordDoubt.Empty,
        [.., '\n' or '\r'] => PasswordDoubt.LineBreak,
        [var first, ..] text when IsBlank(first) || IsBlank(text[^1]) => PasswordDoubt.Whitespace,
        ['"', .., '"'] or ['\'', .., '\''] => PasswordDoubt.Quotes,
        _ => PasswordDoubt.None,
    };

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || char.IsControl(c) || c == ByteOrderMark;
}
