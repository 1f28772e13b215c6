using System.Security.Cryptography;
using System.Text;

namespace ObShellSdk.Testing.Protocol;

/// <summary>Opens an encrypted body with the keys of its header, and fails in the ways in which the server does.</summary>
internal static class BodyCipher
{
    private const int BlockBytes = 16;

    public static BodyResult Open(byte[] body, byte[] keys)
    {
        if (keys.Length < BlockBytes)
        {
            return new BodyResult(null, Failure.Of("Request.Body.Decrypt.AES.KeyAndIv.Invalid").AsUnauthorized());
        }

        if (keys.Length != 2 * BlockBytes)
        {
            return new BodyResult(null, Failure.Panic);
        }

        var ciphertext = DecodeLeadingBase64(Encoding.Latin1.GetString(body));
        if (ciphertext.Length % BlockBytes != 0)
        {
            return new BodyResult(null, Failure.Of("Request.Body.Decrypt.AES.ContentLength.Invalid").AsUnauthorized());
        }

        using var aes = Aes.Create();
        aes.Key = keys[..BlockBytes];
        var padded = aes.DecryptCbc(ciphertext, keys[BlockBytes..], PaddingMode.None);
        var padding = padded.Length == 0 ? int.MaxValue : padded[^1];
        return padding > padded.Length
            ? new BodyResult(null, Failure.Panic)
            : new BodyResult(padded[..^padding], null);
    }

    /// <summary>The server ignores where its decoder stopped, and goes on with what it had decoded until then.</summary>
    private static byte[] DecodeLeadingBase64(string text)
    {
        var plain = text.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
        var bytes = new byte[plain.Length];
        if (!plain.Any(char.IsWhiteSpace) && Convert.TryFromBase64String(plain, bytes, out var length))
        {
            return bytes[..length];
        }

        var valid = plain.TakeWhile(character => char.IsAsciiLetterOrDigit(character) || character is '+' or '/').Count();
        return Convert.FromBase64String(plain[..(valid / 4 * 4)]);
    }
}

internal readonly record struct BodyResult(byte[]? Plaintext, Failure? Failure);
