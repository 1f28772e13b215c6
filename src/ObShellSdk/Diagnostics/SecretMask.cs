
namespace ObShellSdk.Diagnostics;

/// <summary>
/// The secrets that a call is made with, to take them out of what an agent answers to it: it may echo the request in any words. Made anew for each
/// attempt and without cost; only a text that is to be shown is searched.
/// </summary>
internal readonly record struct SecretMask(ObShellCredential? Credential, Secret? Session, IReadOnlyList<string>? Written)
{
    /// <summary>Shorter secrets are not looked for: they would be found everywhere, and tell by the gaps what they are.</summary>
    public const int ShortestSecret = 4;

    /// <summary>Shorter ones are looked for as they are written: in other letters they are words of many a sentence.</summary>
    private const int ShortestInAnyCase = 8;

    // What is cut off beyond it would not be read, and what is searched shall have an end.
    private const int LongestText = 64 * 1024;

    /// <summary>What may be wrong with the password that the agent refused; nothing where the call showed none by intention.</summary>
    /// <param name="failure">Says which of the two passwords it was.</param>
    public PasswordDoubt DoubtOf(AuthenticationFailureReason failure) =>
        Credential is null || Session is not null || Credential.Session is not null ? PasswordDoubt.None
        : PasswordDoubts.Of(failure == AuthenticationFailureReason.WrongAgentPassword ? Credential.AgentPassword : Credential.Password ?? Credential.AgentPassword);

    /// <summary>A sentence of an agent, as people may see it.</summary>
    public string Apply(string text) => text.Length == 0 ? text : Redaction.Message(Hide(text));

    /// <summary>A word that agents take from a small alphabet, such as a code or an id; empty where it is none, or holds a secret.</summary>
    public string Word(string? word) => Redaction.IsWord(word) && Hide(word!) == word ? word! : "";

    /// <summary>A code as <see cref="Word"/>; those of the list stay, or a password such as "password" would hide why it was refused.</summary>
    public string Code(string? code) => Word(code) is { Length: > 0 } word ? word : code is not null && ObShellErrorCodes.Contains(code) ? code : "";

    private string Hide(string text)
    {
        text = text.Length > LongestText ? text[..LongestText] : text;
        text = Hide(text, Credential?.Password?.Reveal());
        text = Hide(text, Credential?.AgentPassword?.Reveal());
        text = Hide(text, Credential?.Session?.Reveal());
        foreach (Secret earlier in Credential?.Current.Earlier ?? [])
        {
            text = Hide(text, earlier.Reveal());
        }

        text = Hide(text, Session?.Reveal());
        foreach (string secret in Written ?? [])
        {
            text = Hide(text, secret);
        }

        return text;
    }

    private static string Hide(string text, string? secret)
    {
        if (secret is not { Length: >= ShortestSecret })
        {
            return text;
        }

        StringComparison comparison = secret.Length < ShortestInAnyCase ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        foreach (string form in Redaction.Forms(secret))
        {
            text = text.Replace(form, Redaction.Mask, comparison);
        }

        return text;
    }
}
