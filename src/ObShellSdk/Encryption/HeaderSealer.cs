using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ObShellSdk.Encryption;

/// <summary>Writes the authentication header of a request and encrypts it for one agent.</summary>
internal static class HeaderSealer
{
    // The header is not HTML: escaping as little as JSON allows keeps it in fewer RSA blocks.
    private static readonly JsonWriterOptions _compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>Version 2, all agents since 4.2.3. Without keys (a request without a body) the member is left out.</summary>
    public static string SealV2(Seal seal, long expiresUnixSeconds, string target, ReadOnlySpan<byte> keys)
    {
        using var plaintext = new WipedBuffer(512);
        Utf8JsonWriter json = Begin(plaintext);
        try
        {
            json.WriteStartObject();
            json.WriteString("Auth"u8, seal.Password.Reveal());

            // Text, not a number: the agent takes a number for a header that cannot be decrypted.
            Span<byte> digits = stackalloc byte[20];
            Utf8Formatter.TryFormat(expiresUnixSeconds, digits, out int length);
            json.WriteString("Ts"u8, digits[..length]);
            json.WriteString("Uri"u8, target);
            if (!keys.IsEmpty)
            {
                json.WriteBase64String("Keys"u8, keys);
            }

            if (seal.Session is { } session)
            {
                json.WriteString("session_id"u8, session.Reveal());
            }

            if (seal.SsoToken is { } token)
            {
                json.WriteString("ssotoken"u8, token.Reveal());
            }

            json.WriteEndObject();
            json.Flush();
        }
        finally
        {
            json.Reset();
        }

        return seal.Key.Encrypt(plaintext.Written);
    }

    /// <summary>Version 1, agents 4.2.2.x: password and expiry only, the expiry as a number.</summary>
    public static string SealV1(SealingKey key, string password, long expiresUnixSeconds)
    {
        using var plaintext = new WipedBuffer(256);
        Utf8JsonWriter json = Begin(plaintext);
        try
        {
            json.WriteStartObject();
            json.WriteString("password"u8, password);
            json.WriteNumber("ts"u8, expiresUnixSeconds);
            json.WriteEndObject();
            json.Flush();
        }
        finally
        {
            json.Reset();
        }

        return key.Encrypt(plaintext.Written);
    }

    /// <summary>Writers are large, so each thread keeps one.</summary>
    private static Utf8JsonWriter Begin(WipedBuffer plaintext)
    {
        _writer ??= new Utf8JsonWriter(plaintext, _compact);
        _writer.Reset(plaintext);
        return _writer;
    }
}
