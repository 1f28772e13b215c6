using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace ObShellSdk.Encryption;

/// <summary>AES-128-CBC with PKCS#7 padding and base64 around it: what an encrypted body is on the wire.</summary>
internal static class BodyCipher
{
    public const int KeyLength = 16;
    public const int InitializationVectorLength = 16;

    /// <summary>Key and initialization vector, one after the other, as the header's <c>Keys</c> holds them.</summary>
    public const int KeysLength = KeyLength + InitializationVectorLength;

    private const int BlockLength = 16;

    /// <summary>How long a plaintext gets by its padding.</summary>
    public static long PaddedLength(long length) => (length / BlockLength * BlockLength) + BlockLength;

    /// <summary>A cipher for the key, whose mode is CBC with PKCS#7 padding.</summary>
    public static Aes Create(ReadOnlySpan<byte> keys)
    {
        byte[] key = keys[..KeyLength].ToArray();
        var aes = Aes.Create();
        aes.Key = key;
        CryptographicOperations.ZeroMemory(key);
        return aes;
    }

    /// <summary>The text that an agent encrypted with the keys of a request.</summary>
    /// <param name="base64">As it came.</param>
    /// <param name="keys">Those of the request.</param>
    /// <param name="text">Gets the text.</param>
    /// <exception cref="FormatException">Not base64.</exception>
    /// <exception cref="CryptographicException">Not encrypted with these keys.</exception>
    public static void Decrypt(string base64, ReadOnlySpan<byte> keys, WipedBuffer text)
    {
        byte[] encrypted = Convert.FromBase64String(base64);
        using Aes aes = Create(keys);
        text.Advance(aes.DecryptCbc(encrypted, keys[KeyLength..], text.GetSpan(encrypted.Length)));
    }

    /// <summary>The ciphertext in base64, as ASCII bytes.</summary>
    public static byte[] Encrypt(ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> keys)
    {
        int length = (int)PaddedLength(plaintext.Length);
        byte[] body = new byte[Base64.GetMaxEncodedToUtf8Length(length)];
        using Aes aes = Create(keys);
        aes.EncryptCbc(plaintext, keys[KeyLength..], body);
        OperationStatus status = Base64.EncodeToUtf8InPlace(body, length, out _);
        return status == OperationStatus.Done ? body : throw new CryptographicException($"Base64 encoding ended with {status}.");
    }
}
