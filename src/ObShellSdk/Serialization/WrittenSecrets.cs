using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ObShellSdk.Serialization;

/// <summary>Collects the secrets of a body while it is written, so that an answer that repeats them can be masked. Without any, nothing is allocated.</summary>
internal static class WrittenSecrets
{
    [ThreadStatic]
    private static List<string>? _secrets;

    [ThreadStatic]
    private static bool _isCollecting;

    /// <summary>Writes a body, in one go and on one thread.</summary>
    public static byte[] Serialize<T>(T body, JsonTypeInfo<T> type, out IReadOnlyList<string>? secrets)
    {
        (_secrets, _isCollecting) = (null, true);
        try
        {
            byte[] json = JsonSerializer.SerializeToUtf8Bytes(body, type);
            secrets = _secrets;
            return json;
        }
        finally
        {
            (_secrets, _isCollecting) = (null, false);
        }
    }

    /// <summary>Called by the converters of the types that keep secrets.</summary>
    public static void Add(string secret)
    {
        if (_isCollecting)
        {
            (_secrets ??= []).Add(secret);
        }
    }
}
