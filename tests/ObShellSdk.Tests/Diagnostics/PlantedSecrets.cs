using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using ObShellSdk.Backup;
using ObShellSdk.Restore;

namespace ObShellSdk.Tests.Diagnostics;

/// <summary>Secrets of which no two are alike, put wherever a request takes one, and found again in whatever form they come out.</summary>
internal sealed partial class PlantedSecrets
{
    private static readonly JsonSerializerOptions _relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<string> _planted = [];
    private bool _isQuotable;

    public int Count => _planted.Count;

    /// <summary>A password with every character that some format escapes.</summary>
    public string Password() => Plant(_isQuotable ? $"Zq{_planted.Count}ü\\/+&<k=w%{_planted.Count:x4}" : $"Zq{_planted.Count}\"ü\\/+&<k=w'%{_planted.Count:x4}");

    /// <summary>Plain letters, for where an agent may make a code or an id of it.</summary>
    public string Word() => Plant($"Qx{_planted.Count}zVw{_planted.Count:x4}Jk");

    /// <summary>The arguments of a method: samples, and in each place for a secret one of its own.</summary>
    public object?[] Arguments(MethodInfo method) => [.. method.GetParameters().Select(parameter => PlantIn(parameter, Contract.Samples.Argument(parameter)))];

    /// <summary>The secrets that a text holds, as they are or escaped, and in what of it is base64.</summary>
    public IEnumerable<string> In(string text)
    {
        string decoded = string.Join('\n', Base64().Matches(text).SelectMany(match => Decode(match.Value)));
        return _planted.Where(secret => Forms(secret).Any(form => text.Contains(form, StringComparison.OrdinalIgnoreCase) || decoded.Contains(form, StringComparison.OrdinalIgnoreCase)));
    }

    private static IEnumerable<string> Forms(string secret) =>
    [
        secret,
        JsonSerializer.Serialize(secret)[1..^1],
        JsonSerializer.Serialize(secret, _relaxed)[1..^1],
        Uri.EscapeDataString(secret),
        System.Net.WebUtility.UrlEncode(secret),
        System.Net.WebUtility.HtmlEncode(secret),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
    ];

    /// <summary>A piece of base64 may begin anywhere in its group of four.</summary>
    private static IEnumerable<string> Decode(string run)
    {
        for (int skip = 0; skip < 4 && skip < run.Length; skip++)
        {
            string whole = run[skip..((run.Length - skip) / 4 * 4 + skip)];
            byte[] bytes = new byte[whole.Length];
            if (Convert.TryFromBase64String(whole, bytes, out int count))
            {
                yield return Encoding.UTF8.GetString(bytes, 0, count);
            }
        }
    }

    private object? PlantIn(ParameterInfo parameter, object? sample) =>
        parameter.ParameterType == typeof(Secret) ? (Secret)Password() : sample is null ? null : PlantIn(sample);

    private object PlantIn(object sample) => sample switch
    {
        Secret secret when IsKey(secret.Reveal()) => (Secret)Plant(Convert.ToBase64String(Encoding.ASCII.GetBytes(Word().PadRight(32, '.')))),
        Secret => (Secret)Password(),
        StorageUri { Scheme: "s3" } => sample,
        StorageUri => (StorageUri)$"oss://bucket/path?host=h&access_id={Word()}&access_key={Word()}/+x=",
        string => sample,
        IDictionary or Uri or Stream => sample,
        Array items => Planted(items),
        _ when sample.GetType() is { IsClass: true, Namespace: { } room } type && room.StartsWith(nameof(ObShellSdk), StringComparison.Ordinal) => PlantInRecord(sample, type),
        _ => sample,
    };

    private Array Planted(Array items)
    {
        for (int i = 0; i < items.Length; i++)
        {
            items.SetValue(items.GetValue(i) is { } item ? PlantIn(item) : null, i);
        }

        return items;
    }

    private object PlantInRecord(object record, Type type)
    {
        foreach (PropertyInfo property in type.GetProperties().Where(property => property.SetMethod is { IsPublic: true }))
        {
            if (property.GetValue(record) is { } value)
            {
                // Agents write these between quotes, and do not escape them: the client takes none with a quote.
                _isQuotable = property.Name is nameof(StartBackupRequest.Encryption) or nameof(RestoreRequest.Decryption) or nameof(RestoreRequest.KmsEncryptInfo);
                property.SetValue(record, PlantIn(value));
                _isQuotable = false;
            }
        }

        return record;
    }

    private string Plant(string secret)
    {
        _planted.Add(secret);
        return secret;
    }

    private static bool IsKey(string text) => Convert.TryFromBase64String(text, new byte[32], out int count) && count == 32;

    [GeneratedRegex("[A-Za-z0-9+/]{16,}={0,2}")]
    private static partial Regex Base64();
}
