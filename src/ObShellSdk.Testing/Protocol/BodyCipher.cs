using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ObShellSdk.Testing.Protocol;

/// <summary>Decrypts bodies and encrypts responses with the keys of a header, with the failures of the server.</summary>
internal static class BodyCipher
{
    private const int BlockBytes = 16;

    /// <summary>Decrypts in place after decoding, because packages of hundreds of megabytes pass here too.</summary>
    public static BodyResult Open(byte[] body, byte[] keys)
    {
        if (RefuseKeys(keys) is { } refusal)
        {
            return new BodyResult(null, refusal.AsUnauthorized());
        }

        var ciphertext = DecodeLeadingBase64(body);
        if (ciphertext.Count % BlockBytes != 0)
        {
            return new BodyResult(null, Failure.Of("Request.Body.Decrypt.AES.ContentLength.Invalid").AsUnauthorized());
        }

        using var aes = Aes.Create();
        aes.Key = keys[..BlockBytes];
        aes.DecryptCbc(ciphertext, keys.AsSpan(BlockBytes), ciphertext, PaddingMode.None);
        var padding = ciphertext.Count == 0 ? int.MaxValue : ciphertext[^1];
        return padding > ciphertext.Count
            ? new BodyResult(null, Failure.Panic)
            : new BodyResult(ciphertext[..^padding], null);
    }

    /// <summary>Encrypts the text of a response, or returns why it cannot.</summary>
    public static (string? Ciphertext, Failure? Failure) Seal(string text, byte[] keys)
    {
        if (RefuseKeys(keys) is { } refusal)
        {
            return (null, refusal);
        }

        return (Seal(Encoding.UTF8.GetBytes(text), keys), null);
    }

    /// <summary>Encrypts with keys of the right length.</summary>
    public static string Seal(ReadOnlySpan<byte> plaintext, byte[] keys)
    {
        using var aes = Aes.Create();
        aes.Key = keys[..BlockBytes];
        return Convert.ToBase64String(aes.EncryptCbc(plaintext, keys.AsSpan(BlockBytes)));
    }

    /// <summary>Checks the length of the key only, and crashes if the IV is not one block long, as on the server.</summary>
    private static Failure? RefuseKeys(byte[] keys) => keys.Length switch
    {
        < BlockBytes => Failure.Of("Request.Body.Decrypt.AES.KeyAndIv.Invalid"),
        2 * BlockBytes => null,
        _ => Failure.Panic,
    };

    /// <summary>Decodes up to the first invalid character. The server ignores the error and uses what was decoded.</summary>
    private static ArraySegment<byte> DecodeLeadingBase64(byte[] body)
    {
        // The server's decoder skips line ends, .NET's all whitespace.
        var blank = body.AsSpan().IndexOfAny((byte)' ', (byte)'\t');
        var text = blank < 0 ? body : body.AsSpan(0, blank);
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        Base64.DecodeFromUtf8(text, bytes, out _, out var length);
        return new ArraySegment<byte>(bytes, 0, length);
    }
}

internal readonly record struct BodyResult(ArraySegment<byte>? Plaintext, Failure? Failure);
