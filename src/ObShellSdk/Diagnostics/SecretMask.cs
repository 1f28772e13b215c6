namespace ObShellSdk.Diagnostics;

/// <summary>
/// The secrets that a call is made with, to take them out of what an agent answers to it: it may echo the request in any words. Made for each
/// attempt and without cost; only a text that is to be shown is searched.
/// </summary>
internal readonly record struct SecretMask(ObShellCredential? Credential, Secret? Session, IReadOnlyList<string>? Written)
{
    /// <summary>Shorter secrets are not looked for: they would be found everywhere, and tell by the gaps what they are.</summary>
    public const int MinSecretLength = 4;

    /// <summary>Shorter ones are looked for as they are written: in other letters they are words of many a sentence.</summary>
    private const int MinLengthInAnyCase = 8;

    // What is cut off beyond it would not be read, and what is searched must have an end.
    private const int MaxTextLength = 64 * 1024;

    /// <summary>A sentence of an agent, as people may see it.</summary>
    public string Apply(string text) => text.Length == 0 ? text : Redaction.Message(Hide(text));

    /// <summary>A word that agents take from a small alphabet, such as a code or an id; empty where it is none, or holds a secret.</summary>
    public string Word(string? word) => Redaction.IsWord(word) && Hide(word!) == word ? word! : "";

    private string Hide(string text)
    {
        text = text.Length > MaxTextLength ? text[..MaxTextLength] : text;
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
        if (secret is not { Length: >= MinSecretLength })
        {
            return text;
        }

        StringComparison comparison = secret.Length < MinLengthInAnyCase ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        foreach (string form in Redaction.Forms(secret))
        {
            text = text.Replace(form, Redaction.Mask, comparison);
        }

        return text;
    }
}
