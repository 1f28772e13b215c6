using System.Text;
using System.Text.RegularExpressions;

namespace ObShellSdk.Diagnostics;

/// <summary>Takes secrets out of texts that reach people.</summary>
internal static partial class Redaction
{
    public const string Mask = "***";

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

    /// <summary>A sentence of an agent, which may echo locations, statements or members of a request.</summary>
    public static string Message(string message)
    {
        if (message.Length == 0)
        {
            return message;
        }

        message = Location().Replace(message, static match => StorageLocation(match.Value));
        return Assignment().Replace(message, "${name}" + Mask);
    }

    private static string HideUserInformation(string path)
    {
        int start = path.IndexOf("://", StringComparison.Ordinal);
        if (start < 0)
        {
            return path;
        }

        start += 3;
        int end = path.IndexOf('/', start);
        int at = path.LastIndexOf('@', end < 0 ? path.Length - 1 : end);
        return at < start ? path : string.Concat(path.AsSpan(0, start), Mask, path.AsSpan(at));
    }

    [GeneratedRegex("""[A-Za-z][A-Za-z0-9+.-]*://[^\s"'<>]+""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Location();

    [GeneratedRegex(
        """(?<name>(?:access_?(?:id|key)|secret(?:_?(?:id|key))?|password|passwd|rootPwd|token|session_?id|encryption|decryption|identified\s+by)["']?\s*(?:[=:]|\s(?=["']))\s*)(?!\*\*\*)(?:"[^"]*"|'[^']*'|[^\s,;&"'}\])]+)""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Assignment();
}
