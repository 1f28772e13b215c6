using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ObShellSdk.Diagnostics;

/// <summary>Takes secrets out of texts that reach people.</summary>
internal static partial class Redaction
{
    public const string Mask = "***";

    /// <summary>More than any sentence of an agent has.</summary>
    public const int MaxMessageLength = 4096;

    /// <summary>Trace ids of users may have as many.</summary>
    private const int MaxWordLength = 128;

    // Letters, digits, and what ids and codes are put together with; those of a user's trace id included.
    private static readonly SearchValues<char> _wordCharacters = SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(number => (char)number)]);

    // What may be shown is listed, not what must be hidden: a parameter that we do not know may be a secret.
    private static readonly HashSet<string> _harmlessParameters = new(StringComparer.OrdinalIgnoreCase)
    {
        "host", "appid", "delete_mode", "s3_region", "region", "checksum_type", "addressing_model", "enable_worm", "max_iops", "max_bandwidth",
    };

    /// <summary>A storage location without the values of its query and without user information.</summary>
    public static string StorageLocation(string location)
    {
        int question = location.IndexOf('?', StringComparison.Ordinal);
        string path = HideUserInformation(question < 0 ? location : location[..question]);
        if (question < 0)
        {
            return path;
        }

        var text = new StringBuilder(path, location.Length);
        char separator = '?';
        foreach (string parameter in location[(question + 1)..].Split('&'))
        {
            int equals = parameter.IndexOf('=', StringComparison.Ordinal);
            text.Append(separator);
            separator = '&';
            if (equals < 0)
            {
                text.Append(parameter.Length == 0 ? "" : Mask);
                continue;
            }

            string name = parameter[..equals];
            text.Append(name).Append('=').Append(_harmlessParameters.Contains(name) ? parameter[(equals + 1)..] : Mask);
        }

        return text.ToString();
    }

    /// <summary>A sentence of an agent, which may echo locations, statements or members of a request. What is too long for a sentence is cut.</summary>
    public static string Message(string message)
    {
        if (message.Length == 0)
        {
            return message;
        }

        if (message.Length > MaxMessageLength)
        {
            message = string.Concat(message.AsSpan(0, MaxMessageLength), "...");
        }

        try
        {
            return Control().Replace(Secrets(message), " ");
        }
        catch (RegexMatchTimeoutException)
        {
            return Mask;
        }
    }

    /// <summary>Any text, whole, with the values masked that its locations and assignments carry.</summary>
    public static string Secrets(string text)
    {
        try
        {
            return Assignment().Replace(Location().Replace(text, static match => StorageLocation(match.Value)), "${name}" + Mask);
        }
        catch (RegexMatchTimeoutException)
        {
            return Mask;
        }
    }

    /// <summary>Whether the name of a JSON member says that its value is a secret: a text, a number, or a list or object that may hold some.</summary>
    public static bool IsSecret(string name, JsonElement value) =>
        value.ValueKind is not (JsonValueKind.Null or JsonValueKind.True or JsonValueKind.False) && name.Length <= MaxWordLength && Secrets(name + "=x") != name + "=x";

    /// <summary>Whether a text is made as codes, ids and versions are: short, and with no character that could forge a line of a log.</summary>
    public static bool IsWord(string? text) =>
        text is { Length: > 0 and <= MaxWordLength } && !text.AsSpan().ContainsAnyExcept(_wordCharacters);

    /// <summary>The forms in which a text appears in JSON, in queries, in pages, and within what is in base64.</summary>
    public static IEnumerable<string> Forms(string text)
    {
        string json = JsonEncodedText.Encode(text).Value;
        string relaxed = JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value;
        string[] forms =
        [
            text, json, relaxed, JsonEncodedText.Encode(relaxed, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value,
            Uri.EscapeDataString(text), WebUtility.UrlEncode(text), Uri.EscapeDataString(json), Uri.EscapeDataString(relaxed), WebUtility.HtmlEncode(text),
            .. WithinBase64(text), .. WithinBase64(relaxed),
        ];
        return forms.Where(form => form.Length >= SecretMask.MinSecretLength).Distinct(StringComparer.Ordinal).OrderByDescending(form => form.Length);
    }

    /// <summary>Of a longer text in base64, the characters that this part of it alone decides, wherever it begins.</summary>
    private static IEnumerable<string> WithinBase64(string part)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(part);
        for (int before = 0; before < 3; before++)
        {
            byte[] shifted = [.. new byte[before], .. bytes];
            int first = (before * 8 + 5) / 6;
            yield return Convert.ToBase64String(shifted)[first..(shifted.Length * 8 / 6)];
        }
    }

    /// <summary>What <see cref="StorageLocation"/> hides of a location: values of its query, and user information.</summary>
    public static IEnumerable<string> SecretsOf(string location)
    {
        int question = location.IndexOf('?', StringComparison.Ordinal);
        (int start, int end) = UserInformation(question < 0 ? location : location[..question]);
        if (end > start)
        {
            yield return location[start..end];
        }

        foreach (string parameter in question < 0 ? [] : location[(question + 1)..].Split('&'))
        {
            int equals = parameter.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || !_harmlessParameters.Contains(parameter[..equals]))
            {
                yield return parameter[(equals + 1)..];
            }
        }
    }

    private static string HideUserInformation(string path)
    {
        (int start, int end) = UserInformation(path);
        return end <= start ? path : string.Concat(path.AsSpan(0, start), Mask, path.AsSpan(end));
    }

    /// <summary>From where to where it stands, between <c>://</c> and <c>@</c>.</summary>
    private static (int Start, int End) UserInformation(string path)
    {
        int start = path.IndexOf("://", StringComparison.Ordinal);
        if (start < 0)
        {
            return default;
        }

        start += 3;
        int end = path.IndexOf('/', start);
        int at = path.LastIndexOf('@', end < 0 ? path.Length - 1 : end);
        return at < start ? default : (start, at);
    }

    // The length of a scheme is limited, or a text of letters alone would be gone through again from each of them.
    [GeneratedRegex("""[A-Za-z][A-Za-z0-9+.-]{0,30}://[^\s"'<>]+""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Location();

    // A value may be quoted for JSON, for JSON within JSON, or for SQL, be a list, and be cut off before its end.
    [GeneratedRegex(
        """(?<name>(?:access_?(?:id|key)|secret(?:_?(?:id|key))?|passw(?:or)?d|passphrase|rootPwd|token|session_?id|aes_?key|private_?key|encryption|decryption|kms_?encrypt_?info|keys(?=\\*")|identified\s+by)\\*["']?\s*(?:[=:]|%3[AD]|\s(?=["'\\]))\s*)(?!\*\*\*)(?:\[(?:[^\]"]|"(?:[^"\\]|\\.)*"?)*\]?|\\+"(?:(?!\\+").)*(?:\\+")?|"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.|'')*'?|[^\s,;&"'}\])]+)""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline, 1000)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"\p{Cc}+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Control();
}
